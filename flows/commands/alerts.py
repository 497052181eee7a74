"""`plantwatch alerts`: try the channels, see what waits, send again."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from flows.declarations import Misuse
from flows.options import Alerts, Config, Data, Failure, Output, existing
from flows.printing import Format, print_rows
from flows.processes import expect_messages
from flows.settings import Settings, load_settings

Keys = Annotated[list[str] | None, typer.Argument(help="Keys of messages, as in them.")]


def register(app: typer.Typer) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help="Try the channels, see what waits, send again.")
    group.command("test")(try_channels)
    group.command()(pending)
    group.command()(resend)
    app.add_typer(group, name="alerts")


def try_channels(
    channel: Annotated[str | None, typer.Argument(help="Only this channel.")] = None,
    form: Output = Format.TABLE,
    data: Data = None,
    config: Config = None,
    alerts: Alerts = None,
) -> None:
    """Send a test message through every channel, or one.

    Example: plantwatch alerts test desk
    """
    from flows.alerts import load_alerts

    settings = load_settings(config, data=data, alerts=alerts)
    channels = load_alerts(settings.alerts).channels
    names = [c.name for c in channels]
    if channel and channel not in names:
        known = ", ".join(names) or "none is declared"
        raise Misuse(f"{settings.alerts}: no channel {channel!r}; known: {known}")
    if not names:
        raise Failure(f"{settings.alerts}: no channel is declared; add a [[channel]]")
    expect_messages()
    rows = [_tested(c) for c in channels if channel in {None, c.name}]
    print_rows(rows, form)
    if not all(row["sent"] for row in rows):
        raise Failure("not every channel took the test message; see `reason`")


def _tested(channel: Any) -> dict[str, Any]:
    from flows.alerts import ChannelUnavailable, address
    from flows.channels import Sender
    from flows.messages import plain_message
    from flows.redaction import redacted
    from warehouse.ids import stable_id

    key = stable_id("test", [channel.name, datetime.now(UTC)])
    message = plain_message(key, "plantwatch: test", f"Channel {channel.name} works.")
    try:
        target = address(channel)
    except ChannelUnavailable as error:
        return {"channel": channel.name, "sent": False, "reason": str(error)}
    with redacted(target), Sender() as sender:
        outcome = sender.send(target, message)
    return {"channel": channel.name, "sent": outcome.sent, "reason": outcome.reason}


def pending(form: Output = Format.TABLE, data: Data = None, config: Config = None) -> None:
    """Show the messages that are not through: waiting, failed, dead.

    Example: plantwatch alerts pending --format json
    """
    rows = _outbox(load_settings(config, data=data))
    shown = ["channel", "state", "subject", "since", "attempts", "reason", "next_due", "key"]
    print_rows(rows, form, columns=shown, empty="every message is through")


def _outbox(settings: Settings) -> list[dict[str, Any]]:
    from flows.deliver import with_state
    from warehouse.outbox import rows
    from warehouse.state import query

    existing(settings.state)
    return with_state(settings, lambda c: rows(c, query("outbox_state"), {}))


def resend(
    keys: Keys = None,
    dead: Annotated[bool, typer.Option("--dead", help="All dead letters.")] = False,
    data: Data = None,
    config: Config = None,
) -> None:
    """Send messages again: dead letters, or any by its key.

    Example: plantwatch alerts resend --dead
    """
    from flows.deliver import deliver, with_state
    from warehouse.outbox import requeue

    settings = load_settings(config, data=data)
    existing(settings.state)
    expect_messages()
    wanted = list(keys or [])
    if dead:
        wanted += [row["key"] for row in _outbox(settings) if row["state"] == "dead"]
    elif not wanted:
        raise Misuse("resend: name keys (plantwatch alerts pending shows them), or say --dead")
    now = datetime.now(UTC)
    unknown = with_state(settings, lambda c: requeue(c, wanted, now))
    if unknown:
        raise Misuse(f"resend: no message has the key {', '.join(unknown)}")
    summary = deliver(settings, now)
    print(f"{summary.sent} sent, {summary.waiting} waiting, {summary.dead} dead")
    if summary.failing:
        raise Failure("; ".join(summary.reasons))
