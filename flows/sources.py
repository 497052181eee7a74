"""Sources as declared in sources.toml, one `[[source]]` each."""

import re
import unicodedata
from collections import Counter
from datetime import tzinfo
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from extractors.urls import family_of, is_web
from flows.declarations import Misuse, read_declaration
from warehouse.ids import stable_id

ZONES = {"ru": "Europe/Moscow"}
"""The zone of dates without one, by language, where the source declares none."""


def _names_a_publisher(host: str) -> bool:
    """A name with a dot; "localhost" and addresses tell nothing of who publishes there."""
    name = host.rpartition("@")[2]
    return "." in name and not re.fullmatch(r"[\d.]+(?::\d+)?|\[.*", name)


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A source: what is asked, and how."""

    name: str
    url: str
    language: str | None = None
    kind: Literal["feed", "sitemap", "page"] = "feed"
    body: Literal["page", "feed"] = "page"
    """Where the articles' text is: on their pages, or in the feed itself."""
    family: str = ""
    """Publisher family: sources of one family are one origin. Default: the registrable name of the host, or the source's name where the host is a bare address."""
    every: int | None = None
    """Minutes between polls; by how fast the feed turns over where not given."""
    at_least: int | None = None
    """Items that a poll should see. 0: an empty feed is fine."""
    user_agent: str | None = None
    allow_private: bool = False
    """Opens the host and port of `url` though its address be private; nothing else."""
    timezone: str | None = None
    """Zone of dates that name none. Default: Europe/Moscow for `ru`, else UTC."""
    category: str | None = None
    """Folder in OPML."""

    @property
    def source_id(self) -> str:
        """Stable as long as the url is."""
        return stable_id("source", [self.url])

    @property
    def origin_family(self) -> str:
        """The family declared, else the one of the host; behind a bare address, which names no publisher, the source's name."""
        host = self.url.split("/")[2]
        return self.family or (family_of(host) if _names_a_publisher(host) else self.name)

    @property
    def zone(self) -> tzinfo:
        """The zone of dates without one."""
        return ZoneInfo(self.timezone or ZONES.get(self.language or "", "UTC"))

    def row(self) -> dict[str, Any]:
        """As table `sources` has it, but for the time."""
        return {
            "source_id": self.source_id,
            "name": self.name,
            "url": self.url,
            "kind": self.kind,
            "language": self.language,
            "family": self.origin_family,
            "settings": msgspec.json.encode(
                msgspec.to_builtins(self)
                | {"body": self.body, "timezone": getattr(self.zone, "key", "UTC")},
                order="sorted",
            ).decode(),
        }


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """sources.toml."""

    source: list[Source] = []


def load_sources(file: Path) -> list[Source]:
    """The sources declared in `file`, in its order. Raises Misuse with file, line, key and what to do."""
    sources = read_declaration(file, Declared).source
    if not sources:
        raise Misuse(f"{file}: no [[source]]; add one with `plantwatch sources add URL`")
    for number, source in enumerate(sources):
        wrong = wrong_with(source)
        if wrong:
            raise Misuse(f"{file}:{line_of_source(file, number)}: {source.name!r}: {wrong}")
    for what in ("name", "url"):
        counted = Counter(getattr(source, what) for source in sources)
        value, times = counted.most_common(1)[0]
        if times > 1:
            at = [n for n, source in enumerate(sources) if getattr(source, what) == value][1]
            raise Misuse(
                f"{file}:{line_of_source(file, at)}: {what}: {value!r} is declared {times} times; keep one"
            )
    return sources


def line_of_source(file: Path, number: int) -> int:
    """The line (from 1) of the `number`th (from 0) `[[source]]`."""
    lines = file.read_text("utf-8").splitlines()
    heads = [n for n, line in enumerate(lines, 1) if line.strip().startswith("[[source]]")]
    return heads[number] if number < len(heads) else 1


def unshown(text: str) -> str:
    """The characters of a text that cannot be shown or that turn the text around; joiners of letters are none of them."""
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join(c for c in text if unicodedata.category(c) in hidden and c not in "\u200c\u200d")


def wrong_with(source: Source) -> str | None:  # noqa: PLR0911 - a list of checks
    """What keeps a source from being asked, with what to write instead."""
    if not source.name.strip():
        return "name: is empty; write one"
    for key in ("name", "family", "category"):
        if hidden := unshown(getattr(source, key) or ""):
            return f"{key}: has a control character in it (U+{ord(hidden[0]):04X}); leave it out, and write on one line"
    if not is_web(source.url):
        return f"url: {source.url!r} is no http(s) address; write one such as 'https://example.org/feed'"
    if "@" in source.url.split("/")[2]:
        return "url: has a user name or password in it; leave it out"
    if source.every is not None and source.every < 1:
        return f"every: {source.every} is too small; write minutes, 1 or more"
    if source.at_least is not None and source.at_least < 0:
        return f"at_least: {source.at_least} is too small; write 0 or more"
    if source.user_agent is not None and not (
        source.user_agent.isprintable() and source.user_agent.isascii()
    ):
        return "user_agent: write plain ASCII on one line"
    try:
        _ = source.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"timezone: unknown zone {source.timezone!r}; write one such as 'Europe/Moscow'"
    return None
