"""Which changes are queued for which channel, and which are withheld."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.delivery.history import NIGHT, add_change, add_plant
from warehouse.outbox import fill_outbox, pending, read_body, rows
from warehouse.rules import Rule
from warehouse.state import open_state, transaction


@pytest.fixture
def state(tmp_path):
    with open_state(tmp_path / "state.duckdb") as connection:
        yield connection


def rule(name="r", channel="desk", **wanted):
    sets = {k: frozenset(v) if isinstance(v, list) else v for k, v in wanted.items()}
    return Rule(name=name, channel=channel, **sets)


def outcomes(connection):
    found = rows(
        connection,
        "SELECT o.rule, d.outcome, d.reason FROM outbox o LEFT JOIN deliveries d USING (message_id) ORDER BY o.rowid",
        {},
    )
    return [(row["rule"], row["outcome"] or "queued") for row in found]


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"plants": ["kaluga works"]},
        {"plants": ["калужский завод"]},
        {"plants": ["p1"]},
        {"companies": ["maker"]},
        {"companies": ["group of makers"]},
        {"countries": ["ru"]},
        {"kinds": ["target"], "scopes": ["all"], "directions": ["lowered"]},
        {"min_change": 20_000},
        {"min_percent": 20},
    ],
)
def test_a_rule_takes_what_it_names(state, wanted):
    """A plant by name, alias or id, its owners, its country; kind, scope, direction; sizes reached."""
    gazetteer(state)
    change = add_change(state, plant="Kaluga works", plant_id="p1")
    assert fill_outbox(state, [change], [rule(**wanted)], NIGHT) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        {"plants": ["another"]},
        {"companies": ["another"]},
        {"countries": ["de"]},
        {"kinds": ["start"]},
        {"scopes": ["electric"]},
        {"directions": ["raised"]},
        {"min_change": 20_001},
        {"min_percent": 21},
    ],
)
def test_a_rule_leaves_the_rest(state, wanted):
    """Anything named that the change is not keeps it out."""
    gazetteer(state)
    change = add_change(state, plant="Kaluga works", plant_id="p1")
    assert fill_outbox(state, [change], [rule(**wanted)], NIGHT) == 0


def gazetteer(state):
    add_plant(state, "g", "Group of makers", kind="group")
    add_plant(state, "m", "Maker", kind="company", company="g")
    add_plant(state, "p1", "Kaluga works", company="m", country="RU", names=["Калужский завод"])


def test_small_steps_add_up_to_one_message(state):
    """Steps under the threshold are withheld until together they pass it, counted from the value told last."""
    told = rule(min_percent=10)
    values = [100, 97, 93, 89, 85, 79]
    for n, (a, b) in enumerate(pairwise(values)):
        night = NIGHT + timedelta(days=n)
        change = add_change(state, n, old=(a, a), new=(b, b), at=night)
        with transaction(state):
            fill_outbox(state, [change], [told], night)
    assert [outcome for _, outcome in outcomes(state)] == [
        "withheld",
        "withheld",
        "queued",
        "withheld",
        "queued",
    ]
    first, second = (read_body(message.body) for message in pending(state))
    assert (first["told_low"], first["to_low"]) == (100, 89)
    assert (second["told_low"], second["to_low"]) == (89, 79)


def test_there_and_back_is_two_messages(state):
    """100,000 → 80,000 → 100,000 is told twice."""
    there = add_change(state, 1)
    back = add_change(state, 2, old=(80_000, 80_000), new=(100_000, 100_000), direction="raised")
    assert fill_outbox(state, [there, back], [rule(min_percent=5)], NIGHT) == 2


def test_a_second_call_queues_nothing(state):
    """A comparison run again after a crash finds its messages there."""
    change = add_change(state)
    assert fill_outbox(state, [change], [rule()], NIGHT) == 1
    assert fill_outbox(state, [change], [rule()], NIGHT + timedelta(days=1)) == 0
    assert len(pending(state)) == 1


def test_a_channel_hears_of_a_change_once(state):
    """Two rules that fire for one channel give one message; other channels have their own."""
    change = add_change(state)
    rules = [rule("digest", digest=True), rule("now"), rule("other", channel="mail")]
    assert fill_outbox(state, [change], rules, NIGHT) == 2
    assert sorted(outcomes(state)) == [
        ("digest", "withheld"),
        ("now", "queued"),
        ("other", "queued"),
    ]


def test_thresholds_on_figures_do_not_hold_back_dates(state):
    """A postponed start is measured in days, not in vehicles or per cent."""
    change = add_change(
        state,
        kind="start",
        direction="postponed",
        old=(None, None),
        new=(None, None),
        start=(date(2024, 1, 1), date(2024, 7, 1)),
    )
    rules = [
        rule("a", "a", min_change=5000, min_percent=50),
        rule("b", "b", min_days=200),
        rule("c", "c", min_days=100),
    ]
    fill_outbox(state, [change], rules, NIGHT)
    assert outcomes(state) == [("a", "queued"), ("b", "withheld"), ("c", "queued")]


def test_nothing_is_queued_when_the_comparison_rolls_back(state):
    """The outbox shares the comparison's transaction."""
    change = add_change(state)
    with pytest.raises(RuntimeError), transaction(state):
        fill_outbox(state, [change], [rule()], NIGHT)
        raise RuntimeError
    assert pending(state) == []
