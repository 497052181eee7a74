"""Learns the weights of extractors/choice.py: `python -m tests.train_choice GOLD TEXTS [GOLD TEXTS …]`.

For each row that agrees with gold in all but its producer, the candidates that bear a gold name are to stand above the
others: a softmax over the candidates, fitted by plain gradient descent with a pull towards zero. Prints how often the
right one is chosen on documents left out (five parts).
"""

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractors import gazetteer
from extractors.choice import Traits
from extractors.model import Document
from extractors.reader import Reader
from extractors.scoring import core, same_name
from tests.quality import as_row, load_gold

ROOT = Path(__file__).parent.parent
RARE = 4
PRIOR = {"cost": -2.5, "paired": 4.0}
"""What is believed of a trait before anything is learnt: nearer names stand better, and one that is paired with the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One figure or event: traits of each candidate, and which of them bear a gold name."""

    key: str
    candidates: Sequence[Traits]
    right: Sequence[bool]


def examples(folders: Sequence[Path]) -> list[Example]:
    names = gazetteer.load_gazetteer((ROOT / "seeds" / "plants.toml").read_text("utf-8"))
    found: list[Example] = []
    for gold_dir, texts in zip(folders[::2], folders[1::2], strict=True):
        for doc in load_gold(gold_dir).values():
            found += _of_document(doc, texts, names)
    return found


def _of_document(doc: Mapping[str, Any], texts: Path, names: Any) -> list[Example]:
    document = Document(
        text=(texts / f"{doc['id']}.txt").read_text("utf-8"),
        published=date.fromisoformat(doc["published"]) if doc.get("published") else None,
        title=doc.get("title"),
        language=doc["lang"],
    )
    reader = Reader(document, doc["lang"], names, explain=False)
    judged: list[Any] = []
    reader.context.who.judged = judged
    rows = [as_row(a) for a in reader.read()]
    found = []
    for (start, end), candidates in judged:
        here = [r for r in rows if r["start"] <= start < r["end"] and _is_at(r, start, end)]
        cores = {core(r) for r in here}
        golds = [g for g in doc["announcements"] if core(g) in cores]
        right = [any(same_name(g, c.producer.name) for g in golds) for c in candidates]
        if any(right):
            traits = [dict(c.traits) for c in candidates]
            found.append(Example(key=doc["id"], candidates=traits, right=right))
        elif golds:
            found.append(Example(key=doc["id"], candidates=[], right=[]))
    return found


def _is_at(row: Mapping[str, Any], start: int, end: int) -> bool:
    at = row["number_start"]
    return at is None or start <= at < end


def fit(data: Sequence[Example], pull: float = 0.005, rounds: int = 40) -> dict[str, float]:
    counts = Counter(t for e in data for c in e.candidates for t in c)
    weights: dict[str, float] = defaultdict(float, PRIOR)
    rows, order = [e for e in data if len(e.candidates) > 1], random.Random(7)
    for n in range(rounds):
        order.shuffle(rows)
        rate = 0.1 / (1 + n / 8)
        for e in rows:
            shares = _shares([_sum(weights, c) for c in e.candidates])
            won = sum(s for s, ok in zip(shares, e.right, strict=True) if ok)
            for traits, share, ok in zip(e.candidates, shares, e.right, strict=True):
                error = (share / max(won, 1e-9) if ok else 0.0) - share
                for t, value in traits.items():
                    if counts[t] >= RARE:
                        weights[t] += rate * (
                            error * value
                            - pull * share * (weights[t] - PRIOR.get(t, 0.0)) * abs(value)
                        )
    return {t: round(w, 3) for t, w in weights.items() if abs(w) > 0.01}


def _sum(weights: Mapping[str, float], traits: Traits) -> float:
    return sum(weights.get(t, 0.0) * value for t, value in traits.items())


def _shares(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    raised = [math.exp(s - top) for s in sums]
    return [r / sum(raised) for r in raised]


def is_chosen(weights: Mapping[str, float], e: Example) -> bool:
    sums = [_sum(weights, c) for c in e.candidates]
    return bool(sums) and e.right[sums.index(max(sums))]


def left_out(data: Sequence[Example], pull: float, parts: int = 5) -> float:
    """Share of examples whose right producer is chosen by weights that have not seen the document."""
    keys = sorted({e.key for e in data})
    random.Random(3).shuffle(keys)
    part = {key: n % parts for n, key in enumerate(keys)}
    right = 0
    for n in range(parts):
        weights = fit([e for e in data if part[e.key] != n], pull)
        right += sum(is_chosen(weights, e) for e in data if part[e.key] == n)
    return right / len(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pull", type=float, default=0.005)
    args = parser.parse_args()
    data = examples(args.folders)
    reach = sum(bool(e.candidates) for e in data) / len(data)
    print(f"{len(data)} examples, a right candidate in {reach:.3f}")
    print(f"left out: right {left_out(data, args.pull):.3f}")
    weights = dict(sorted(fit(data, args.pull).items()))
    seen = sum(is_chosen(weights, e) for e in data) / len(data)
    target = ROOT / "extractors" / "choice_weights.json"
    target.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"learnt on all: right {seen:.3f}; {len(weights)} weights → {target.name}")


if __name__ == "__main__":
    main()
