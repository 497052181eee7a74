"""What was not said again, and what should have happened by now: told once to those who ask for it."""

from datetime import date

import pytest

from tests.delivery.history import NIGHT, add_change, add_plant
from warehouse.outbox import fill_outbox, pending
from warehouse.reminders import remind
from warehouse.rules import Rule
from warehouse.state import open_state


@pytest.fixture
def state(tmp_path):
    with open_state(tmp_path / "state.duckdb") as connection:
        yield connection


STALE = Rule(name="stale", channel="desk", about="stale")
OVERDUE = Rule(name="overdue", channel="desk", about="overdue")


def told(state, rules, today):
    remind(state, rules, NIGHT, today=today, months=6)
    return [message.subject for message in pending(state)]


def test_a_target_nobody_repeats_is_told_once(state):
    """After six months, and not again the next night."""
    add_change(state)
    assert told(state, [STALE], date(2024, 9, 1)) == []
    expected = ["Kaluga plant: target 2024 80,000 vehicles, not said again since 2024-04-15"]
    assert told(state, [STALE], date(2024, 11, 1)) == expected
    assert told(state, [STALE], date(2024, 11, 2)) == expected


def test_a_target_whose_year_is_over_is_left_in_peace(state):
    """Nobody need repeat what is past."""
    add_change(state)
    assert told(state, [STALE], date(2025, 2, 1)) == []


def test_a_start_whose_date_has_passed_is_told(state):
    """Planned for July, and in August nobody has reported it."""
    starts = (date(2024, 1, 1), date(2024, 7, 1))
    add_change(
        state, kind="start", direction="postponed", old=(None, None), new=(None, None), start=starts
    )
    assert told(state, [OVERDUE], date(2024, 6, 30)) == []
    assert told(state, [OVERDUE], date(2024, 8, 1)) == [
        "Kaluga plant: start planned for 2024-07-01, no report that it was done"
    ]


def test_rules_choose_plants_here_too(state):
    """By country, and only rules about silence."""
    add_plant(state, "p1", "Kaluga plant", country="RU")
    change = add_change(state, plant_id="p1")
    german = Rule(name="de", channel="desk", about="stale", countries=frozenset({"de"}))
    assert told(state, [german, Rule(name="all", channel="desk")], date(2024, 11, 1)) == []
    assert fill_outbox(state, [change], [STALE], NIGHT) == 0
    russian = Rule(name="ru", channel="desk", about="stale", countries=frozenset({"ru"}))
    assert len(told(state, [russian, STALE], date(2024, 11, 1))) == 1
