"""A Prefect event for each change, so that automations can hang on it: `plantwatch.change.raised`, `.lowered`, …"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from flows.printing import plain
from flows.settings import Settings
from warehouse.outbox import rows
from warehouse.state import open_state


def emit_change_events(changes: Iterable[Mapping[str, Any]]) -> int:
    """Emits an event for each row of `changes`; returns how many. Needs a Prefect API; call it in the flow.

    The resource is the plant; the event's id comes from the change, so that a repeat is recognised.
    """
    from prefect.events import emit_event

    emitted = 0
    for change in changes:
        emit_event(
            event=f"plantwatch.change.{change['direction']}",
            resource={
                "prefect.resource.id": f"plantwatch.plant.{change['plant_id']}",
                "prefect.resource.name": change["plant"],
            },
            payload={name: plain(value) for name, value in change.items()},
            id=event_id(change["change_id"]),
        )
        emitted += 1
    return emitted


def changes_of(settings: Settings, recorded_at: datetime) -> list[dict[str, Any]]:
    """The changes recorded in one night, with both values, quotes and links."""
    naive = recorded_at.astimezone(UTC).replace(tzinfo=None)
    with open_state(settings.state) as connection:
        return rows(
            connection, "SELECT * FROM target_changes WHERE recorded_at = $at", {"at": naive}
        )


def event_id(change_id: str) -> uuid.UUID:
    """The event's id, the same for one change however often it is emitted."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"plantwatch event {change_id}")
