"""Automations in Prefect can hang on changes."""

from prefect.events.clients import AssertingEventsClient
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.events import emit_change_events, event_id
from tests.delivery.history import add_change
from warehouse.state import open_state

NOWHERE = "http://127.0.0.1:9/api"
"""Where no server is asked, as the events stay here; without an address Prefect would start one."""


def test_each_change_is_an_event_of_its_plant(tmp_path, monkeypatch):
    """Named by direction, about the plant, with the change as payload and an id that stays."""
    with open_state(tmp_path / "state.duckdb") as connection:
        change = add_change(connection, plant_id="kaluga")
    with temporary_settings({PREFECT_API_URL: NOWHERE}):
        worker = EventsWorker.instance(AssertingEventsClient)
        monkeypatch.setattr(EventsWorker, "instance", lambda *_: worker)
        monkeypatch.setattr("prefect.events.utilities.should_emit_events", lambda: True)
        assert emit_change_events([change]) == 1
        worker.drain()
    event = worker._client.events[0]
    assert event.event == "plantwatch.change.lowered"
    assert event.resource.id == "plantwatch.plant.kaluga"
    assert event.payload["stated_at"] == "2024-04-15"
    assert event.id == event_id(change["change_id"])
