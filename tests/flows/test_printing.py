"""Printed rows: JSON with ISO dates, CSV safe for spreadsheets, tables without control characters."""

import json
from datetime import UTC, date, datetime

import pytest

from flows.printing import Format, as_csv, as_json, print_rows


def test_json_has_iso_dates_times_with_z_and_whole_numbers() -> None:
    """What other programs rely on."""
    row = {
        "on": date(2024, 4, 15),
        "at": datetime(2024, 4, 15, 2, tzinfo=UTC),
        "low": 80000.0,
        "share": 0.5,
    }
    assert json.loads(as_json([row])) == [
        {"on": "2024-04-15", "at": "2024-04-15T02:00:00Z", "low": 80000, "share": 0.5}
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@cmd", "\tx", "\rx"])
def test_csv_runs_no_formula(cell: str) -> None:
    """A quote from the web must not act in a spreadsheet."""
    assert "'" + cell in as_csv([{"quote": cell}], ["quote"]).replace('"', "")


@pytest.mark.parametrize("cell", ["=1+1", "\tx"])
def test_json_has_the_cell_as_it_is(cell: str) -> None:
    """Only spreadsheets are guarded; programs get what was said."""
    assert json.loads(as_json([{"quote": cell}])) == [{"quote": cell}]


def test_a_negative_number_stays_a_number() -> None:
    """Only text is made harmless."""
    assert as_csv([{"size": -30000.0}], ["size"]).splitlines()[1] == "-30000"


def test_a_table_shows_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    """A hostile title cannot move the cursor or colour the screen."""
    print_rows([{"title": "a\x1b[31mb\u202ec"}], Format.TABLE)
    out = capsys.readouterr().out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out


def test_csv_goes_through_a_pipe():
    """Lines end as other commands expect them: `… --format csv | tail -1` gives an id that can be handed on."""
    assert as_csv([{"id": "a1"}], ["id"]) == "id\na1\n"
