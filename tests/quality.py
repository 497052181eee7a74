"""Scores the reader on annotated texts: `python -m tests.quality GOLD TEXTS [--misses] [--calibration]`.

GOLD holds one JSON file a document, TEXTS one `.txt` of the same name. Several pairs may be given.
"""

import argparse
import dataclasses
import json
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from extractors import announcements, gazetteer
from extractors.model import Document, Reading
from extractors.scoring import CORE, Score, Tally, score


def load_gold(folder: Path) -> dict[str, Any]:
    docs = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    return {doc["id"]: doc for doc in docs}


def as_row(found: Any) -> dict[str, Any]:
    row = dataclasses.asdict(found)
    for side in ("period_start", "period_end"):
        row[side] = row[side].isoformat() if row[side] else None
    return row


def read_document(
    gold: Mapping[str, Any],
    texts: Path,
    names: Any,
    *,
    explain: bool = False,
    least: float = announcements.LEAST,
) -> Reading:
    document = Document(
        text=(texts / f"{gold['id']}.txt").read_text("utf-8"),
        published=date.fromisoformat(gold["published"]) if gold.get("published") else None,
        title=gold.get("title"),
        language=gold["lang"],
    )
    return announcements.extract(document, names, explain=explain, least=least)


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
    parser.add_argument("folders", nargs="+", type=Path, help="GOLD TEXTS [GOLD TEXTS …]")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--calibration", action="store_true")
    args = parser.parse_args()
    plants = Path(__file__).parent.parent / "seeds" / "plants.toml"
    names = gazetteer.load_gazetteer(plants.read_text("utf-8") if plants.exists() else "")
    gold: dict[str, Any] = {}
    found: dict[str, Any] = {}
    began = time.process_time()
    for gold_dir, texts in zip(args.folders[::2], args.folders[1::2], strict=True):
        for key, doc in load_gold(gold_dir).items():
            gold[key] = doc
            found[key] = {
                "announcements": [as_row(a) for a in read_document(doc, texts, names).announcements]
            }
    spent = time.process_time() - began
    for language in ("en", "ru"):
        some = {k: d for k, d in gold.items() if d["lang"] == language}
        result = score(some, {k: found[k] for k in some})
        show(language, result)
        if args.calibration:
            show_calibration(result)
        if args.misses:
            show_misses(result)
    empty = [k for k, d in gold.items() if not d["announcements"] and found[k]["announcements"]]
    print(
        f"documents without rows that got some: {empty}; {1000 * spent / max(1, len(gold)):.1f} ms a document"
    )


if __name__ == "__main__":
    main()
