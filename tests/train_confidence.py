"""Learns the weights of extractors/confidence.py: `python -m tests.train_confidence GOLD TEXTS [GOLD TEXTS …]`.

A row of the reader is right or wrong by the gold; a logistic regression over its traits, fitted by plain gradient
descent with a pull towards zero, gives the weights. Prints how well it does on documents left out (five parts).
"""

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from extractors import gazetteer
from extractors.claims import JUDGED
from extractors.scoring import score
from tests.quality import as_row, load_gold, read_document

Example = tuple[list[str], bool, str]
ROOT = Path(__file__).parent.parent
RARE = 4


def examples(folders: Sequence[Path]) -> tuple[list[Example], int]:
    """Traits of each predicted row, whether it is right, and its document; and how many gold rows there are."""
    names = gazetteer.load_gazetteer((ROOT / "seeds" / "plants.toml").read_text("utf-8"))
    found: list[Example] = []
    wanted = 0
    for gold_dir, texts in zip(folders[::2], folders[1::2], strict=True):
        for key, doc in load_gold(gold_dir).items():
            reading = read_document(doc, texts, names, explain=True, least=0.0)
            rows = [as_row(a) for a in reading.announcements]
            result = score({key: doc}, {key: {"announcements": rows}})
            right = {id(p) for _, _, p in result.right}
            found += [
                (row["rules"][-1].removeprefix(JUDGED).split("|"), id(row) in right, key)
                for row in rows
            ]
            wanted += len(doc["announcements"])
    return found, wanted


def fit(data: Sequence[Example], pull: float = 0.12, rounds: int = 60) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for traits, _, _ in data:
        for t in traits:
            counts[t] += 1
    weights: dict[str, float] = defaultdict(float)
    rows, order = list(data), random.Random(7)
    for n in range(rounds):
        order.shuffle(rows)
        rate = 0.15 / (1 + n / 8)
        for traits, right, _ in rows:
            known = [t for t in traits if counts[t] >= RARE]
            error = right - probability(weights, known)
            weights[""] += rate * error
            for t in known:
                weights[t] += rate * (error - pull * weights[t])
    return {t: round(w, 4) for t, w in weights.items() if abs(w) > 0.005}


def probability(weights: Mapping[str, float], traits: Sequence[str]) -> float:
    total = weights.get("", 0.0) + sum(weights.get(t, 0.0) for t in traits)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def left_out(data: Sequence[Example], parts: int = 5) -> list[tuple[float, bool]]:
    """Probability and truth of each row by weights that have not seen its document."""
    keys = sorted({key for _, _, key in data})
    random.Random(3).shuffle(keys)
    part = {key: n % parts for n, key in enumerate(keys)}
    found = []
    for n in range(parts):
        weights = fit([d for d in data if part[d[2]] != n])
        found += [(probability(weights, t), right) for t, right, key in data if part[key] == n]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    args = parser.parse_args()
    data, wanted = examples(args.folders)
    judged = left_out(data)
    for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.01)):
        band = [right for p, right in judged if low <= p < high]
        print(
            f"{low:.1f}-{high:.1f}: {len(band):4} rows, right {sum(band) / max(1, len(band)):.2f}"
        )
    for cut in (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        kept = [right for p, right in judged if p >= cut]
        p, r = sum(kept) / max(1, len(kept)), sum(kept) / wanted
        print(f"cut {cut:.2f}: P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")
    weights = dict(sorted(fit(data).items()))
    target = ROOT / "extractors" / "confidence_weights.json"
    target.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(data)} rows, {len(weights)} weights → {target.name}")


if __name__ == "__main__":
    main()
