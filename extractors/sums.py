"""What traits add up to: log-linear weights and a net's vectors, held side by side so that a trait is looked up once.

The row of a trait has what it says of each class alone, by its weight and the net together, then what it adds to the net's first
layer. A theme (the kind of statement) has rows of its
own, where what a trait says anyway and what it says under that theme are added already.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from extractors.nets import Net

SAY_OF_NET = 0.6
"""How much of a sum is the net's; from 0.4 to 0.7 as many choices are right."""


class Sums:
    """The sums of `classes` classes; without weights and net all are 0."""

    def __init__(
        self, weights: Mapping[str, Sequence[float]], classes: int, net: Net | None
    ) -> None:
        self.classes, self.net = classes, net
        known = dict.fromkeys([*weights, *(net.known if net else ())])
        known |= dict.fromkeys(
            [trait.partition("|")[2] for trait in known]
        )  # those of a theme, bare
        self.places = {trait: n + 1 for n, trait in enumerate(_side_by_side(known))}
        """Row 0 is that of no trait."""
        self._of_theme: dict[str, Any] = {}
        """For each theme the row of each place."""
        self._rows: Any = _filled(self.places, weights, classes, net) if known else None

    def of_one(self, traits: Iterable[str]) -> list[float]:
        """The sum of each class; a trait met twice counts once."""
        if self._rows is None:
            return [0.0] * self.classes
        import numpy as np

        at = list(dict.fromkeys(filter(None, map(self.places.get, traits))))
        found = self._rows.take(np.fromiter(at, np.intp, len(at)), axis=0)
        return self._together(np.add.reduce(found, axis=0)).tolist()  # type: ignore[no-any-return]

    def of_each(
        self, options: Sequence[Iterable[str] | Mapping[str, float]], theme: str = ""
    ) -> list[float]:
        """The first class's sum of each option."""
        if self._rows is None:
            return [0.0] * len(options)
        import numpy as np

        get = self.places.get
        at: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        for traits in options:
            starts.append(len(at))
            at.append(0)
            if isinstance(traits, dict):
                at.extend(map(get, traits, repeat(0)))
                values.extend((0.0, *traits.values()))
            else:
                at.extend(map(get, dict.fromkeys(traits), repeat(0)))
        places = np.fromiter(at, np.intp, len(at))
        if theme:
            places = self._of(theme).take(places)
        found = self._rows.take(places, axis=0)
        if values:
            found *= np.array(values, np.float32)[:, None]
        # no product of matrices: those of this size are shared out over cores, which takes longer
        added = np.add.reduceat(found, starts, axis=0)
        return self._together(added)[:, 0].tolist()  # type: ignore[no-any-return]

    def _together(self, added: Any) -> Any:
        """The mean of the sums of both; what each has added to all alike falls out when shares are made."""
        if self.net is None:
            return added
        alone, layered = added[..., : self.classes], added[..., self.classes :]
        return alone + SAY_OF_NET * self.net.passed(layered)

    def _of(self, theme: str) -> Any:
        """The row of each place where that theme is spoken of; rows are added for traits that say something else there."""
        if theme not in self._of_theme:
            self._of_theme[theme] = self._with(theme + "|")
        return self._of_theme[theme]

    def _with(self, front: str) -> Any:
        import numpy as np

        own = [name for name in self.places if name.startswith(front)]
        bare = [self.places[name.removeprefix(front)] for name in own]
        added = self._rows[[self.places[name] for name in own]] + self._rows[bare]
        rows = np.arange(len(self.places) + 1)
        rows[bare] = np.arange(len(own)) + len(self._rows)
        self._rows = np.concatenate([self._rows, added])
        return rows


def _side_by_side(traits: Iterable[str]) -> list[str]:
    """The same made anew, so that they lie beside each other in memory: looking one up waits for little else."""
    return "\0".join(traits).split("\0")


def _filled(
    places: Mapping[str, int], weights: Mapping[str, Sequence[float]], classes: int, net: Net | None
) -> Any:
    import numpy as np

    width = classes + (net.hidden if net else 0)
    rows = np.zeros((len(places) + 1, width), np.float32)
    if weights:
        rows[[places[t] for t in weights], :classes] = list(weights.values())
    if net:
        layered, alone = net.vectors()
        known = [places[t] for t in net.known]
        rows[:, :classes] *= 1 - SAY_OF_NET
        rows[known, :classes] += SAY_OF_NET * alone
        rows[known, classes:] = layered
    return rows
