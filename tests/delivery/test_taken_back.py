"""A change that is taken back while its message waits: it is not sent, and whoever was told can see it."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.alerts import load_alerts
from flows.deliver import deliver
from tests.delivery.history import NIGHT, add_change, say_again, take_back
from tests.nights import sample_stage
from warehouse.corrections import reject
from warehouse.outbox import attempt_row, fill_outbox, mark, pending, requeue, rows
from warehouse.state import open_state

LATER = NIGHT + timedelta(days=1)


def queued(connection, settings, n=1, **told):
    """A change whose message waits."""
    change = add_change(connection, n, **told)
    fill_outbox(connection, [change], load_alerts(settings.alerts).rules, NIGHT)
    return change


def test_a_rejected_change_is_not_sent(settings, hook):
    """Withdrawn with its reason, not pending any more; the next message goes."""
    with open_state(settings.state) as connection:
        take_back(connection, queued(connection, settings), at=LATER)
        queued(connection, settings, 2, plant="Other plant")
    summary = deliver(settings, LATER)
    assert (summary.sent, summary.withdrawn, summary.waiting) == (1, 1, 0)
    assert [message["title"].partition(":")[0] for message in hook.taken] == ["Other plant"]
    with open_state(settings.state) as connection:
        assert pending(connection) == []
        [row] = rows(connection, "FROM deliveries WHERE outcome = 'withdrawn'", {})
    assert row["reason"] == "its change has been taken back"


def test_a_withdrawn_value_counts_as_never_told(settings):
    """A rule's threshold goes on counting from what it did tell."""
    with open_state(settings.state) as connection:
        take_back(connection, queued(connection, settings), at=LATER)
    deliver(settings, LATER)
    with open_state(settings.state) as connection:
        again = add_change(connection, 2, new=(99_500, 99_500), at=LATER)
        assert fill_outbox(connection, [again], load_alerts(settings.alerts).rules, LATER) == 0


def test_where_only_the_earlier_value_is_taken_back_the_message_says_so(settings, hook):
    """What the plant says now is news all the same."""
    with open_state(settings.state) as connection:
        take_back(connection, queued(connection, settings), "from", at=LATER)
    assert deliver(settings, LATER).sent == 1
    assert "the earlier value has been taken back" in hook.taken[0]["message"]


def test_a_plant_that_got_its_true_name_is_still_told(settings, hook):
    """Both sides moved to the gazetteer's id: the change holds."""
    with open_state(settings.state) as connection:
        change = queued(connection, settings)
        say_again(connection, change, "kaluga")
        take_back(connection, change, "from", at=LATER)
        take_back(connection, change, "to", at=LATER)
    assert deliver(settings, LATER).sent == 1
    assert "taken back" not in hook.taken[0]["message"]


def test_a_statement_that_is_another_plants_is_not_told(settings, hook):
    """Only the new value moved: what the message says of this plant is wrong."""
    with open_state(settings.state) as connection:
        change = queued(connection, settings)
        say_again(connection, change, "another", "to")
        take_back(connection, change, "to", at=LATER)
    assert deliver(settings, LATER).withdrawn == 1
    assert hook.taken == []


@pytest.mark.parametrize("how", ["claimed by one who died", "sent again by hand"])
def test_what_may_have_arrived_or_is_wanted_goes_with_a_word(settings, hook, how):
    """The same message with the same key, and that it has been taken back."""
    with open_state(settings.state) as connection:
        change = queued(connection, settings)
        [message] = pending(connection)
        if how.startswith("claimed"):
            mark(connection, [attempt_row(message.message_id, 1, "claimed", NIGHT)])
        take_back(connection, change, at=LATER)
        if how.startswith("sent"):
            requeue(connection, [message.message_id], LATER)
    assert deliver(settings, LATER).sent == 1
    assert hook.keys == [message.message_id]
    assert "taken back since" in hook.taken[0]["message"]


@pytest.mark.campaign
def test_a_person_rejects_what_a_dead_channel_still_holds(tmp_path):
    """Real nights: the channel is down when the change comes, a person rejects it, the channel comes back and hears nothing."""
    with sample_stage(tmp_path) as stage:
        alerts = stage.settings.alerts
        works = alerts.read_text("utf-8")
        alerts.write_text(works.replace("/hook", "/no-such-hook"), "utf-8")
        for number in (1, 2, 3):
            stage.play(number)
        with open_state(stage.settings.state) as connection:
            waiting = {message.change_id for message in pending(connection)}
            [change] = rows(connection, "FROM changes WHERE direction = 'lowered'", {})
            assert waiting == {change["change_id"]}
            now = datetime.now(UTC)
            reject(
                connection, change["to_announcement"], who="desk", why="misread", recorded_at=now
            )
        alerts.write_text(works, "utf-8")
        stage.play(3)
        assert deliver(stage.settings, datetime.now(UTC) + timedelta(hours=3)).sent == 0
        assert stage.site.hooks == []
        page = (tmp_path / "report" / "index.html").read_text("utf-8")
        feed = (tmp_path / "feeds" / "changes.atom").read_text("utf-8")
    assert "Taken back: Avtotor" in feed
    assert "taken back" in page
