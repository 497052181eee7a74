"""What deliveries are tried against: a web hook on loopback, and settings with one channel and one rule."""

import pytest

from flows.settings import load_settings
from tests.delivery.receivers import web_hook


@pytest.fixture
def hook():
    """A receiver that keeps what it is sent."""
    with web_hook() as server:
        yield server


@pytest.fixture
def settings(tmp_path, hook):
    file = tmp_path / "alerts.toml"
    file.write_text(
        f'[[channel]]\nname = "desk"\nurl = "{hook.url}"\n[[rule]]\nchannel = "desk"\nmin_change = 1000\n',
        "utf-8",
    )
    return load_settings(data=tmp_path / "data", alerts=file)
