"""Addresses of channels appear nowhere, whatever fails and however much is logged."""

import logging
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from flows.alerts import Secret, load_alerts
from flows.channels import reason_of
from flows.deliver import deliver
from flows.redaction import redacted
from flows.settings import load_settings
from tests.delivery.history import NIGHT, add_change
from tests.delivery.receivers import web_hook
from warehouse.outbox import fill_outbox, rows
from warehouse.publish import publish
from warehouse.state import open_state

SECRETS = ("us3rname", "p4ssw0rd", "t0ken-in-path", "t0ken-in-header")


@pytest.fixture
def hook():
    with web_hook() as server:
        yield server


def prepared(folder: Path, hook, monkeypatch):
    """Settings whose channel stands in the environment, and one message that waits."""
    monkeypatch.setenv("DESK_URL", hook.url)
    (folder / "alerts.toml").write_text(
        '[[channel]]\nname = "desk"\nurl = "env:DESK_URL"\n[[rule]]\nchannel = "desk"\n', "utf-8"
    )
    (folder / "plantwatch.toml").write_text('alerts = "alerts.toml"\n', "utf-8")
    settings = load_settings(folder / "plantwatch.toml", data=folder / "data")
    with open_state(settings.state) as connection:
        change = add_change(connection)
        fill_outbox(connection, [change], load_alerts(settings.alerts).rules, NIGHT)
    return settings


def found_in(folder: Path):
    """Files that hold a secret."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in SECRETS)
    ]


@pytest.mark.parametrize("status", [200, 401, 500])
def test_no_log_and_no_table_holds_an_address(tmp_path, hook, monkeypatch, caplog, status):
    """Everything at DEBUG, the service refusing or not: neither logs nor state nor published file know it."""
    caplog.set_level(logging.DEBUG)
    settings = prepared(tmp_path, hook, monkeypatch)
    hook.status = status
    deliver(settings, NIGHT)
    deliver(settings, NIGHT + timedelta(days=9))
    publish(settings.state, settings.published, settings.data / "parquet", known_until=NIGHT)
    with open_state(settings.state) as connection:
        stored = [rows(connection, f"SELECT * FROM {t}", {}) for t in ("outbox", "deliveries")]
    for secret in SECRETS:
        assert secret not in caplog.text
        assert secret not in str(stored)
    assert found_in(tmp_path) == []


def test_a_log_line_that_quotes_an_address_is_blotted_out(caplog):
    """Even a line of ours or of a library, while the address is in use."""
    caplog.set_level(logging.DEBUG)
    secret = Secret("ntfys://us3rname:p4ssw0rd@ntfy.example/t0ken-in-path?token=t0ken%2Din-query")
    with redacted(secret):
        logging.getLogger("any").debug("asking %s", secret.reveal())
        logging.getLogger("any").warning("p4ssw0rd refused at /t0ken-in-path, %s", "t0ken-in-query")
    for part in ("us3rname", "p4ssw0rd", "t0ken"):
        assert part not in caplog.text
    assert "refused at" in caplog.text


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        ("Failed to send: Unauthorized, error=401.", "the service answered 401"),
        (
            "Socket Exception: HTTPConnectionPool(host='x'): url: /t0ken (Connection refused)",
            "connection refused",
        ),
        ("Read timed out. (read timeout=4.0) t0ken", "timed out"),
        ("who knows t0ken", "not accepted"),
    ],
)
def test_reasons_are_phrases_of_our_own(log, reason):
    """Nothing of the library's text gets into the reason but a status code."""
    assert reason_of(log) == reason


@pytest.mark.campaign
def test_prefects_database_holds_no_address(tmp_path, hook, monkeypatch):
    """A delivery inside a flow run, Prefect at DEBUG with the libraries' loggers attached, all failing."""
    settings = prepared(tmp_path, hook, monkeypatch)
    hook.status = 500
    script = (
        "import logging; from datetime import datetime, UTC; from pathlib import Path\n"
        "from prefect import flow, get_run_logger\n"
        "from flows.deliver import deliver; from flows.settings import load_settings\n"
        "@flow(log_prints=True)\n"
        "def night():\n"
        "    get_run_logger().debug('delivering')\n"
        f"    print(deliver(load_settings(Path({str(settings.alerts.with_name('plantwatch.toml'))!r}),"
        f" data=Path({str(settings.data)!r})), datetime.now(UTC)))\n"
        "night()"
    )
    home = tmp_path / "prefect"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PREFECT_HOME": str(home),
            "PREFECT_LOGGING_LEVEL": "DEBUG",
            "PREFECT_LOGGING_EXTRA_LOGGERS": "apprise,urllib3,requests,flows",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        },
    )
    assert done.returncode == 0, done.stderr
    assert hook.asked == 1
    assert (home / "prefect.db").exists()
    assert found_in(tmp_path) == []
    assert not any(secret in done.stdout + done.stderr for secret in SECRETS)
