"""Delivery of the outbox: at least once, in order, each channel on its own.

    pending ─by channel─► batches ─claim─► send ─mark─► deliveries
                                   │ state closed │

At most one repeat, and only where the process died between sending and marking: what it had claimed is sent again,
the same messages with the same key. A channel that fails is asked again after a while and holds no other up.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import filelock

from flows.alerts import Alerts, Channel, ChannelUnavailable, address, load_alerts
from flows.channels import Outcome, Sender
from flows.messages import compose
from flows.redaction import redacted
from flows.settings import Settings
from warehouse.outbox import TAKEN_BACK, Pending, attempt_row, mark, pending
from warehouse.state import Connection, open_state

T = TypeVar("T")
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=2)
FORGOTTEN = timedelta(days=7)
STUCK = 3
"""After so many failures of one message the next is tried too: it may be the message and not the channel."""


@dataclass(slots=True, kw_only=True)
class DeliverySummary:
    """What one delivery did, in messages; `failing`: reason by channel."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    waiting: int = 0
    withdrawn: int = 0
    """Not sent, since what they tell has been taken back."""
    busy: bool = False
    """Another process delivers just now."""
    failing: dict[str, str] = field(default_factory=dict)

    @property
    def reasons(self) -> list[str]:
        """Why it is not good, a line a channel."""
        return [f"channel {name}: {reason}" for name, reason in self.failing.items()]


def deliver(
    settings: Settings, now: datetime, *, seconds: float = 60, only: str | None = None
) -> DeliverySummary:
    """Sends what is due at `now` (aware); a service has `seconds` to answer. Raises Misuse where alerts.toml is wrong.

    `only`: through the channel of that name.
    """
    alerts = load_alerts(settings.alerts)
    settings.data.mkdir(parents=True, exist_ok=True)
    with suppress(filelock.Timeout), filelock.FileLock(settings.data / "deliver.lock", timeout=0):
        return _deliver(settings, alerts, now.astimezone(UTC), seconds, only)
    return DeliverySummary(busy=True)


def _deliver(
    settings: Settings, alerts: Alerts, now: datetime, seconds: float, only: str | None
) -> DeliverySummary:
    summary = DeliverySummary()
    queues: dict[str, list[Pending]] = {}
    for message in (
        with_state(settings, _still_true(now, summary)) if settings.state.exists() else []
    ):
        if only in {None, message.channel}:
            queues.setdefault(message.channel, []).append(message)
    for name, queue in queues.items():
        channel = alerts.channel(name)
        summary.waiting += len(queue)
        if channel is None:
            _without_channel(settings, queue, now, summary)
            continue
        if is_quiet(channel.quiet, now.astimezone(ZoneInfo(settings.timezone)).time()):
            continue
        if due(queue, now):
            with Sender(seconds) as sender:
                _drain(settings, channel, queue, now, sender, summary)
    return summary


def _still_true(now: datetime, summary: DeliverySummary) -> Callable[[Connection], list[Pending]]:
    """Ends messages whose change has been taken back before they went; gives the others."""

    def work(connection: Connection) -> list[Pending]:
        waiting = pending(connection)
        void = [message for message in waiting if message.void]
        mark(
            connection,
            [
                attempt_row(m.message_id, m.attempts, "withdrawn", now, reason=TAKEN_BACK)
                for m in void
            ],
        )
        summary.withdrawn += len(void)
        return [message for message in waiting if not message.void]

    return work


def _drain(  # noqa: PLR0913, PLR0917 - one channel's turn
    settings: Settings,
    channel: Channel,
    queue: Sequence[Pending],
    now: datetime,
    sender: Sender,
    summary: DeliverySummary,
) -> None:
    failures = 0
    for batch in batches(queue, channel.single):
        outcome = _attempt(settings, channel, batch, now, sender)
        if outcome.sent:
            summary.sent += len(batch)
            summary.waiting -= len(batch)
            continue
        failures += 1
        dead = sum(gives_up(message, channel, now) for message in batch)
        summary.dead += dead
        summary.waiting -= dead
        summary.failed += len(batch) - dead
        summary.failing[batch[0].channel] = outcome.reason or "not accepted"
        if failures > 1 or max(message.attempts for message in batch) < STUCK:
            return


def _attempt(
    settings: Settings,
    channel: Channel,
    batch: Sequence[Pending],
    now: datetime,
    sender: Sender,
) -> Outcome:
    """Claims, sends and marks; the state is closed while sending."""
    claims = [attempt_row(m.message_id, m.attempts + 1, "claimed", now) for m in batch]
    with_state(settings, lambda connection: mark(connection, claims))
    outcome = _send(channel, batch, sender)
    marks = [_result(message, outcome, channel, now) for message in batch]
    with_state(settings, lambda connection: mark(connection, marks))
    return outcome


def _without_channel(
    settings: Settings, queue: Sequence[Pending], now: datetime, summary: DeliverySummary
) -> None:
    """A channel taken out of alerts.toml, or a name misspelt there: its messages wait a week, in sight."""
    reason = "no channel of that name in alerts.toml"
    late = [message for message in queue if now - message.queued_at >= FORGOTTEN]
    if late:
        dead = [attempt_row(m.message_id, m.attempts, "dead", now, reason=reason) for m in late]
        with_state(settings, lambda connection: mark(connection, dead))
    summary.failing[queue[0].channel] = reason
    summary.dead += len(late)
    summary.waiting -= len(late)
    summary.failed += len(queue) - len(late)


def _send(channel: Channel, batch: Sequence[Pending], sender: Sender) -> Outcome:
    try:
        target = address(channel)
    except ChannelUnavailable as error:
        return Outcome(sent=False, reason=str(error))
    with redacted(target):
        return sender.send(target, compose(batch))


def _result(
    message: Pending, outcome: Outcome, channel: Channel, now: datetime
) -> dict[str, object]:
    attempt = message.attempts + 1
    if outcome.sent:
        return attempt_row(message.message_id, attempt, "sent", now)
    if gives_up(message, channel, now):
        return attempt_row(message.message_id, attempt, "dead", now, reason=outcome.reason)
    due_again = now + pause_after(attempt)
    return attempt_row(
        message.message_id, attempt, "failed", now, reason=outcome.reason, next_due=due_again
    )


def gives_up(message: Pending, channel: Channel, now: datetime) -> bool:
    """Whether a failure now makes it a dead letter: it was tried before, for longer than the channel allows."""
    days = timedelta(days=channel.give_up_days)
    return message.attempts > 0 and now - message.queued_at >= days


def pause_after(attempt: int) -> timedelta:
    """How long to wait after the nth failure: four times longer each time, up to two hours, less up to a third by chance."""
    longest = min(FIRST_PAUSE * int(4 ** min(attempt - 1, 10)), LONGEST_PAUSE)
    share: float = random.uniform(2 / 3, 1)  # noqa: S311 - spreads load, guards nothing
    return longest * share


def due(queue: Sequence[Pending], now: datetime) -> bool:
    """Whether a channel may be asked: its oldest message decides, so that order is kept."""
    head = queue[0]
    return head.outcome != "failed" or head.next_due is None or head.next_due <= now


def batches(queue: Iterable[Pending], single: int) -> Iterator[list[Pending]]:
    """The messages of one channel in the order of sending, those of one digest together.

    What a sender that died had claimed goes first, by itself: it may be a repeat, and stays the same message.
    """
    queue = list(queue)
    claimed = [message for message in queue if message.outcome == "claimed"]
    if claimed:
        yield claimed
    fresh = [message for message in queue if message.outcome != "claimed"]
    alone = [message for message in fresh if not message.digest]
    if len(alone) > single:
        yield fresh
        return
    digest = [message for message in fresh if message.digest]
    first_of_digest = digest[0] if digest else None
    for message in fresh:
        if message is first_of_digest:
            yield digest
        elif not message.digest:
            yield [message]


def is_quiet(quiet: tuple[time, time] | None, local: time) -> bool:
    """Whether the local time of day lies in the quiet hours, which may span midnight."""
    if quiet is None:
        return False
    begins, ends = quiet
    return begins <= local < ends if begins <= ends else local >= begins or local < ends


def with_state(settings: Settings, work: Callable[[Connection], T]) -> T:
    """Runs `work` on the state, opened for just that; waits up to a minute while another process has it."""
    with open_state(settings.state, patience=60) as connection:
        return work(connection)
