"""Nets of extractors/nets.py, fitted by Adam on numpy arrays."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from extractors.nets import Net
from tests.fitting import known_traits, matrix, themed

HIDDEN = 48
ROUNDS = 4
TOGETHER = 64
"""Choices that a step is made of."""
STEP = 4e-3
DROPPED = 0.2
"""Of the units of a layer, while learning; a tenth of the traits is dropped too."""
FORGOTTEN = 0.1
DECAY = 1e-4
SOFTENED = 0.03


def fit_net(
    data: Sequence[tuple[Sequence[Any], Any, str]], classes: int, seed: int = 0
) -> tuple[list[str], dict[str, Any]]:
    """A net of extractors/nets.py by Adam (Kingma, Ba 2014), with a step that rises and falls.

    Of classes each choice is (one list of traits, number of the class, ""); with `classes` = 1 it is
    (traits of each option, which are right, theme). Gives the traits, and the parts of the net.
    """
    import numpy as np

    rows = [themed(traits, theme) for some, _, theme in data for traits in some]
    known = known_traits(rows)
    x = matrix(rows, known).astype(np.float32)
    ends = np.cumsum([len(some) for some, *_ in data])
    rng = np.random.default_rng(seed)
    learner = _Learner(len(known), classes, rng)
    steps = ROUNDS * -(-len(data) // TOGETHER)
    done = 0
    for _ in range(ROUNDS):
        order = rng.permutation(len(data))
        for at in range(0, len(order), TOGETHER):
            some = order[at : at + TOGETHER]
            lines = np.concatenate([np.arange(ends[n] - len(data[n][0]), ends[n]) for n in some])
            sizes = [len(data[n][0]) for n in some]
            done += 1
            learner.step(x[lines], sizes, [data[n][1] for n in some], _pace(done / steps))
    return list(known), learner.parts


def together(nets: Sequence[Net]) -> Net:
    """One net that says what the given ones say on average: their layers stand side by side."""
    import numpy as np

    traits = {t: n + 1 for n, t in enumerate(dict.fromkeys(t for net in nets for t in net.known))}
    hidden, inner = sum(n.hidden for n in nets), sum(len(n.parts["inner_bias"]) for n in nets)
    classes = nets[0].parts["outer"].shape[1]
    parts: dict[str, Any] = {
        "vectors": np.zeros((len(traits) + 1, hidden + classes), np.float32),
        "bias": np.concatenate([n.parts["bias"] for n in nets]),
        "inner": np.zeros((hidden, inner), np.float32),
        "inner_bias": np.concatenate([n.parts["inner_bias"] for n in nets]),
        "outer": np.concatenate([n.parts["outer"] for n in nets]) / len(nets),
        "scale": np.ones(hidden + classes, np.float32),
    }
    at = low = 0
    for net in nets:
        vectors = net.parts["vectors"] * net.parts["scale"]
        rows = [0, *(traits[t] for t in net.known)]
        end, high = at + net.hidden, low + len(net.parts["inner_bias"])
        parts["vectors"][rows, at:end] = vectors[:, : net.hidden]
        parts["vectors"][rows, hidden:] += vectors[:, net.hidden :] / len(nets)
        parts["inner"][at:end, low:high] = net.parts["inner"]
        at, low = end, high
    return Net(list(traits), parts)


def _pace(done: float) -> float:
    """How long a step is: it rises at first, then falls along a cosine."""
    rising = 0.15
    if done < rising:
        return STEP * (0.04 + 0.96 * done / rising)
    return STEP * 0.5 * (1 + math.cos(math.pi * (done - rising) / (1 - rising)))


class _Learner:
    """The parts of a net, and Adam's two moments of each."""

    def __init__(self, traits: int, classes: int, rng: Any) -> None:
        import numpy as np

        self.np, self.rng, self.classes, self.done = np, rng, classes, 0
        inner = HIDDEN // 2
        vectors = np.zeros((traits + 1, HIDDEN + classes), np.float32)
        vectors[1:, :HIDDEN] = rng.normal(0, 0.1, (traits, HIDDEN))
        self.parts = {
            "vectors": vectors,
            "bias": np.zeros(HIDDEN, np.float32),
            "inner": rng.uniform(-1, 1, (HIDDEN, inner)).astype(np.float32) / HIDDEN**0.5,
            "inner_bias": np.zeros(inner, np.float32),
            "outer": rng.normal(0, 0.05, (inner, classes)).astype(np.float32),
            "scale": np.ones(HIDDEN + classes, np.float32),
        }
        learnt = [k for k in self.parts if k != "scale"]
        self.moments = {
            k: (np.zeros_like(self.parts[k]), np.zeros_like(self.parts[k])) for k in learnt
        }

    def step(self, x: Any, sizes: Sequence[int], right: Sequence[Any], pace: float) -> None:
        """One step on the lines of some choices."""
        np, p = self.np, self.parts
        x = x.copy()
        x.data *= (self.rng.random(len(x.data)) >= FORGOTTEN) / (1 - FORGOTTEN)
        added = x @ p["vectors"][1:] + p["vectors"][0]
        first, keep = self._layer(added[:, :HIDDEN] + p["bias"])
        second, keep_inner = self._layer(first @ p["inner"] + p["inner_bias"])
        error = self._error(added[:, HIDDEN:] + second @ p["outer"], sizes, right)
        back_inner = (error @ p["outer"].T) * keep_inner
        back = (back_inner @ p["inner"].T) * keep
        of_vectors = np.zeros_like(p["vectors"])
        of_vectors[1:] = x.T @ np.hstack([back, error])
        self._move(
            {
                "vectors": of_vectors, "bias": back.sum(0), "inner": first.T @ back_inner,
                "inner_bias": back_inner.sum(0), "outer": second.T @ error,
            },
            pace,
        )  # fmt: skip

    def _layer(self, sums: Any) -> tuple[Any, Any]:
        """What passes a layer, and what its errors are multiplied by on their way back."""
        kept = (self.rng.random(sums.shape) >= DROPPED) / (1 - DROPPED)
        keep = ((sums > 0) * kept).astype(self.np.float32)
        return sums * keep, keep

    def _error(self, sums: Any, sizes: Sequence[int], right: Sequence[Any]) -> Any:
        """By how much each sum is too high, as the mean over the choices."""
        np = self.np
        if self.classes > 1:
            raised = np.exp(sums - sums.max(1, keepdims=True))
            wanted = np.full_like(sums, SOFTENED / self.classes)
            wanted[np.arange(len(right)), right] += 1 - SOFTENED
            return ((raised / raised.sum(1, keepdims=True) - wanted) / len(right)).astype(
                np.float32
            )
        starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
        flat, marks = sums[:, 0], np.concatenate([np.asarray(r, np.float32) for r in right])
        raised = np.exp(flat - np.maximum.reduceat(flat, starts)[of])
        share = raised / np.add.reduceat(raised, starts)[of]
        good = np.add.reduceat(share * marks, starts)
        error = share - share * marks / np.maximum(good, 1e-6)[of]
        return (error / len(sizes)).astype(np.float32)[:, None]

    def _move(self, slopes: Mapping[str, Any], pace: float) -> None:
        self.done += 1
        for name, slope in slopes.items():
            part, (mean, spread) = self.parts[name], self.moments[name]
            whole = slope + DECAY * part
            mean += 0.1 * (whole - mean)
            spread += 0.001 * (whole * whole - spread)
            length = self.np.sqrt(spread / (1 - 0.999**self.done)) + 1e-8
            part -= (pace / (1 - 0.9**self.done)) * mean / length
        self.parts["vectors"][0] = 0.0
