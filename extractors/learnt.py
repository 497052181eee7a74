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
from extractors.sums import Sums


def shares(sums: Sequence[float]) -> list[float]:
    """The softmax of sums; empty for none."""
    top = max(sums, default=0.0)
    raised = [math.exp(s - top) for s in sums]
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
        self._sums = Sums(weights, len(self.names), net)

    def read(self, traits: Iterable[str]) -> dict[str, float]:
        """The share of each class, by name; a trait met twice counts once."""
        return dict(zip(self.names, shares(self._sums.of_one(traits)), strict=True))


class Options:
    """Tells which of several options holds; what is weighed may depend on a `theme` (the kind of statement)."""

    def __init__(self, weights: Mapping[str, float], net: Net | None = None) -> None:
        self._sums = Sums({t: (w,) for t, w in weights.items()}, 1, net)

    def read(
        self, options: Sequence[Iterable[str] | Mapping[str, float]], theme: str = ""
    ) -> list[float]:
        """The share of each option; its traits may have values, else each counts once."""
        if len(options) < 2:
            return [1.0] * len(options)
        return shares(self._sums.of_each(options, theme))


tables: dict[str, dict[str, Any]] = {}
"""The weights in use by name, as in their files; who teaches puts others here."""


def classes(name: str) -> Classes:
    """The classes of that name; without weights it knows none."""
    found = _table(name)
    if "read by" not in found:
        found["read by"] = Classes(
            found.get("classes", ()), found.get("weights", {}), found.get("net")
        )
    return found["read by"]  # type: ignore[no-any-return]


def options(name: str) -> Options:
    """The options of that name; without weights all are alike."""
    found = _table(name)
    if "read by" not in found:
        found["read by"] = Options(found.get("weights", {}), found.get("net"))
    return found["read by"]  # type: ignore[no-any-return]


def _table(name: str) -> dict[str, Any]:
    if name not in tables:
        path = files("extractors") / "weights" / f"{name}.json"
        told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        tables[name] = {**told, "net": nets.load(name)} if told else {}
    return tables[name]
