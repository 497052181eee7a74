"""English words for times."""

from extractors.lexicon import table, words
from extractors.lexicon.period_words import Kind, PeriodWords


def _classes(kind: Kind, text: str) -> dict[str, tuple[Kind, str]]:
    return {word: (kind, value) for word, value in table(text).items()}


ENGLISH = PeriodWords(
    classes={
        **_classes(
            "month",
            """
            1: january, jan
            2: february, feb
            3: march, mar
            4: april, apr
            5: may
            6: june, jun
            7: july, jul
            8: august, aug
            9: september, sept, sep
            10: october, oct
            11: november, nov
            12: december, dec
        """,
        ),
        **_classes(
            "weekday",
            """
            0: monday
            1: tuesday
            2: wednesday
            3: thursday
            4: friday
            5: saturday
            6: sunday
        """,
        ),
        **_classes(
            "season",
            """
            3: spring
            6: summer
            9: autumn, fall
            12: winter
        """,
        ),
        **_classes(
            "which",
            """
            0: this, current, present, ongoing, running
            -1: last, previous, past, prior, preceding
            1: next, coming, upcoming, following, forthcoming
        """,
        ),
        **_classes(
            "part",
            """
            early: early, beginning, start, outset
            mid: mid, middle
            late: late
            end: end, close, turn
            later: later
            earlier: earlier
        """,
        ),
        **_classes(
            "ordinal",
            """
            1: first, 1st, opening, i
            2: second, 2nd, ii
            3: third, 3rd, iii
            4: fourth, 4th, iv
            -1: final, closing
        """,
        ),
        **_classes(
            "unit",
            """
            quarter: quarter, quarters
            half: half, semester
            year: year, years, yr, yrs
            month: month, months
            week: week, weeks
            day: day, days
            decade: decade, decades
        """,
        ),
        **_classes(
            "fixed",
            """
            0: today, tonight
            -1: yesterday
            1: tomorrow
        """,
        ),
        **_classes(
            "number",
            """
            1: one
            2: two
            3: three
            4: four
            5: five
            6: six
            7: seven
            8: eight
            9: nine
            10: ten
            11: eleven
            12: twelve
            15: fifteen
            18: eighteen
            20: twenty
            25: twenty-five
            30: thirty
        """,
        ),
        **_classes("fiscal", "fiscal: fiscal, financial, fy"),
        **_classes("whole", "whole: full, whole, entire"),
        **_classes("same", "same: same, corresponding, comparable"),
    },
    stems={},
    capitals=words(
        "may march mar monday tuesday wednesday thursday friday saturday sunday jan jun jul dec sep nov oct aug apr feb"
    ),
    guarded=words("fall spring"),
    guards=words(
        "in by the this next last since until from of coming late early before after during autumn"
    ),
    of=words("of in"),
    articles=words("the its their his a an"),
    year_words=words("year"),
    to=words("to through thru until till"),
    either=words("or"),
    between=words("between"),
    both=words("and"),
    roles=table("""
        in: in, to, during, for, throughout, of, at, on, over, within, through the, into, across, under, around
        by: by, not later than, no later than, latest by, come, ahead of
        from: from, starting, starting in, starting from, beginning, beginning in, from about, as of, as from, effective, commencing
        until: until, till, through, up to, up until
        since: since, ever since
        before: before, prior to
        after: after, following
        not_before: not before, no earlier than, not earlier than, no sooner than, not until, earliest in, at the earliest in
    """),
    late_roles=table("""
        not_before: at the earliest, or later
        by: at the latest
        from: onwards, onward, on
    """),
    fillers=words("the its about around approximately roughly early as a this"),
    month_totals=words("in over during the for of after same at to"),
    work=words("of in since"),
    ends=words("end to through until clos"),
    closing=("last",),
    nights=words("night evening"),
)
