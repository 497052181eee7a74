"""What was learnt from annotated articles: which class a place of a text is of, and which of several options holds there.

Both are log-linear: each trait (a string) adds its weight, and the exponentials of the sums, made to add up to one,
are the shares (Berger, Della Pietra, Della Pietra 1996, "A maximum entropy approach to natural language processing").
Where there is a net (extractors/nets.py), its sums and the log-linear ones are averaged: either errs where the other does not.
The weights lie in `extractors/weights/NAME.json`; `python -m tests.train` makes them from the articles in the repository.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from extractors import nets
from extractors.nets import Net

MOST = 60.0
"""Sums are cut off here, far beyond what tells anything apart."""
SAY_OF_NET = 0.6
"""How much of a sum is the net's; from 0.5 to 0.7 as many choices are right."""


def shares(sums: Sequence[float]) -> list[float]:
    """The softmax of sums; empty for none."""
    top = max(sums, default=0.0)
    raised = [math.exp(max(-MOST, s - top)) for s in sums]
    whole = sum(raised)
    return [r / whole for r in raised]


class Classes:
    """Tells the class of a place by its traits."""

    def __init__(
        self,
        names: Sequence[str],
        weights: Mapping[str, Sequence[float]],
        net: Net | None = None,
    ) -> None:
        self.names = tuple(names)
        self.weights = weights
        self.net = net

    def read(self, traits: Iterable[str]) -> dict[str, float]:
        """The share of each class, by name; a trait met twice counts once."""
        sums = [0.0] * len(self.names)
        known = self.weights
        once = dict.fromkeys(traits)
        for trait in once:
            row = known.get(trait)
            if row is not None:
                for n, weight in enumerate(row):
                    sums[n] += weight
        if self.net is not None:
            sums = _together(sums, self.net.sums([list(once)])[0].tolist())
        return dict(zip(self.names, shares(sums), strict=True))


class Options:
    """Tells which of several options holds; what is weighed may depend on a `theme` (the kind of statement)."""

    def __init__(self, weights: Mapping[str, float], net: Net | None = None) -> None:
        self.weights = weights
        self.net = net

    def read(
        self, options: Sequence[Iterable[str] | Mapping[str, float]], theme: str = ""
    ) -> list[float]:
        """The share of each option; its traits may have values, else each counts once."""
        sums = [self._sum(traits, theme + "|" if theme else "") for traits in options]
        if self.net is not None and options:
            sums = _together(sums, self.net.sums(options, theme)[:, 0].tolist())
        return shares(sums)

    def _sum(self, traits: Iterable[str] | Mapping[str, float], front: str) -> float:
        known = self.weights
        if isinstance(traits, Mapping):
            whole = sum(known.get(t, 0.0) * v for t, v in traits.items())
            return whole + sum(known.get(front + t, 0.0) * v for t, v in traits.items() if front)
        once = dict.fromkeys(traits)
        whole = sum(known.get(t, 0.0) for t in once)
        return whole + sum(known.get(front + t, 0.0) for t in once if front)


def _together(sums: Sequence[float], of_net: Sequence[float]) -> list[float]:
    """The mean of the sums of both; what each has added to all alike falls out when shares are made."""
    return [(1 - SAY_OF_NET) * a + SAY_OF_NET * b for a, b in zip(sums, of_net, strict=True)]


tables: dict[str, dict[str, Any]] = {}
"""The weights in use by name, as in their files; who teaches puts others here."""


def classes(name: str) -> Classes:
    """The classes of that name; without weights it knows none."""
    found = _table(name)
    return Classes(found.get("classes", ()), found.get("weights", {}), found.get("net"))


def options(name: str) -> Options:
    found = _table(name)
    return Options(found.get("weights", {}), found.get("net"))


def _table(name: str) -> dict[str, Any]:
    if name not in tables:
        path = files("extractors") / "weights" / f"{name}.json"
        told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        tables[name] = {**told, "net": nets.load(name)} if told else {}
    return tables[name]
