"""alerts.toml: what is accepted, and what is said where it is wrong."""

import re

import pytest

from flows.alerts import ChannelUnavailable, address, load_alerts
from flows.declarations import Misuse
from flows.settings import seeds

CHANNEL = '[[channel]]\nname = "desk"\nurl = "json://localhost/s3cr3t-path"\n'


def alerts(tmp_path, text):
    file = tmp_path / "alerts.toml"
    file.write_text(text, "utf-8")
    return load_alerts(file)


def test_the_example_tells_nobody():
    """The file that comes with the project declares no channel and no rule."""
    found = load_alerts(seeds() / "alerts.toml")
    assert (found.channels, found.rules) == ((), ())


def test_the_example_is_valid_once_its_marks_are_taken_away(tmp_path):
    """Every commented line of the example can be used as it stands."""
    lines = (seeds() / "alerts.toml").read_text("utf-8").splitlines()
    examples = [line[2:] for line in lines if re.match(r"# (\[\[|\w+ = )", line)]
    found = alerts(tmp_path, "\n".join(examples))
    assert [channel.name for channel in found.channels] == ["desk", "operator"]
    assert found.rules[0].countries == {"ru"}
    assert found.rules[1].digest


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[rule]]\nchannel = "desk"\n', 2, "no channel 'desk'"),
        (CHANNEL + '[[rule]]\nchannel = "dsk"\n', 5, "known: desk"),
        (CHANNEL + '[[rule]]\nchannel = "desk"\nmin_percnt = 3\n', 6, "min_percent"),
        (CHANNEL + '[[rule]]\nchannel = "desk"\nmin_percent = -3\n', 6, "0 or more"),
        (CHANNEL + '[[rule]]\nchannel = "desk"\nkinds = ["targets"]\n', 6, "targets"),
        (CHANNEL + '[[rule]]\nchannel = "desk"\ncountries = ["Rusia"]\n', 6, "russia"),
        (CHANNEL + CHANNEL, 4, "stands above already"),
        ('[[channel]]\nname = "a"\nurl = "nothing"\n', 3, "apprise address"),
        (CHANNEL + 'quiet = "late"\n', 4, "22:00-07:00"),
        (CHANNEL + "single = 0\n", 4, "1 or more"),
    ],
)
def test_errors_name_line_and_key(tmp_path, text, line, said):
    """What is wrong is said with file, line and what to do."""
    with pytest.raises(Misuse) as error:
        alerts(tmp_path, text)
    assert f"alerts.toml:{line}:" in str(error.value)
    assert said in str(error.value)


def test_countries_go_by_code_or_name_in_any_of_three_languages(tmp_path):
    """RU, Russia, Россия and Russland are one country."""
    rule = '[[rule]]\nchannel = "desk"\ncountries = ["RU", "Russia", "Россия", "Russland"]\n'
    assert alerts(tmp_path, CHANNEL + rule).rules[0].countries == {"ru"}


def test_an_address_does_not_print(tmp_path):
    """Neither a channel nor an error shows the address."""
    found = alerts(tmp_path, CHANNEL)
    assert "s3cr3t" not in f"{found} {found.channels[0]!r} {address(found.channels[0])}"
    with pytest.raises(Misuse) as error:
        alerts(tmp_path, CHANNEL.replace("json://", "s3cr3t"))
    assert "s3cr3t" not in str(error.value)


def test_an_address_is_looked_up_when_needed(tmp_path, monkeypatch):
    """`env:NAME` is read at the time of sending, and its lack is named."""
    channel = alerts(tmp_path, '[[channel]]\nname = "a"\nurl = "env:DESK_URL"\n').channels[0]
    with pytest.raises(ChannelUnavailable, match="DESK_URL"):
        address(channel)
    monkeypatch.setenv("DESK_URL", "json://localhost")
    assert address(channel).reveal() == "json://localhost"
