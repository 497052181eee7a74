"""Scores the reader on annotated articles: `python -m tests.quality PATH… [--misses] [--calibration]`.

A PATH is a batch as tests/annotated.py reads it, a folder of batches, or a folder with `gold/` and `texts/`.
"""

import argparse
import dataclasses
import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extractors import announcements, gazetteer
from extractors.model import Document, Reading
from extractors.paragraphs import split_paragraphs
from extractors.scoring import CORE, Score, Tally, score
from tests import annotated

ROOT = Path(__file__).parent.parent
HELD = ROOT / "tests" / "articles" / "held"
"""Articles that nothing was learnt from."""
WIRE = ROOT / "tests" / "articles" / "wire"
"""Articles built as agencies build theirs; nothing was learnt from them either."""
TAUGHT = ROOT / "tests" / "articles" / "taught"


def load(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The annotated documents of batches and folders, each with its `text`."""
    docs: list[dict[str, Any]] = []
    for path in paths:
        if (path / "gold").is_dir():
            docs += _folder(path)
        else:
            docs += annotated.load(sorted(path.glob("*.txt")) if path.is_dir() else [path])
    return docs


def _folder(path: Path) -> list[dict[str, Any]]:
    found = [json.loads(p.read_text("utf-8")) for p in sorted((path / "gold").glob("*.json"))]
    return [{**d, "text": (path / "texts" / f"{d['id']}.txt").read_text("utf-8")} for d in found]


@cache
def names() -> gazetteer.Gazetteer:
    """The gazetteer that ships, loaded once."""
    return gazetteer.load_gazetteer((ROOT / "seeds" / "plants.toml").read_text("utf-8"))


def document(doc: Mapping[str, Any]) -> Document:
    """As the night gives it to the reader: what is said again is not read again."""
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    repeats = (p.position for p in split_paragraphs(doc["text"]) if p.repeat_of is not None)
    return Document(
        text=doc["text"],
        published=published,
        title=doc.get("title"),
        language=doc["lang"],
        skip=frozenset(repeats),
    )


def as_row(found: Any) -> dict[str, Any]:
    row = dataclasses.asdict(found)
    for side in ("period_start", "period_end"):
        row[side] = row[side].isoformat() if row[side] else None
    return row


def read(
    doc: Mapping[str, Any],
    known: gazetteer.Gazetteer,
    *,
    explain: bool = False,
    least: float = announcements.LEAST,
) -> Reading:
    return announcements.extract(document(doc), known, explain=explain, least=least)


def measured(docs: Sequence[Mapping[str, Any]], known: gazetteer.Gazetteer) -> Score:
    """The score of the reader on documents."""
    found = {
        d["id"]: {"announcements": [as_row(a) for a in read(d, known).announcements]} for d in docs
    }
    return score({d["id"]: d for d in docs}, found)


def line(name: str, tally: Tally) -> str:
    return (
        f"{name:12} gold {tally.gold:4} predicted {tally.predicted:4} right {tally.right:4}  "
        f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
    )


def show(title: str, result: Score) -> None:
    print(f"== {title}: {result.documents} documents")
    rows = [
        ("all", result.all),
        *result.kinds.items(),
        ("loose", result.loose),
        ("prior", result.prior),
    ]
    for name, tally in rows:
        print(line(name, tally))
    print("agree:", ", ".join(f"{k} {v:.3f}" for k, v in result.agree.items()))


def show_misses(result: Score) -> None:
    sides = [(k, "missed  ", r) for k, r in result.missed] + [
        (k, "spurious", r) for k, r in result.spurious
    ]
    for key, side, row in sorted(sides, key=lambda s: s[0]):
        what = " ".join(str(row.get(k)) for k in ("plant", *CORE))
        print(
            f"{key} {side} {what}{' PRIOR' if row.get('prior') else ''} | {' '.join((row.get('quote') or '').split())[:230]}"
            f" {','.join(row.get('rules') or ())} {row.get('confidence') or ''}"
        )


def show_calibration(result: Score) -> None:
    """Share of right rows by band of confidence."""
    right = [p["confidence"] for _, _, p in result.right]
    wrong = [p["confidence"] for _, p in result.spurious]
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        yes, no = (sum(low <= c < high for c in side) for side in (right, wrong))
        print(
            f"confidence {low:.1f}-{high:.1f}: {yes + no:4} rows, right {yes / (yes + no) if yes + no else 0:.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[HELD])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--calibration", action="store_true")
    args = parser.parse_args()
    known, docs = names(), load(args.paths)
    began = time.process_time()
    for language in ("en", "ru"):
        some = [d for d in docs if d["lang"] == language]
        result = measured(some, known)
        show(language, result)
        if args.calibration:
            show_calibration(result)
        if args.misses:
            show_misses(result)
    empty = [d["id"] for d in docs if not d["announcements"] and read(d, known).announcements]
    spent = time.process_time() - began
    print(
        f"documents without rows that got some: {empty}; {1000 * spent / max(1, len(docs)):.1f} ms a document"
    )


if __name__ == "__main__":
    main()
