"""What a message says: subject, plain text and HTML of one change, a digest, or a word to the operator. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import jinja2

from warehouse import phrases
from warehouse.ids import stable_id
from warehouse.outbox import Pending, read_body
from warehouse.rules import Value, new_value, old_value

SUBJECT = 120
FULL = 40
"""Entries of a digest that are told with quotes; the rest are a line and a link each."""
_TAKEN_BACK = {
    "new": "taken back since: the article does not say it, by a correction or a second reading",
    "old": "the earlier value has been taken back since, by a correction or a second reading",
}
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is given; `key` is the same however often the same is sent."""

    key: str
    subject: str
    text: str
    html: str


def compose(messages: Sequence[Pending]) -> Message:
    """One message of one or of many queued ones."""
    key = messages[0].message_id if len(messages) == 1 else digest_key(messages)
    return _render([_entry(message) for message in messages], key)


def _render(entries: Sequence[Mapping[str, Any]], key: str) -> Message:
    subject = entries[0]["subject"] if len(entries) == 1 else _digest_subject(entries)
    facts = {"subject": subject, "entries": entries, "key": key, "full": FULL}
    return Message(
        key=key,
        subject=_short(subject),
        text=_template("message.txt.j2").render(facts).strip() + "\n",
        html=_template("message.html.j2").render(facts),
    )


def plain_message(key: str, subject: str, detail: str) -> Message:
    """A message that is no change: a word to the operator, a test."""
    return _render([{"subject": clean(subject), "detail": clean(detail), "key": key}], key)


def digest_key(messages: Sequence[Pending]) -> str:
    """The key of a digest: of its messages' keys, in any order."""
    return stable_id("digest", sorted(message.message_id for message in messages))


def _digest_subject(entries: Sequence[Mapping[str, Any]]) -> str:
    plants = list(dict.fromkeys(entry["plant"] for entry in entries if entry.get("plant")))
    if not plants:
        return f"{len(entries)} messages"
    more = f" and {len(plants) - 2} more" if len(plants) > 2 else ""
    return f"{len(entries)} changes: {', '.join(plants[:2])}{more}"


def fragment(change: Mapping[str, Any]) -> str:
    """One change as a piece of HTML, for feeds."""
    module: Any = _template("change.html.j2").module
    return str(module.change(_shown(change))).strip()


def _shown(body: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a change, cleaned, with what is told of them in words."""
    said = {name: clean(value) if isinstance(value, str) else value for name, value in body.items()}
    return {
        **said,
        "what": clean(_what(body)),
        "line": clean(phrases.old_to_new(body)),
        "since_told": clean(_since_told(body)),
        "notes": _notes(body),
    }


def _entry(message: Pending) -> dict[str, Any]:
    body = read_body(message.body)
    shown = _shown(body) if message.change_id else {"detail": clean(body.get("detail") or "")}
    if message.taken_back:
        shown = {**shown, "notes": [*shown["notes"], _TAKEN_BACK[message.taken_back]]}
    return {**shown, "subject": clean(message.subject), "key": message.message_id}


def _what(body: Mapping[str, Any]) -> str:
    words = [phrases.what(body), body.get("product"), body.get("part")]
    return ", ".join(word for word in words if word)


def _since_told(body: Mapping[str, Any]) -> str:
    """ "110,000 → 80,000" where the rule told another value last than the one the change began from."""
    if "told_low" not in body:
        return ""
    told = Value(low=body["told_low"], high=body["told_high"], start=body["told_start"])
    old = old_value(body)
    if told == old:
        return ""
    if body["kind"] == "start":
        return f"{told.start or 'no date'} → {new_value(body).start or 'no date'}"
    return (
        f"{phrases.amount(told.low, told.high)} → {phrases.amount(body['to_low'], body['to_high'])}"
    )


def _notes(body: Mapping[str, Any]) -> list[str]:
    notes = []
    if body["contested"]:
        notes.append("contested: another source says otherwise within a day")
    if body["cause"] == "edit":
        notes.append("the article changed its number after it was first read")
    if body["stated_by"] == "guess":
        notes.append("the day of the statement is a guess")
    return notes


def clean(text: str) -> str:
    """Text from the web as it may stand in a message: no control or direction marks, one line."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return re.sub(r" {2,}", " ", kept.translate(_BIDI)).strip()


def _short(subject: str) -> str:
    return subject if len(subject) <= SUBJECT else subject[: SUBJECT - 1].rstrip() + "…"


def link(url: str | None) -> str:
    """The address where it is http or https, else nothing."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("flows", "templates"),
        autoescape=jinja2.select_autoescape(("html.j2",), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.ChainableUndefined,
    )
    environment.filters["link"] = link
    return environment.get_template(name)
