"""Messages arrive, in order, once; what cannot be sent waits, and is given up in sight."""

import dataclasses
import multiprocessing
from datetime import datetime, time, timedelta

import filelock
import msgspec
import pytest

from flows.alerts import Secret, load_alerts
from flows.channels import Sender
from flows.deliver import deliver, due, is_quiet, pause_after
from flows.messages import plain_message
from flows.settings import load_settings
from tests.delivery.history import NIGHT, Told, add_changes
from tests.delivery.receivers import mail_server, web_hook
from warehouse.outbox import attempt_row, fill_outbox, mark, pending, rows
from warehouse.state import open_state


def channel(name, url, **more):
    extra = "".join(f"{key} = {value!r}\n" for key, value in more.items())
    return f'[[channel]]\nname = "{name}"\nurl = "{url}"\n{extra}'


def rule(to, **more):
    extra = "".join(
        f"{k} = {str(v).lower() if isinstance(v, bool) else v}\n" for k, v in more.items()
    )
    return f'[[rule]]\nchannel = "{to}"\n{extra}'


def settings_with(tmp_path, *tables):
    file = tmp_path / "alerts.toml"
    file.write_text("".join(tables), "utf-8")
    return load_settings(data=tmp_path / "data", alerts=file)


def night(settings, *numbers, at=NIGHT, **change):
    """A comparison that finds the given changes and queues them."""
    rules = load_alerts(settings.alerts).rules
    with open_state(settings.state) as connection:
        told = [Told(n=n, plant=f"Plant {n}", at=at, **change) for n in numbers]
        made = add_changes(connection, told)
        fill_outbox(connection, made, rules, at)


def outcomes(settings):
    with open_state(settings.state) as connection:
        return rows(
            connection, "SELECT message_id, outcome, reason FROM deliveries ORDER BY rowid", {}
        )


def waiting(settings):
    with open_state(settings.state) as connection:
        return pending(connection)


def test_a_change_arrives_with_all_that_a_reader_needs(tmp_path, hook):
    """Both values, per cent, who, when, both quotes and links, origins, key."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1, contested=True)
    summary = deliver(settings, NIGHT)
    assert (summary.sent, summary.failing) == (1, {})
    told = hook.taken[0]
    assert told["title"] == "Plant 1: target 2024 lowered 100,000 → 80,000 vehicles (−20 %)"
    for part in (
        "director of the plant",
        "2024-04-15",
        "The plant will make 80,000 cars in 2024.",
        "https://news.example/1/to",
        "The plant will make 100,000 cars.",
        "https://news.example/1/from",
        "1 independent",
        "contested",
    ):
        assert part in told["message"]
    assert hook.keys == [outcomes(settings)[0]["message_id"]]


def test_mail_has_a_plain_and_an_escaped_html_part(tmp_path):
    """A hostile quote stays text, a link that is no web address is no link."""
    with mail_server() as (url, box):
        settings = settings_with(tmp_path, channel("desk", url), rule("desk"))
        night(
            settings, 1, quote="<script>alert(1)</script>\u202e 80,000", url="javascript:alert(1)"
        )
        assert deliver(settings, NIGHT).sent == 1
    mail = box.mails[0]
    page = mail.get_body(("html",)).get_content()
    assert "<script" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;" in page
    assert "80,000" in mail.get_body(("plain",)).get_content()
    assert "\n" not in mail["subject"]
    assert mail["subject"].startswith("Plant 1: target 2024 lowered")


def test_nothing_is_sent_twice(tmp_path, hook):
    """A second delivery finds nothing to do."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1, 2)
    deliver(settings, NIGHT)
    assert deliver(settings, NIGHT + timedelta(days=1)).sent == 0
    assert len(hook.taken) == 2


def test_five_hundred_changes_are_one_digest(tmp_path, hook):
    """A rule with `digest` sends one message after the night, with every change in it."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk", digest=True))
    night(settings, *range(500))
    assert deliver(settings, NIGHT).sent == 500
    assert len(hook.taken) == 1
    assert all(f"Plant {n}:" in hook.taken[0]["message"] for n in range(500))
    assert hook.taken[0]["title"].startswith("500 changes: ")


def test_too_many_at_once_become_a_digest(tmp_path, hook):
    """A channel that would get more messages than `single` gets one."""
    settings = settings_with(tmp_path, channel("desk", hook.url, single=3), rule("desk"))
    night(settings, 1, 2, 3)
    deliver(settings, NIGHT)
    assert len(hook.taken) == 3
    night(settings, 4, 5, 6, 7)
    deliver(settings, NIGHT)
    assert len(hook.taken) == 4


def test_a_dead_channel_holds_no_other_up_and_is_drained_in_order(tmp_path, hook):
    """Down for two nights: the other channel hears at once; afterwards all comes in order, each once."""
    with web_hook() as other:
        settings = settings_with(
            tmp_path,
            channel("broken", hook.url),
            channel("good", other.url),
            rule("broken"),
            rule("good"),
        )
        hook.status = 500
        for day in range(2):
            at = NIGHT + timedelta(days=day)
            night(settings, 2 * day, 2 * day + 1, at=at)
            summary = deliver(settings, at)
            assert summary.failing == {"broken": "the service answered 500"}
            assert len(other.taken) == 2 * day + 2
        hook.status = 200
        deliver(settings, NIGHT + timedelta(days=3))
    assert [message["title"][:7] for message in hook.taken] == [f"Plant {n}" for n in range(4)]
    assert waiting(settings) == []


@pytest.mark.parametrize(
    ("url", "status", "reason"),
    [
        (None, 401, "the service answered 401"),
        ("json://127.0.0.1:1/", 200, "connection refused"),
        ("nosuch://host/abc", 200, "the address is not one that apprise knows"),
        ("env:PLANTWATCH_NOT_SET", 200, "environment variable PLANTWATCH_NOT_SET is not set"),
    ],
)
def test_a_failure_is_kept_with_its_reason(tmp_path, hook, url, status, reason):
    """Refused, unreachable, invalid or not configured: the reason is a plain phrase."""
    hook.status = status
    settings = settings_with(tmp_path, channel("desk", url or hook.url), rule("desk"))
    night(settings, 1)
    assert deliver(settings, NIGHT).failing == {"desk": reason}
    assert [row["outcome"] for row in outcomes(settings)] == ["claimed", "failed"]


def test_a_service_that_hangs_is_cut_off(tmp_path, hook):
    """A service that does not answer in time has failed; the message waits."""
    hook.hang = 30
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1)
    assert deliver(settings, NIGHT, seconds=2).failing == {"desk": "no answer within 2 s"}
    assert len(waiting(settings)) == 1


def test_a_failing_channel_is_left_alone_for_a_while(tmp_path, hook):
    """Within its pause a channel is not asked again."""
    hook.status = 503
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1, 2)
    deliver(settings, NIGHT)
    deliver(settings, NIGHT + timedelta(seconds=20))
    assert hook.asked == 1
    deliver(settings, NIGHT + timedelta(minutes=2))
    assert hook.asked == 2


def test_one_bad_message_does_not_stop_the_channel(tmp_path, hook):
    """What the service refuses again and again is passed by; the rest goes on."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1)
    hook.status = 413
    for hour in range(0, 12, 3):
        deliver(settings, NIGHT + timedelta(hours=hour))
    night(settings, 2, at=NIGHT + timedelta(days=1))
    refuse_first(hook)
    assert deliver(settings, NIGHT + timedelta(days=1)).sent == 1
    assert [message["title"][:7] for message in hook.taken] == ["Plant 2"]


def refuse_first(hook):
    """The next request is refused, those after it are taken."""
    handler = hook.RequestHandlerClass

    class Once(handler):
        def do_POST(self):  # noqa: N802 - http.server's name
            self.server.status = 413 if self.server.asked < start + 1 else 200
            super().do_POST()

    start = hook.asked
    hook.RequestHandlerClass = Once


def test_what_cannot_be_sent_becomes_a_dead_letter(tmp_path, hook):
    """After `give_up_days` a message is dead, with its reason, and the next gets its turn."""
    hook.status = 500
    settings = settings_with(tmp_path, channel("desk", hook.url, give_up_days=2), rule("desk"))
    night(settings, 1)
    for day in range(3):
        summary = deliver(settings, NIGHT + timedelta(days=day))
    assert (summary.dead, summary.waiting) == (1, 0)
    assert outcomes(settings)[-1]["outcome"] == "dead"
    assert outcomes(settings)[-1]["reason"] == "the service answered 500"


def test_a_message_for_a_removed_channel_waits_with_a_reason(tmp_path, hook):
    """Taking a channel out of alerts.toml loses nothing without a word."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1)
    settings.alerts.write_text("", "utf-8")
    assert deliver(settings, NIGHT).failing == {"desk": "no channel of that name in alerts.toml"}
    assert len(waiting(settings)) == 1
    assert deliver(settings, NIGHT + timedelta(days=8)).dead == 1
    assert waiting(settings) == []


def test_quiet_hours_hold_and_then_release(tmp_path, hook):
    """What comes in the quiet hours is sent when they are over, nothing is lost."""
    settings = settings_with(tmp_path, channel("desk", hook.url, quiet="22:00-07:00"), rule("desk"))
    night(settings, 1)
    assert deliver(settings, NIGHT).waiting == 1
    assert hook.taken == []
    assert deliver(settings, NIGHT.replace(hour=7)).sent == 1


@pytest.mark.parametrize(
    ("local", "quiet"),
    [("21:59", False), ("22:00", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_may_span_midnight(local, quiet):
    """They go by the wall clock, so a change of the clocks does not matter."""
    assert is_quiet((time(22), time(7)), time.fromisoformat(local)) is quiet


@pytest.mark.parametrize(
    ("utc", "sent"),
    [
        ("2024-03-31T04:59", 0),  # 06:59 in Berlin, an hour ahead since the night
        ("2024-03-31T05:00", 1),
        ("2024-10-27T05:59", 0),  # 06:59 in Berlin, an hour back since the night
        ("2024-10-27T06:00", 1),
    ],
)
def test_quiet_hours_end_by_the_wall_on_the_days_the_clocks_change(tmp_path, hook, utc, sent):
    """Seven o'clock is seven o'clock, an hour sooner or later than the day before; nothing is lost."""
    settings = settings_with(tmp_path, channel("desk", hook.url, quiet="22:00-07:00"), rule("desk"))
    settings = msgspec.structs.replace(settings, timezone="Europe/Berlin")
    night(settings, 1)
    assert deliver(settings, datetime.fromisoformat(f"{utc}+00:00")).sent == sent
    assert len(hook.taken) == sent


def test_what_a_dead_sender_had_claimed_goes_out_again_with_the_same_key(tmp_path, hook):
    """A claim without a result is sent, alone, and as the same message."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk", digest=True))
    night(settings, 1, 2)
    claimed = [message.message_id for message in waiting(settings)]
    with open_state(settings.state) as connection:
        mark(connection, [attempt_row(key, 1, "claimed", NIGHT) for key in claimed])
    night(settings, 3)
    deliver(settings, NIGHT)
    assert [message["title"] for message in hook.taken] == [
        "2 changes: Plant 1, Plant 2",
        "Plant 3: target 2024 lowered 100,000 → 80,000 vehicles (−20 %)",
    ]


def test_two_deliveries_at_once_are_one(tmp_path, hook):
    """The second says that another is at work and sends nothing."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1)
    with filelock.FileLock(settings.data / "deliver.lock"):
        assert deliver(settings, NIGHT).busy
    assert hook.taken == []


def test_pauses_grow_and_are_bounded():
    """From under a minute to two hours."""
    assert pause_after(1) <= timedelta(minutes=1)
    assert timedelta(minutes=2) < pause_after(2) <= timedelta(minutes=4)
    assert pause_after(500) <= timedelta(hours=2)


def test_the_oldest_message_decides_when_a_channel_is_due(tmp_path, hook):
    """A newer message does not overtake one that waits for its next try."""
    settings = settings_with(tmp_path, channel("desk", hook.url), rule("desk"))
    night(settings, 1, 2)
    first, second = waiting(settings)
    first = dataclasses.replace(first, outcome="failed", next_due=NIGHT + timedelta(hours=1))
    assert not due([first, second], NIGHT)
    assert due([first, second], NIGHT + timedelta(hours=1))


def test_a_sending_process_that_dies_is_a_failed_sending(hook):
    """It is said so, and the next message goes through a new one."""
    message = plain_message("key", "subject", "text")
    with Sender() as sender:
        assert sender.send(Secret(hook.url), message).sent
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        died = sender.send(Secret(hook.url), message)
        assert (died.sent, died.reason) == (False, "the sending process ended unexpectedly")
        assert sender.send(Secret(hook.url), message).sent
