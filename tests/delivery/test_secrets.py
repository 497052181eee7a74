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
from tests.delivery.unpacked import said_in
from tests.nights import sample_stage
from warehouse.outbox import fill_outbox, rows
from warehouse.publish import publish
from warehouse.state import open_state

SECRETS = ("us3rname", "p4ssw0rd", "t0ken-in-path", "t0ken-in-header")


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


BLOCK = """
import sys
from prefect.blocks.system import Secret
Secret(value=sys.argv[1]).save("desk")
"""


def plantwatch(stage, *arguments, **more):
    """A command in a process of its own, Prefect and all libraries at DEBUG; its output is kept beside the data."""
    data = stage.settings.data
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PREFECT_HOME": str(data / "prefect"),
            "PREFECT_LOGGING_LEVEL": "DEBUG",
            "PREFECT_LOGGING_ROOT_LEVEL": "DEBUG",
            "PREFECT_LOGGING_EXTRA_LOGGERS": "apprise,urllib3,requests,flows,plantwatch",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
            "PREFECT_API_REQUEST_TIMEOUT": "300",
            "DO_NOT_TRACK": "1",
            **more,
        },
    )
    (data / "logs").mkdir(exist_ok=True)
    with (data / "logs" / "kept.log").open("a", encoding="utf-8") as log:
        log.write(done.stdout + done.stderr)
    return done


@pytest.mark.campaign
@pytest.mark.timeout(300)
def test_a_night_whose_deliveries_all_fail_writes_no_address_anywhere(tmp_path, hook):
    """A real flow run at DEBUG, channels in the environment and in a Prefect block, users' and operator's: logs, Prefect's
    database, report, feeds, archive, state, published file and Parquet are laid open and searched."""
    with sample_stage(tmp_path) as stage:
        stage.settings.alerts.write_text(
            '[[channel]]\nname = "desk"\nurl = "env:DESK_URL"\n[[channel]]\nname = "block"\nurl = "block:desk"\n'
            '[[channel]]\nname = "operator"\nurl = "env:OPERATOR_URL"\n'
            '[[rule]]\nchannel = "desk"\n[[rule]]\nchannel = "block"\n',
            "utf-8",
        )
        config = tmp_path / "config.toml"
        config.write_text(
            f'alerts = "alerts.toml"\nsources = "sources.toml"\n{config.read_text("utf-8")}[operator]\nchannel = "operator"\n',
            "utf-8",
        )
        with open_state(stage.settings.state) as connection:
            change = add_change(connection, plant="Tell-tale plant")
            fill_outbox(connection, [change], load_alerts(stage.settings.alerts).rules, NIGHT)
        hook.status = 500
        assert plantwatch(stage, "-c", BLOCK, hook.url).returncode == 0
        known = {"DESK_URL": hook.url, "OPERATOR_URL": hook.url}
        told = ("--config", str(config), "--data", str(tmp_path))
        night = plantwatch(stage, "-m", "flows", "run", *told, **known)
        assert night.returncode == 0, night.stderr
        assert "channel block: the service answered 500" in night.stdout
        assert hook.asked == 3
        hook.status = 200
        tried = plantwatch(stage, "-m", "flows", "alerts", "test", "block", *told, **known)
        assert tried.returncode == 0, tried.stderr
        assert len(hook.taken) == 1
    contents = dict(said_in(tmp_path))
    searched = " ".join(name for name, said in contents.items() if b"Tell-tale plant" in said)
    for kind in (
        "state.duckdb,",
        "plantwatch.duckdb,",
        "changes.parquet,",
        "changes.atom",
        "index.html",
        ".warc.zst,",
    ):
        assert kind in searched
    for kept in (b"nightly", b"plantwatch-night", b"plantwatch-summary"):
        assert kept in contents["prefect/prefect.db, unpacked"]
    assert b"DEBUG" in contents["logs/kept.log"]
    assert [
        name for name, said in contents.items() if any(s.encode() in said for s in SECRETS)
    ] == []
