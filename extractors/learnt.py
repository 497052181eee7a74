"""What was learnt from annotated articles: which class a place of a text is of, and which of several options holds there.

Both are log-linear: each trait (a string) adds its weight, and the exponentials of the sums, made to add up to one,
are the shares (Berger, Della Pietra, Della Pietra 1996, "A maximum entropy approach to natural language processing").
The weights lie in `extractors/weights/NAME.json`; `python -m tests.train` makes them from the articles in the repository.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

MOST = 60.0
"""Sums are cut off here, far beyond what tells anything apart."""


def shares(sums: Sequence[float]) -> list[float]:
    """The softmax of sums; empty for none."""
    top = max(sums, default=0.0)
    raised = [math.exp(max(-MOST, s - top)) for s in sums]
    whole = sum(raised)
    return [r / whole for r in raised]


class Classes:
    """Tells the class of a place by its traits."""

    def __init__(self, names: Sequence[str], weights: Mapping[str, Sequence[float]]) -> None:
        self.names = tuple(names)
        self.weights = weights

    def read(self, traits: Iterable[str]) -> dict[str, float]:
        """The share of each class, by name."""
        sums = [0.0] * len(self.names)
        known = self.weights
        for trait in traits:
            row = known.get(trait)
            if row is not None:
                for n, weight in enumerate(row):
                    sums[n] += weight
        return dict(zip(self.names, shares(sums), strict=True))


class Options:
    """Tells which of several options holds; what is weighed may depend on a `theme` (the kind of statement)."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def read(
        self, options: Sequence[Iterable[str] | Mapping[str, float]], theme: str = ""
    ) -> list[float]:
        """The share of each option; its traits may have values, else each counts once."""
        return shares([self._sum(traits, theme + "|" if theme else "") for traits in options])

    def _sum(self, traits: Iterable[str] | Mapping[str, float], front: str) -> float:
        known = self.weights
        if isinstance(traits, Mapping):
            whole = sum(known.get(t, 0.0) * v for t, v in traits.items())
            return whole + sum(known.get(front + t, 0.0) * v for t, v in traits.items() if front)
        whole = sum(known.get(t, 0.0) for t in traits)
        return whole + sum(known.get(front + t, 0.0) for t in traits if front)


tables: dict[str, dict[str, Any]] = {}
"""The weights in use by name, as in their files; who teaches puts others here."""


def classes(name: str) -> Classes:
    """The classes of that name; without weights it knows none."""
    found = _table(name)
    return Classes(found.get("classes", ()), found.get("weights", {}))


def options(name: str) -> Options:
    return Options(_table(name).get("weights", {}))


def _table(name: str) -> dict[str, Any]:
    if name not in tables:
        path = files("extractors") / "weights" / f"{name}.json"
        tables[name] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return tables[name]
