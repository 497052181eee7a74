"""What the period grammar reads out of phrases, and what it leaves alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.figures import find_figures
from extractors.periods import Period, find_periods
from tests.extractors.corpora import periods as corpora

PUBLISHED = date(2024, 6, 15)


def phrasings(corpus: str):
    blocks = [block.splitlines() for block in corpus.strip().split("\n\n")]
    return [(head.removeprefix("= "), phrase) for head, *phrases in blocks for phrase in phrases]


def as_text(period: Period, reading: str) -> str:
    days = period.resolve(done=reading == "done") if reading else (period.first, period.last)
    return " ".join((*(str(day or "-") for day in days), period.role))


def check(meaning: str, phrase: str, language: str):
    reading, _, text = phrase.rpartition(": ")
    (period,) = find_figures(text, PUBLISHED, language)[1]
    assert as_text(period, reading) == meaning


@pytest.mark.parametrize(("meaning", "phrase"), phrasings(corpora.ENGLISH))
def test_english_phrasings_mean_one_period(meaning, phrase):
    """Every phrasing of a block gives the period that heads it, and no other."""
    check(meaning, phrase, "en")


@pytest.mark.parametrize(("meaning", "phrase"), phrasings(corpora.RUSSIAN))
def test_russian_phrasings_mean_one_period(meaning, phrase):
    """Every Russian phrasing of a block gives the period that heads it, and no other."""
    check(meaning, phrase, "ru")


@pytest.mark.parametrize("phrase", corpora.NONE_ENGLISH.strip().splitlines())
def test_english_phrases_without_a_period(phrase):
    """Quantities, model numbers and modal verbs are no times."""
    assert find_figures(phrase, PUBLISHED, "en")[1] == []


@pytest.mark.parametrize("phrase", corpora.NONE_RUSSIAN.strip().splitlines())
def test_russian_phrases_without_a_period(phrase):
    """The same in Russian."""
    assert find_figures(phrase, PUBLISHED, "ru")[1] == []


def test_since_counts_up_to_the_publication():
    """A total "since 1997" runs from 1 January of that year to the day of publication."""
    (period,) = find_periods("since 1997", PUBLISHED, "en")
    assert period.cumulative == (date(1997, 1, 1), PUBLISHED)


def test_a_postponement_is_two_periods():
    """What is moved from 2024 to 2025 is no span of two years."""
    found = find_periods("was moved from 2024 to 2025", PUBLISHED, "en")
    assert [p.first.year for p in found] == [2024, 2025]


def test_a_month_takes_the_year_named_before_it():
    """ "For the whole of 2022, with the line halted in March": March 2022."""
    month = find_periods("For the whole of 2022, with the line halted in March", PUBLISHED, "en")[1]
    assert month.anchored == (date(2022, 3, 1), date(2022, 3, 31))


def test_a_year_earlier_moves_the_main_period():
    """ "In January-May, against … a year earlier" is January to May of the year before."""
    earlier = find_periods("За январь–май собрано больше, чем годом ранее", PUBLISHED, "ru")[1]
    assert earlier.role == "earlier"
    assert earlier.anchored == (date(2023, 1, 1), date(2023, 5, 31))


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("In 2021 it built 100,000 cars, up from 80,000 the previous year", "en", (date(2020, 1, 1), date(2020, 12, 31))),
        ("В 2021 году выпущено 100 тыс. машин против 80 тыс. в предыдущем году", "ru", (date(2020, 1, 1), date(2020, 12, 31))),
        ("5,000 in March 2022, down from 6,000 in the previous month", "en", (date(2022, 2, 1), date(2022, 2, 28))),
        ("The plant stood still. The previous year was good", "en", (date(2023, 1, 1), date(2023, 12, 31))),
    ],
)  # fmt: skip
def test_the_previous_year_is_counted_from_the_year_named(text, language, days):
    """ "the previous year" beside a year is the one before that, else the one before publication."""
    period = find_periods(text, PUBLISHED, language)[-1]
    assert (period.first, period.last) == days


def test_a_duration_has_a_length_and_no_days():
    """ "for two weeks" by itself says how long, not when."""
    (period,) = find_periods("the line stops for two weeks", PUBLISHED, "en")
    assert (period.grain, period.length, period.first) == ("duration", (2, "week"), None)


def test_without_a_publication_date_only_absolute_times_have_days():
    """What is counted from the publication stays open where that is not known."""
    absolute, relative = find_periods("in 2024 and last year", None, "en")
    assert absolute.first == date(2024, 1, 1)
    assert relative.first is None


@given(st.dates(), st.sampled_from([*phrasings(corpora.ENGLISH), *phrasings(corpora.RUSSIAN)]))
def test_any_publication_date_will_do(published, phrasing):
    """No date of publication makes a phrase fail; first days come before last days."""
    text = phrasing[1].rpartition(": ")[2]
    for language in ("en", "ru"):
        for period in find_periods(text, published, language):
            for days in (period.resolve(done=True), period.resolve(done=False)):
                assert days[0] is None or days[0] <= days[1]
