"""The operator hears once that something is wrong, and once that it is over."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.alerts import load_alerts
from flows.deliver import deliver
from flows.lock import occupy
from flows.night import run_night
from flows.operator_alerts import tell_operator
from flows.settings import load_settings
from tests.delivery.history import NIGHT, add_change
from warehouse.conditions import (
    Condition,
    NightFacts,
    found_nothing,
    night_conditions,
    operator_messages,
    transitions,
)
from warehouse.outbox import fill_outbox
from warehouse.state import append, open_state


@pytest.fixture
def settings(tmp_path, hook):
    (tmp_path / "alerts.toml").write_text(
        f'[[channel]]\nname = "operator"\nurl = "{hook.url}"\n'
        '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1:1/"\n[[rule]]\nchannel = "desk"\n',
        "utf-8",
    )
    config = tmp_path / "plantwatch.toml"
    config.write_text(
        'alerts = "alerts.toml"\n[operator]\nchannel = "operator"\ndisk_mb = 0\n', "utf-8"
    )
    found = load_settings(config, data=tmp_path / "data")
    with open_state(found.state):
        pass
    return found


def titles(hook):
    return [message["title"] for message in hook.taken]


def test_a_failed_night_is_said_once_and_once_when_it_is_over(settings, hook):
    """Three failed nights are one message, the good night after them another."""
    for day in range(3):
        at = NIGHT + timedelta(days=day)
        tell_operator(settings, outcome="failed", reasons=["no source could be had"], now=at)
    assert titles(hook) == ["plantwatch: the night failed"]
    assert "no source could be had" in hook.taken[0]["message"]
    for day in range(3, 5):
        tell_operator(settings, outcome="good", now=NIGHT + timedelta(days=day))
    assert titles(hook)[1:] == ["plantwatch: over: the night failed"]


def test_what_comes_again_is_said_again(settings, hook):
    """A second failure after a good night is news."""
    for day, outcome in enumerate(["degraded", "good", "degraded"]):
        tell_operator(settings, outcome=outcome, reasons=["x"], now=NIGHT + timedelta(days=day))
    assert titles(hook) == [
        "plantwatch: the night was degraded",
        "plantwatch: over: the night was degraded",
        "plantwatch: the night was degraded",
    ]


def test_missed_nights_are_named(settings, hook):
    """The dates for which no night was run."""
    tell_operator(
        settings, outcome="good", missed=[date(2024, 4, 14), date(2024, 4, 15)], now=NIGHT
    )
    assert titles(hook) == ["plantwatch: nights were missed"]
    assert "2024-04-14, 2024-04-15" in hook.taken[0]["message"]


def test_conditions_of_sources_are_passed_on(settings, hook):
    """What the polls recorded of a source is told under its name."""
    row = {
        "condition_id": "c",
        "kind": "feed_moved",
        "subject": "Example News",
        "state": "began",
        "detail": "https://old.example has moved to https://new.example: change its url",
        "recorded_at": NIGHT,
    }
    with open_state(settings.state) as connection:
        append(connection, "conditions", [row], None)
    tell_operator(settings, outcome="good", now=NIGHT)
    assert titles(hook) == ["plantwatch: a source has moved: Example News"]


def test_a_dead_user_channel_is_said_through_the_operators(settings, hook):
    """After three failures of the desk's channel the operator hears of it; the night itself goes on."""
    with open_state(settings.state) as connection:
        change = add_change(connection)
        fill_outbox(connection, [change], load_alerts(settings.alerts).rules, NIGHT)
    for day in range(3):
        at = NIGHT + timedelta(days=day)
        deliver(settings, at)
        tell_operator(settings, outcome="good", now=at)
    assert titles(hook) == ["plantwatch: a channel cannot be reached: desk"]
    assert "connection refused" in hook.taken[0]["message"]


def test_a_state_that_cannot_be_opened_is_said_directly_and_once(settings, hook):
    """Even then the operator hears: once, and again when it is mended."""
    whole = settings.state.read_bytes()
    settings.state.write_bytes(b"rubbish" * 1000)
    tell_operator(settings, outcome="failed", now=NIGHT)
    tell_operator(settings, outcome="failed", now=NIGHT + timedelta(days=1))
    assert titles(hook) == ["plantwatch: the night failed"]
    settings.state.write_bytes(whole)
    tell_operator(settings, outcome="good", now=NIGHT + timedelta(days=2))
    assert titles(hook)[1:] == ["plantwatch: over: the night failed"]


def test_without_an_operators_channel_conditions_are_still_recorded(settings, tmp_path, hook):
    """The page and SQL show them; nobody is written to."""
    quiet = load_settings(data=tmp_path / "data")
    tell_operator(quiet, outcome="failed", reasons=["x"], now=NIGHT)
    with open_state(quiet.state) as connection:
        found = connection.execute("SELECT kind, state FROM conditions").fetchall()
    assert found == [("night_failed", "began")]
    assert hook.taken == []


def test_low_disk_and_quiet_nights_hold():
    """Limits come from the settings."""
    facts = NightFacts(
        outcome="good", free_mb=900, recent=[{"articles": 5, "announcements": 0}] * 3
    )
    kinds = [c.kind for c in night_conditions(facts, disk_mb=1000, quiet_nights=3)]
    assert kinds == ["nothing_found", "disk_low"]


@pytest.mark.parametrize(
    ("recent", "quiet"),
    [
        ([{"articles": 3}] * 3, True),
        ([{"articles": 3}] * 2, False),
        ([{"articles": 3}, {"articles": 0}, {"articles": 3}], False),
        ([{"articles": 3}, {"articles": 3, "announcements": 1}, {"articles": 3}], False),
    ],
)
def test_finding_nothing_counts_nights_with_articles(recent, quiet):
    """Nights without new articles are no sign of broken reading."""
    assert found_nothing(recent, 3) is quiet


def test_what_began_and_ended_unsaid_stays_unsaid():
    """An end is told to those only who heard of the beginning."""
    condition = Condition(kind="feed_silent", subject="s", detail="d")
    began = transitions([condition], [], {"feed_silent"}, datetime(2024, 1, 1, tzinfo=UTC))
    over = transitions([], began, {"feed_silent"}, datetime(2024, 1, 2, tzinfo=UTC))
    assert [row["state"] for row in began + over] == ["began", "over"]
    assert operator_messages(began + over, set(), "operator", NIGHT) == []


def test_a_night_that_hears_nothing_tells_the_operator(tmp_path, hook):
    """A whole night whose only source is dead: failed, and said so."""
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "Gone"\nurl = "http://127.0.0.1:1/feed"\nallow_private = true\n',
        "utf-8",
    )
    (tmp_path / "alerts.toml").write_text(
        f'[[channel]]\nname = "operator"\nurl = "{hook.url}"\n', "utf-8"
    )
    (tmp_path / "plantwatch.toml").write_text(
        'sources = "sources.toml"\nalerts = "alerts.toml"\n[operator]\nchannel = "operator"\ndisk_mb = 0\n',
        "utf-8",
    )
    settings = load_settings(tmp_path / "plantwatch.toml", data=tmp_path / "data")
    with occupy(settings.data, "night"):
        assert asyncio.run(run_night(settings)).outcome == "failed"
    assert titles(hook) == ["plantwatch: the night failed"]
    assert "nothing of the world was heard" in hook.taken[0]["message"]
