"""A change that is taken back after its message went: those who were told hear of it, once."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.alerts import load_alerts
from flows.deliver import deliver
from tests.delivery.history import NIGHT, add_change, take_back
from tests.nights import sample_stage
from warehouse.corrections import reject
from warehouse.notices import tell_taken_back
from warehouse.outbox import attempt_row, fill_outbox, mark, pending, rows
from warehouse.state import open_state

LATER, LATEST = NIGHT + timedelta(days=1), NIGHT + timedelta(days=2)


def told(settings, **said):
    """A change that was sent on its night."""
    with open_state(settings.state) as connection:
        change = add_change(connection, 1, **said)
        fill_outbox(connection, [change], load_alerts(settings.alerts).rules, NIGHT)
    deliver(settings, NIGHT)
    return change


def test_who_was_told_hears_once_that_it_does_not_hold(settings, hook):
    """By the same channel, with what was told, what stands and why; another night adds nothing."""
    change = told(settings)
    with open_state(settings.state) as connection:
        take_back(connection, change, at=LATER)
        assert tell_taken_back(connection, LATER) == 1
    assert deliver(settings, LATEST).sent == 1
    notice = hook.taken[1]
    assert notice["title"].startswith("taken back: Kaluga plant: target 2024 lowered")
    assert "a person has corrected what was read. What stands: 100,000 vehicles." in notice["message"]  # fmt: skip
    with open_state(settings.state) as connection:
        assert tell_taken_back(connection, LATEST) == 0
        assert pending(connection) == []


def test_of_an_earlier_value_taken_back_the_notice_says_so(settings, hook):
    """The new value stands, what it was said to come from does not."""
    change = told(settings)
    with open_state(settings.state) as connection:
        take_back(connection, change, "from", at=LATER)
        tell_taken_back(connection, LATER)
    deliver(settings, LATEST)
    assert "The earlier value does not hold" in hook.taken[1]["message"]
    assert "What stands: 80,000 vehicles." in hook.taken[1]["message"]


@pytest.mark.parametrize("outcome", ["withheld", "dead", "withdrawn", "failed", "claimed"])
def test_who_was_not_told_hears_nothing(settings, outcome):
    """Only what was sent is put right."""
    with open_state(settings.state) as connection:
        change = add_change(connection)
        fill_outbox(connection, [change], load_alerts(settings.alerts).rules, NIGHT)
        [message] = pending(connection)
        mark(connection, [attempt_row(message.message_id, 1, outcome, NIGHT)])
        take_back(connection, change, at=LATER)
        assert tell_taken_back(connection, LATER) == 0


def test_what_was_told_long_ago_is_put_right_silently(settings):
    """A reader that is better than one of last year does not write about last year."""
    change = told(settings)
    with open_state(settings.state) as connection:
        take_back(connection, change, at=NIGHT + timedelta(days=200))
        assert tell_taken_back(connection, NIGHT + timedelta(days=200)) == 0


def test_where_the_taking_back_is_itself_told_there_is_no_notice(settings):
    """A page edited back to its old number is a change of its own."""
    change = told(settings)
    with open_state(settings.state) as connection:
        take_back(connection, change, at=LATER)
        back = {
            **change, "change_id": "back", "from_version": change["to_version"], "cause": "edit", "recorded_at": LATER,
        }  # fmt: skip
        connection.execute(
            f"INSERT INTO changes BY NAME SELECT {', '.join(f'${name} AS {name}' for name in back)}",
            back,
        )
        assert tell_taken_back(connection, LATER) == 0


def test_a_rule_counts_on_from_what_the_notice_said(settings):
    """After 100,000 → 80,000 was taken back, 99,500 is too near to 100,000 to be told."""
    change = told(settings)
    with open_state(settings.state) as connection:
        take_back(connection, change, at=LATER)
        again = add_change(connection, 2, new=(99_500, 99_500), at=LATEST)
        assert fill_outbox(connection, [again], load_alerts(settings.alerts).rules, LATEST) == 0


@pytest.mark.campaign
def test_a_person_rejects_what_was_sent(tmp_path):
    """Real nights: the alert goes, a person rejects its row, the next night gives notice, and the one after is silent."""
    with sample_stage(tmp_path) as stage:
        for number in (1, 2, 3):
            stage.play(number)
        heard = len(stage.site.hooks)
        with open_state(stage.settings.state) as connection:
            [change] = rows(connection, "FROM changes WHERE direction = 'lowered'", {})
            now = datetime.now(UTC)
            reject(
                connection, change["to_announcement"], who="desk", why="misread", recorded_at=now
            )
        stage.play(3)
        stage.play(3)
        assert len(stage.site.hooks) == heard + 1
        assert "taken back: Avtotor" in str(stage.site.hooks[-1])
