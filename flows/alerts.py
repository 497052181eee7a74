"""alerts.toml → channels and rules, checked, with errors by file and line.

A channel's address is a secret: it is kept in a Secret, whose text and repr say nothing, and is looked up
(`env:NAME`, `block:NAME`) only when something is sent.
"""

import difflib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from flows.declarations import Misuse, line_of, read_declaration
from warehouse.ids import stable_id
from warehouse.rules import Rule, fold

Kind = Literal["target", "start"]
Refuse = Callable[[str, str], Misuse]
"""(path in the file, message) → the error to raise."""
About = Literal["changes", "stale", "overdue"]
Direction = Literal["raised", "lowered", "narrowed", "widened", "postponed", "advanced"]


class ChannelUnavailable(Exception):  # noqa: N818
    """A channel's address cannot be looked up; the message names the variable or block, never the address."""


class Secret:
    """Text that does not print. `reveal()` gives it to the one who sends."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


class ChannelDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[channel]]`."""

    name: str
    url: str
    quiet: str | None = None
    single: int = 20
    give_up_days: int = 7


class RuleDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[rule]]`."""

    channel: str
    name: str | None = None
    about: About = "changes"
    plants: list[str] = []
    companies: list[str] = []
    countries: list[str] = []
    kinds: list[Kind] = []
    scopes: list[str] = []
    direction: Direction | list[Direction] = []
    min_change: float | None = None
    min_percent: float | None = None
    min_days: float | None = None
    digest: bool = False


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """alerts.toml."""

    channel: list[ChannelDeclared] = []
    rule: list[RuleDeclared] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where messages go."""

    name: str
    source: Secret = field(repr=False)
    """An apprise URL, `env:NAME` or `block:NAME`."""
    quiet: tuple[time, time] | None = None
    """Local times between which nothing is sent; what comes then is held."""
    single: int = 20
    """More messages than this at once become one digest."""
    give_up_days: int = 7
    """Days after which a message that cannot be sent is a dead letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """What alerts.toml declares."""

    channels: tuple[Channel, ...] = ()
    rules: tuple[Rule, ...] = ()

    def channel(self, name: str) -> Channel | None:
        """The channel of that name."""
        return next((channel for channel in self.channels if channel.name == name), None)


def load_alerts(file: Path) -> Alerts:
    """Channels and rules of `file`. Raises Misuse naming file, line and key; the message never holds an address."""
    declared = read_declaration(file, Declared)
    text = file.read_text("utf-8")

    def refuse(path: str, message: str) -> Misuse:
        return Misuse(f"{file}:{line_of(text, path) or 1}: {message}")

    channels = [_channel(c, f".channel[{n}]", refuse) for n, c in enumerate(declared.channel)]
    rules = [_rule(r, f".rule[{n}]", refuse) for n, r in enumerate(declared.rule)]
    _refuse_twice([c.name for c in channels], "channel", refuse)
    _refuse_twice([r.name for r in rules], "rule", refuse)
    names = [channel.name for channel in channels]
    for n, rule in enumerate(rules):
        if rule.channel not in names:
            known = ", ".join(names) or "none is declared"
            raise refuse(
                f".rule[{n}].channel", f"channel: no channel {rule.channel!r}; known: {known}"
            )
    return Alerts(channels=tuple(channels), rules=tuple(rules))


def _refuse_twice(names: list[str], table: str, refuse: Refuse) -> None:
    for n, name in enumerate(names):
        if name in names[:n]:
            raise refuse(
                f".{table}[{n}]",
                f"a {table} {name!r} stands above already; give each a `name` of its own",
            )


def _channel(declared: ChannelDeclared, at: str, refuse: Refuse) -> Channel:
    if not declared.name.strip():
        raise refuse(
            f"{at}.name", "name: is empty; write a word by which rules can call the channel"
        )
    if not re.match(r"(env:\w+|block:[\w./-]+|[A-Za-z][\w+.-]*://.+)$", declared.url):
        raise refuse(
            f"{at}.url",
            f"url: of channel {declared.name!r} is neither `env:NAME`, `block:NAME` nor an apprise address (scheme://…)",
        )
    for key, value in (("single", declared.single), ("give_up_days", declared.give_up_days)):
        if value < 1:
            raise refuse(f"{at}.{key}", f"{key}: {value} is too small; write 1 or more")
    return Channel(
        name=declared.name,
        source=Secret(declared.url),
        quiet=_quiet(declared.quiet, at, refuse),
        single=declared.single,
        give_up_days=declared.give_up_days,
    )


def _quiet(said: str | None, at: str, refuse: Refuse) -> tuple[time, time] | None:
    if said is None:
        return None
    try:
        begins, ends = (time.fromisoformat(part.strip()) for part in said.split("-"))
    except ValueError:
        raise refuse(
            f"{at}.quiet", f"quiet: {said!r} is no span of hours; write one such as '22:00-07:00'"
        ) from None
    return begins, ends


def _rule(declared: RuleDeclared, at: str, refuse: Refuse) -> Rule:
    for key in ("min_change", "min_percent", "min_days"):
        value = getattr(declared, key)
        if value is not None and not 0 <= value < float("inf"):
            raise refuse(f"{at}.{key}", f"{key}: {value:g} is no size; write 0 or more")
    directions = [declared.direction] if isinstance(declared.direction, str) else declared.direction
    countries = [_country(name, f"{at}.countries", refuse) for name in declared.countries]
    return Rule(
        name=declared.name or _name(declared),
        channel=declared.channel,
        about=declared.about,
        plants=frozenset(map(fold, declared.plants)),
        companies=frozenset(map(fold, declared.companies)),
        countries=frozenset(countries),
        kinds=frozenset(declared.kinds),
        scopes=frozenset(map(fold, declared.scopes)),
        directions=frozenset(directions),
        min_change=declared.min_change,
        min_percent=declared.min_percent,
        min_days=declared.min_days,
        digest=declared.digest,
    )


def _name(declared: RuleDeclared) -> str:
    return "rule-" + stable_id("rule", [msgspec.json.encode(declared).decode()])[1:9]


def _country(name: str, at: str, refuse: Refuse) -> str:
    """The ISO code, lower case, of a country by code or by its English, Russian or German name."""
    known = _countries()
    code = known.get(fold(name))
    if code is None:
        near = difflib.get_close_matches(fold(name), known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "; write an ISO code such as 'RU'"
        raise refuse(at, f"countries: unknown country {name!r}{hint}")
    return code


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    named: dict[str, str] = {}
    for language in ("de", "ru", "en"):
        for code, name in Locale(language).territories.items():
            if len(str(code)) == 2 and str(code).isalpha():
                named[fold(str(name))] = named[str(code).lower()] = str(code).lower()
    return named


def address(channel: Channel) -> Secret:
    """The apprise URL of a channel, from where its declaration says. Raises ChannelUnavailable."""
    said = channel.source.reveal()
    where, _, name = said.partition(":")
    if where == "env":
        found = os.environ.get(name, "").strip()
        if not found:
            raise ChannelUnavailable(f"environment variable {name} is not set")
        return Secret(found)
    if where == "block":
        from flows.blocks import block_secret

        return block_secret(name)
    return channel.source
