"""A delivery killed anywhere: everything arrives, nothing is marked twice, a repeat carries the same key."""

import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime

import pytest

from flows.alerts import load_alerts
from flows.deliver import deliver
from flows.settings import load_settings
from tests.campaigns import rounds
from tests.delivery.history import Told, add_changes
from warehouse.outbox import fill_outbox, pending, rows
from warehouse.state import open_state


def prepared(tmp_path, hook, changes):
    """Settings and the keys of messages that wait."""
    (tmp_path / "alerts.toml").write_text(
        f'[[channel]]\nname = "desk"\nurl = "{hook.url}"\nsingle = 1000\n[[rule]]\nchannel = "desk"\n',
        "utf-8",
    )
    config = tmp_path / "plantwatch.toml"
    config.write_text('alerts = "alerts.toml"\n', "utf-8")
    settings = load_settings(config, data=tmp_path / "data")
    now = datetime.now(UTC)
    with open_state(settings.state) as connection:
        made = add_changes(connection, [Told(n=n, plant=f"Plant {n}") for n in range(changes)])
        fill_outbox(connection, made, load_alerts(settings.alerts).rules, now)
        return settings, [message.message_id for message in pending(connection)]


def kill_at(settings, step):
    """One delivery, killed at that step; False where it came to its end before."""
    config = settings.alerts.with_name("plantwatch.toml")
    done = subprocess.run(
        [sys.executable, "-m", "tests.delivery.killed", str(config), str(settings.data), str(step)],
        check=False,
    )
    return done.returncode == -9


def check(settings, hook, keys, kills):
    """Ends the work undisturbed, then counts."""
    deliver(settings, datetime.now(UTC))
    got = Counter(hook.keys)
    assert set(got) == set(keys)
    assert max(got.values()) <= 2
    assert sum(got.values()) - len(keys) <= kills
    with open_state(settings.state) as connection:
        sent = rows(connection, "SELECT message_id FROM deliveries WHERE outcome = 'sent'", {})
        assert pending(connection) == []
    assert sorted(row["message_id"] for row in sent) == sorted(keys)


@pytest.mark.parametrize(
    ("step", "arrivals"),
    [(2, 1), (4, 1), (5, 2), (6, 2)],
    ids=["before claiming", "before sending", "after sending", "before marking"],
)
def test_a_kill_between_two_steps_costs_one_repeat_at_most(tmp_path, hook, step, arrivals):
    """Only what had been sent and was not yet marked comes a second time."""
    settings, keys = prepared(tmp_path, hook, 2)
    assert kill_at(settings, step)
    check(settings, hook, keys, 1)
    assert Counter(hook.keys)[keys[0]] == arrivals


@pytest.mark.campaign
@pytest.mark.timeout(900)
def test_thirty_random_kills(tmp_path, hook):
    """Thirty deliveries killed at random steps, over forty messages."""
    settings, keys = prepared(tmp_path, hook, 40)
    chance = random.Random(20260101)
    kills = sum(kill_at(settings, chance.randrange(2, 14)) for _ in range(rounds(12, 30)))
    assert kills >= 10
    check_repeats(settings, hook, keys, kills)


def check_repeats(settings, hook, keys, kills):
    """As `check`, but a message may meet several kills."""
    deliver(settings, datetime.now(UTC))
    got = Counter(hook.keys)
    assert set(got) == set(keys)
    assert sum(got.values()) - len(keys) <= kills
    with open_state(settings.state) as connection:
        sent = rows(connection, "SELECT message_id FROM deliveries WHERE outcome = 'sent'", {})
    assert sorted(row["message_id"] for row in sent) == sorted(keys)
