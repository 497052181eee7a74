"""Errors in files that people edit name file, line and key, and say what to do."""

from pathlib import Path

import msgspec
import pytest

from flows.declarations import Misuse, parse_declaration
from flows.settings import load_settings


class One(msgspec.Struct, forbid_unknown_fields=True):
    """One block."""

    name: str
    every: int = 15


class Many(msgspec.Struct, forbid_unknown_fields=True):
    """A file of blocks."""

    source: list[One] = []


CASES = {
    '[[source]]\nname = "a"\n\n[[source]]\nname = "b"\nevry = 3\n': r"f\.toml:6: .*unknown field `evry`; did you mean `every`",
    '[[source]]\nname = "a"\n\n[[source]]\nname = "b"\nevery = "often"\n': r"f\.toml:6: Expected `int`, got `str`",
    "[[source]]\nname = 3\n": r"f\.toml:2: Expected `str`, got `int` in `name`",
    '[[source]]\nname = "a"\n\n[[source]]\nevery = 3\n': r"f\.toml:4: .*missing required field `name`",
    '[[sorce]]\nname = "a"\n': r"f\.toml:1: .*unknown field `sorce`; did you mean `source`",
    "source = \n": r"f\.toml: not TOML: .*line 1",
}


@pytest.mark.parametrize(("text", "message"), CASES.items())
def test_message_leads_to_the_line(text: str, message: str) -> None:
    """Each mistake is found where it stands."""
    with pytest.raises(Misuse, match=message):
        parse_declaration(text, "f.toml", Many)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            'copies = 1\ntimezone = "Mars/Base"',
            r"toml:2: timezone: unknown zone 'Mars/Base'; write",
        ),
        ('# times\n\nnight = "25:00"', r"toml:3: night: '25:00' is no time of day; write"),
        ("[fetch]\nconnections = 0", r"toml:2: .*>= 1.*in `connections`"),
        ("[fetch]\nmax_bytes = -5", r"toml:2: .*>= 1.*in `max_bytes`"),
        ("[fetch]\ntotal_seconds = 0", r"toml:2: .*> 0.*in `total_seconds`"),
        (
            '[fetch]\ncontact = "a\\r\\nX-Evil: 1"',
            r"toml:2: empty, or with a line break [^\^]*; write words on one line[^\^]* in `contact`$",
        ),
        ('[fetch]\nuser_agent = ""', r"toml:2: empty, [^\^]* in `user_agent`$"),
        ('\nfeeds_url = "plants"', r"toml:2: feeds_url: 'plants' is no web address; write"),
        ("[fetch]\nhost_gap_seconds = inf", r"toml:2: .*<= 86400.*in `host_gap_seconds`"),
        ("[archive]\nkeep_days = -1", r"toml:2: .*>= 0.*in `keep_days`"),
        ("copies = 1\npoll_minutes = 0", r"toml:2: .*>= 1.*in `poll_minutes`"),
        ('poll_minutes = "often"', r"toml:1: .*in `poll_minutes`"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, line: str, message: str) -> None:
    """A wrong zone or hour is said at once, not at two in the morning."""
    file = tmp_path / "plantwatch.toml"
    file.write_text(line)
    with pytest.raises(Misuse, match=message):
        load_settings(file)


def test_a_file_is_no_folder_for_data(tmp_path: Path) -> None:
    """Said in words by every command, before anything is begun."""
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    with pytest.raises(Misuse, match="is a file; name a folder"):
        load_settings(data=file)
    assert file.read_text() == "mine"


def test_paths_count_from_the_settings_file(tmp_path: Path) -> None:
    """So that a scheduled run finds them from anywhere; arguments win over the file."""
    file = tmp_path / "plantwatch.toml"
    file.write_text('data = "d"\nsources = "s.toml"\n')
    settings = load_settings(file, sources=Path("/x/y.toml"))
    assert (settings.data, settings.sources) == (tmp_path / "d", Path("/x/y.toml"))
