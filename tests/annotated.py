"""Annotated articles as a person writes them, one file a batch: `python -m tests.annotated check FILE…`.

    id: en-avtotor-plans
    lang: en
    published: 2023-06-01
    A: Avtotor; Avtotor holding; Kaliningrad plant

    Avtotor sets out its year

    The plant hopes to build 70,000 to 100,000 cars in 2023, chairman Valery Gorbunov said.
    ----
    A | target 70000..100000 vehicles | 2023 | | cars | Valery Gorbunov | hopes to build 70,000 to 100,000 cars
    ====

A letter names a producer and its aliases. A row is: letter | kind, number, unit, `/` rate | period | `planned`, `done`,
`prior` | product | speaker | quote, an exact slice of the text. Number: `70000`, `1..2`, `..2` (at most), `1..` (at least).
Period: `2023`, `2023Q1`, `2023H1`, `2023-05`, `2023-05-12`, two of them with `..` between, or nothing.
"""

import argparse
import calendar
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

KINDS = ("target", "output", "capacity", "start", "stop", "investment")
RATES = ("year", "month", "week", "day")
_DAY = r"\d{4}(?:Q[1-4]|H[12]|-\d\d(?:-\d\d)?)?"
_PERIOD = re.compile(rf"({_DAY})(?:\.\.({_DAY}))?")
_NUMBER = re.compile(r"(?P<low>\d+(?:\.\d+)?)?(?P<dots>\.\.)?(?P<high>\d+(?:\.\d+)?)?")


class FaultError(ValueError):
    """An annotated article that is not as it should be."""


def _ends(word: str) -> tuple[date, date]:
    year = int(word[:4])
    if word[4:5] in {"Q", "H"}:
        months = 3 if word[4] == "Q" else 6
        last = int(word[5]) * months
        first = last - months + 1
    elif len(word) == 10:
        return date.fromisoformat(word), date.fromisoformat(word)
    elif len(word) == 7:
        first = last = int(word[5:])
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def period(word: str) -> tuple[str | None, str | None]:
    if word in {"", "-"}:
        return None, None
    found = _PERIOD.fullmatch(word)
    if not found:
        raise FaultError(f"no period: {word!r}")
    first, last = _ends(found[1]), _ends(found[2] or found[1])
    if first[0] > last[1]:
        raise FaultError(f"a period that ends before it begins: {word!r}")
    return first[0].isoformat(), last[1].isoformat()


def _number(word: str) -> tuple[float | None, float | None]:
    found = _NUMBER.fullmatch(word)
    if not found or not (found["low"] or found["high"]):
        raise FaultError(f"no number: {word!r}")
    low = float(found["low"]) if found["low"] else None
    high = float(found["high"]) if found["high"] else None
    return low, (high if found["dots"] else low)


def _what(said: str) -> dict[str, Any]:
    kind, _, rest = said.partition(" ")
    if kind not in KINDS:
        raise FaultError(f"no kind: {kind!r}")
    row: dict[str, Any] = {"kind": kind, "low": None, "high": None, "unit": None, "per": None}
    if rest.strip() in {"", "-"}:
        if kind not in {"start", "stop"}:
            raise FaultError(f"a {kind} needs a number and a unit")
        return row
    if kind in {"start", "stop"}:
        raise FaultError(f"a {kind} has no number: {said!r}")
    number, _, unit = rest.strip().partition(" ")
    unit, _, per = unit.strip().partition("/")
    row["low"], row["high"] = _number(number)
    row["unit"], row["per"] = unit.strip(), per.strip() or None
    if not row["unit"] or (row["per"] and row["per"] not in RATES):
        raise FaultError(f"no unit or no rate: {said!r}")
    if kind == "investment" and not re.fullmatch("[A-Z]{3}", row["unit"]):
        raise FaultError(f"an investment is in a currency: {said!r}")
    return row


def _row(line: str, producers: dict[str, list[str]], text: str) -> dict[str, Any]:
    cells = [c.strip() for c in line.split("|", 6)]
    if len(cells) != 7:
        raise FaultError(f"seven cells, not {len(cells)}")
    who, what, when, flags, product, speaker, quote = cells
    if who not in producers:
        raise FaultError(f"no producer {who!r} above")
    if not quote or quote not in text:
        raise FaultError(f"the quote is no slice of the text: {quote!r}")
    row = {"plant": producers[who][0], "aliases": producers[who][1:], **_what(what)}
    row["period_start"], row["period_end"] = period(when)
    said = set(flags.replace(",", " ").split())
    if said - {"planned", "done", "prior"}:
        raise FaultError(f"flags: {flags!r}")
    status = next((s for s in ("planned", "done") if s in said), None)
    if (status is not None) != (row["kind"] in {"start", "stop"}):
        raise FaultError("planned or done belongs to start and stop, and only there")
    return row | {
        "status": status,
        "prior": "prior" in said,
        "product": product or None,
        "speaker": speaker or None,
        "quote": quote,
    }


def article(block: str) -> dict[str, Any]:
    """One block of a batch as a document in the shape of a gold file, with its `text`."""
    head, _, rest = block.strip("\n").partition("\n\n")
    text, cut, below = rest.partition("\n----")
    if not cut:
        raise FaultError("no line of ---- between text and rows")
    doc: dict[str, Any] = {}
    producers: dict[str, list[str]] = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if re.fullmatch("[A-Z]", key.strip()):
            producers[key.strip()] = [n.strip() for n in value.split(";") if n.strip()]
        else:
            doc[key.strip()] = value.strip()
    if missing := {"id", "lang", "published"} - set(doc):
        raise FaultError(f"the head lacks {sorted(missing)}")
    if doc["lang"] not in {"en", "ru"}:
        raise FaultError(f"lang is en or ru, not {doc['lang']!r}")
    date.fromisoformat(doc["published"])
    rows = []
    for line in below.splitlines():
        if line.strip("- "):
            try:
                rows.append(_row(line, producers, text))
            except FaultError as fault:
                raise FaultError(f"{fault}, in the row {line[:90]!r}") from None
    return {**doc, "text": text.strip(), "announcements": rows}


def blocks(path: Path) -> Iterator[tuple[int, str]]:
    """The articles of a batch, each with the number of its first line."""
    at = 1
    for block in re.split(r"(?m)^====+$", path.read_text("utf-8")):
        if block.strip():
            yield at + len(block) - len(block.lstrip("\n")), block
        at += block.count("\n")


def load(paths: Sequence[Path]) -> list[dict[str, Any]]:
    docs = []
    for path in paths:
        for line, block in blocks(path):
            try:
                docs.append(article(block))
            except ValueError as fault:
                raise FaultError(f"{path}:{line}: {fault}") from fault
    return docs


def check(paths: Sequence[Path]) -> int:
    """Prints what is wrong, all of it; the number of faults."""
    seen: dict[str, str] = {}
    faults = docs = rows = 0
    for path in paths:
        for line, block in blocks(path):
            try:
                doc = article(block)
                if doc["id"] in seen:
                    raise FaultError(f"the id {doc['id']} stands at {seen[doc['id']]} too")
                seen[doc["id"]] = f"{path}:{line}"
                docs, rows = docs + 1, rows + len(doc["announcements"])
            except ValueError as fault:
                faults += 1
                print(f"{path}:{line}: {fault}")
    print(f"{docs} articles, {rows} rows, {faults} faults")
    return faults


def export(paths: Sequence[Path], gold: Path, texts: Path) -> None:
    for folder in (gold, texts):
        folder.mkdir(parents=True, exist_ok=True)
    for doc in load(paths):
        text = doc.pop("text")
        (texts / f"{doc['id']}.txt").write_text(text, "utf-8")
        (gold / f"{doc['id']}.json").write_text(json.dumps(doc, ensure_ascii=False), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["check", "export"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path)
    args = parser.parse_args()
    if args.what == "check":
        sys.exit(1 if check(args.files) else 0)
    export(args.files, args.gold, args.texts)


if __name__ == "__main__":
    main()
