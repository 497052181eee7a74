"""A response's bytes → the rows that the model claims, or why there are none.

Endpoints differ and models chat: the object may stand in a fence, after thoughts or after a greeting. What was cut off
is not guessed at.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from extractors.model_reader.schema import KINDS, PER, STATUS, VOICES

Outcome = Literal["answered", "refused", "truncated", "rubbish"]
MOST_ROWS = 200
LONGEST_STRING = 2_000
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Malformed(ValueError):  # noqa: N818
    """A row is not of the shape asked for; the message is the reason that it is counted under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as claimed: well formed, and not believed."""

    quote: str
    plant: str
    kind: Any
    low: float | None
    high: float | None
    unit: str | None
    per: Any
    period_start: date | None
    period_end: date | None
    status: Any
    prior: bool
    product: str | None
    part: str | None
    speaker: str | None
    voice: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    outcome: Outcome
    rows: tuple[Row, ...] = ()
    malformed: Mapping[str, int] = field(default_factory=dict)
    """Rows left out because they are not of the shape asked for, by reason."""
    reason: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None


def read_answer(body: bytes | str) -> Answer:
    """Reads the body of a chat completion response. Never raises."""
    completion = _loaded(body if isinstance(body, str) else body.decode("utf-8", "replace"))
    if not isinstance(completion, dict):
        return Answer(outcome="rubbish", reason="the response is no JSON object")
    usage = completion.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return replace(
        _of_choice(completion.get("choices")),
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
    )


def _of_choice(choices: Any) -> Answer:
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        return Answer(outcome="rubbish", reason="the response holds no message")
    ended = choice.get("finish_reason")
    if ended == "content_filter" or isinstance(message.get("refusal"), str):
        said = message.get("refusal") or "content filter"
        return Answer(outcome="refused", reason=str(said)[:200])
    if ended == "length":
        return Answer(outcome="truncated", reason="the answer was cut off")
    content = message.get("content")
    if isinstance(content, list):
        content = "".join(str(p.get("text", "")) for p in content if isinstance(p, dict))
    return _of_content(content if isinstance(content, str) else "")


def _of_content(content: str) -> Answer:
    told = _THOUGHTS.sub("", content)
    found = next(_objects(told), None)
    if found is not None:
        rows, malformed = _rows(found)
        return Answer(outcome="answered", rows=rows, malformed=malformed)
    if '"announcements"' in told:
        return Answer(outcome="truncated", reason="the JSON breaks off")
    return Answer(outcome="rubbish", reason=f"no announcements in {told[:80]!r}")


def _objects(text: str) -> Iterator[list[Any]]:
    """The lists under `announcements` of the objects in a text, the outermost first."""
    decoder, at, tries = json.JSONDecoder(), text.find("{"), 0
    while at >= 0 and tries < 20:
        tries += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            value, end = None, at + 1
        if isinstance(value, dict) and isinstance(value.get("announcements"), list):
            yield value["announcements"]
        at = text.find("{", end)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _rows(found: list[Any]) -> tuple[tuple[Row, ...], dict[str, int]]:
    rows: list[Row] = []
    malformed: Counter[str] = Counter()
    for claimed in found[:MOST_ROWS]:
        try:
            rows.append(_row(claimed))
        except Malformed as error:
            malformed[str(error)] += 1
    if len(found) > MOST_ROWS:
        malformed["too many rows"] += len(found) - MOST_ROWS
    return tuple(rows), dict(malformed)


def _row(claimed: Any) -> Row:
    """Raises Malformed with the reason."""
    if not isinstance(claimed, dict):
        raise Malformed("row is no object")
    quote, plant = _text(claimed, "quote"), _text(claimed, "plant")
    if not quote:
        raise Malformed("no quote")
    if not plant:
        raise Malformed("no producer")
    return Row(
        quote=quote,
        plant=plant,
        kind=_choice(claimed, "kind", KINDS, needed=True),
        low=_figure(claimed, "low"),
        high=_figure(claimed, "high"),
        unit=_text(claimed, "unit"),
        per=_choice(claimed, "per", PER),
        period_start=_day(claimed, "period_start"),
        period_end=_day(claimed, "period_end"),
        status=_choice(claimed, "status", STATUS),
        prior=claimed.get("prior") is True,
        product=_text(claimed, "product"),
        part=_text(claimed, "part"),
        speaker=_text(claimed, "speaker"),
        voice=_choice(claimed, "voice", VOICES) or "producer",
    )


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_STRING:
        raise Malformed(f"{name} is no text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Malformed(f"{name} is no text") from None
    return value.replace("\x00", "").strip() or None


def _choice(
    row: Mapping[str, Any], name: str, allowed: tuple[str, ...], *, needed: bool = False
) -> str | None:
    value = _text(row, name)
    if value is None and not needed:
        return None
    if value not in allowed:
        raise Malformed(f"{name} is none of the allowed")
    return value


def _figure(row: Mapping[str, Any], name: str) -> float | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed(f"{name} is no number")
    try:
        number = float(value)
    except OverflowError:
        raise Malformed(f"{name} is no number") from None
    if not math.isfinite(number) or number < 0:
        raise Malformed(f"{name} is no number")
    return number


def _day(row: Mapping[str, Any], name: str) -> date | None:
    value = _text(row, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Malformed(f"{name} is no day") from None
