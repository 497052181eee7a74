"""`plantwatch alerts`: test, pending, resend."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from flows.alerts import load_alerts
from flows.deliver import deliver
from flows.settings import load_settings
from tests.delivery.history import add_change
from warehouse.outbox import fill_outbox
from warehouse.state import open_state


@pytest.fixture
def folder(tmp_path, hook):
    """A folder with a configuration and one message that could not be sent, and was given up."""
    (tmp_path / "alerts.toml").write_text(
        f'[[channel]]\nname = "desk"\nurl = "{hook.url}"\ngive_up_days = 1\n[[rule]]\nchannel = "desk"\n',
        "utf-8",
    )
    (tmp_path / "plantwatch.toml").write_text('alerts = "alerts.toml"\n', "utf-8")
    settings = load_settings(tmp_path / "plantwatch.toml", data=tmp_path / "data")
    begin = datetime.now(UTC) - timedelta(days=5)
    with open_state(settings.state) as connection:
        change = add_change(connection, at=begin)
        fill_outbox(connection, [change], load_alerts(settings.alerts).rules, begin)
    hook.status = 500
    deliver(settings, begin)
    deliver(settings, begin + timedelta(days=2))
    return tmp_path


def alerts(folder, *arguments):
    place = ("--config", str(folder / "plantwatch.toml"), "--data", str(folder / "data"))
    return subprocess.run(
        [sys.executable, "-m", "flows", "alerts", *arguments, *place],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_test_message_arrives_or_its_failure_is_told(folder, hook):
    """Exit status 0 where every channel took it, 1 where one did not, 2 for an unknown one."""
    assert alerts(folder, "test").returncode == 1
    hook.status = 200
    assert alerts(folder, "test", "desk").returncode == 0
    assert hook.taken[0]["title"] == "plantwatch: test"
    assert alerts(folder, "test", "dsk").returncode == 2


def test_a_file_of_channels_can_be_tried_before_any_setting_names_it(tmp_path, hook):
    """`--alerts FILE`, as the README tells; a file that is not there is a wrong call."""
    file = tmp_path / "desk.toml"
    file.write_text(f'[[channel]]\nname = "desk"\nurl = "{hook.url}"\n', "utf-8")
    (tmp_path / "plantwatch.toml").write_text("", "utf-8")
    assert alerts(tmp_path, "test", "--alerts", str(file)).returncode == 0
    assert [message["title"] for message in hook.taken] == ["plantwatch: test"]
    assert alerts(tmp_path, "test", "--alerts", str(tmp_path / "none.toml")).returncode == 2


def test_a_dead_letter_is_in_sight_and_can_be_sent_again(folder, hook):
    """`pending` shows it with its reason; `resend --dead` sends it under the same key."""
    shown = json.loads(alerts(folder, "pending", "--format", "json").stdout)
    assert [(row["state"], row["reason"]) for row in shown] == [
        ("dead", "the service answered 500")
    ]
    hook.status = 200
    done = alerts(folder, "resend", "--dead")
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "1 sent")
    assert hook.keys == [shown[0]["key"]]
    assert json.loads(alerts(folder, "pending", "--format", "json").stdout) == []


def test_an_unknown_key_is_a_wrong_call(folder):
    """Exit status 2, and nothing is sent."""
    assert alerts(folder, "resend", "nosuchkey").returncode == 2
    assert alerts(folder, "resend").returncode == 2


def test_of_a_folder_without_a_night_nothing_is_said_to_be_well(folder, tmp_path):
    """A mistyped `--data` is an error, and not "every message is through"."""
    (tmp_path / "data" / "state.duckdb").unlink()
    for call in (["pending"], ["resend", "--dead"]):
        done = alerts(folder, *call)
        assert done.returncode == 1
        assert "state.duckdb: no such file" in done.stderr


def test_no_command_shows_an_address(folder):
    """Whatever is asked and whatever fails."""
    for call in (["test"], ["pending"], ["pending", "--format", "json"], ["resend", "--dead"]):
        done = alerts(folder, *call)
        for secret in ("p4ssw0rd", "t0ken-in-path", "t0ken-in-header", "us3rname"):
            assert secret not in done.stdout + done.stderr
