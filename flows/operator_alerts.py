"""The operator is told how nights went: apart from the users' channels, once when something begins, once when it is over.

Where even the state cannot be opened the word goes straight to the channel, and a note beside the state keeps it from
being said again every night.
"""

import logging
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from flows.alerts import ChannelUnavailable, address, load_alerts
from flows.channels import Sender
from flows.declarations import Misuse
from flows.deliver import deliver
from flows.ledger import Ledger
from flows.messages import plain_message
from flows.redaction import redacted
from flows.settings import Settings
from warehouse.conditions import night_conditions, night_facts, tell
from warehouse.counts import check_counts
from warehouse.ids import stable_id
from warehouse.state import StateError, open_state, transaction

log = logging.getLogger("plantwatch.operator")


def tell_operator(  # noqa: PLR0913 - the night as it ended
    settings: Settings,
    *,
    outcome: str,
    reasons: Sequence[str] = (),
    missed: Sequence[date] = (),
    counts: Mapping[str, int] | None = None,
    now: datetime,
) -> None:
    """Says what the operator should know after a night (`outcome`: good, degraded, failed). Raises nothing.

    Call it when the night's row is written and the state closed.
    """
    try:
        channel = _channel(settings)
        _queue(settings, channel, outcome, reasons, missed, counts or {}, now)
    except (StateError, OSError) as error:
        _say_directly(settings, f"the state cannot be used: {error}", now)
    except Misuse:
        log.exception("the operator cannot be told")
    else:
        _forget(settings)
        if channel:
            summary = deliver(settings, now, only=channel)
            for reason in summary.reasons:
                log.error("the operator cannot be told: %s", reason)


def _channel(settings: Settings) -> str | None:
    name = settings.operator.channel
    if name and not load_alerts(settings.alerts).channel(name):
        raise Misuse(
            f"[operator] channel = {name!r}: no such channel in {settings.alerts}; add a [[channel]] of that name"
        )
    return name


def _queue(  # noqa: PLR0913, PLR0917
    settings: Settings,
    channel: str | None,
    outcome: str,
    reasons: Sequence[str],
    missed: Sequence[date],
    counts: Mapping[str, int],
    now: datetime,
) -> None:
    free = shutil.disk_usage(settings.data).free // 1_000_000
    limits = settings.operator
    with open_state(settings.state) as connection, transaction(connection):
        counted = Ledger(settings.data / "ledger.jsonl").last_counts()
        check_counts(connection, counted, settings.state)
        facts = night_facts(
            connection,
            outcome=outcome,
            reasons=reasons,
            missed=missed,
            counts=counts,
            free_mb=free,
        )
        holds = night_conditions(facts, disk_mb=limits.disk_mb, quiet_nights=limits.quiet_nights)
        tell(connection, holds, channel, now)


def _note(settings: Settings) -> Path:
    return settings.data / "operator.told"


def _say_directly(settings: Settings, text: str, now: datetime) -> None:
    log.error("%s", text)
    note, key = _note(settings), stable_id("direct", [text])
    if note.exists() and note.read_text("utf-8") == key:
        return
    if _send(settings, "plantwatch: the night failed", text, now):
        note.write_text(key, "utf-8")


def _forget(settings: Settings) -> None:
    """The state can be used again: what was said directly is taken back."""
    note = _note(settings)
    if note.exists() and _send(
        settings,
        "plantwatch: over: the night failed",
        "The state can be used again.",
        datetime.now(UTC),
    ):
        note.unlink()


def _send(settings: Settings, subject: str, text: str, now: datetime) -> bool:
    name = settings.operator.channel
    channel = load_alerts(settings.alerts).channel(name) if name else None
    if channel is None:
        return False
    try:
        target = address(channel)
    except ChannelUnavailable as error:
        log.error("the operator cannot be told: %s", error)  # noqa: TRY400 - the message is enough
        return False
    key = stable_id("direct", [subject, text, now])
    with redacted(target), Sender() as sender:
        return sender.send(target, plain_message(key, subject, text)).sent
