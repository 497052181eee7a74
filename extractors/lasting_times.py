"""Stretches that take two times to tell: from one to another, so many weeks, until a restart."""

from collections.abc import Iterator
from datetime import timedelta

from extractors.context import Context
from extractors.event_times import days_of_stop
from extractors.scenes import Scene
from extractors.stretches import Option, length, variants, when
from extractors.surroundings import root

MOST_DAYS = 1200
"""What lasts longer than this is told otherwise."""
MOST_TIMES = 6


def lasting_options(scene: Scene, context: Context) -> Iterator[Option]:
    """What lasts: from one time to another, so many weeks, until a restart."""
    for period in scene.times:
        for way, days in variants(period, context):
            for span in days_of_stop(scene, period, days):
                if (span.first, span.last) != days:
                    lies = when((span.first, span.last), context)
                    yield Option(
                        days=(span.first, span.last),
                        period=period,
                        traits=(
                            "span",
                            f"span {way}",
                            f"span {period.role} {period.grain}",
                            f"span open {span.open}",
                            f"span lies {lies}",
                            f"span lasts {length((span.first, span.last))}",
                        ),
                    )
    yield from _pairs(scene, context)


def _pairs(scene: Scene, context: Context) -> Iterator[Option]:
    times = [p for p in scene.times if p.first and p.role != "earlier"][:MOST_TIMES]
    before = [p for _, p in context.days_said[-3:]]
    for n, a in enumerate([*before, *times]):
        for b in [*before, *times][max(n + 1, len(before)) :]:
            for _, from_days in variants(a, context):
                for _, to_days in variants(b, context):
                    if (
                        from_days[0]
                        and to_days[0]
                        and to_days[1]
                        and from_days[0] < to_days[0]
                        and (to_days[1] - from_days[0]).days < MOST_DAYS
                    ):
                        base = (
                            "pair",
                            f"pair {a.role} {b.role}",
                            f"pair {a.grain} {b.grain}",
                            f"pair {'own' if n >= len(before) else 'across'}",
                            f"pair ends {root(scene.tokens[scene.index(b.start)].lower)}",
                        )
                        yield Option(
                            days=(from_days[0], to_days[1]),
                            period=a,
                            traits=(*base, "pair to the end"),
                        )
                        yield Option(
                            days=(from_days[0], to_days[0] - timedelta(days=1)),
                            period=a,
                            traits=(*base, "pair to the day before"),
                        )
