"""Small feed-forward nets over traits: what a log-linear model cannot see, that two traits mean another thing together.

The vectors of a place's traits are added up, and pass two layers of rectified units; a direct connection adds what each
trait says alone ("wide and deep": Cheng et al. 2016, "Wide & Deep Learning for Recommender Systems"). They lie in
`extractors/weights/NAME.npz`, each column of the vectors as bytes with a scale of its own; tests/train.py makes them.
"""

import io
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

Array = Any


class Net:
    """One net: `vectors` (traits, hidden + classes) with `scale` by column, then two layers."""

    def __init__(self, traits: Sequence[str], parts: Mapping[str, Array]) -> None:
        self.known = {t: n + 1 for n, t in enumerate(traits)}
        """Row 0 of the vectors is that of no trait."""
        self.parts = dict(parts)
        self.hidden = len(parts["bias"])

    def vectors(self) -> tuple[Array, Array]:
        """Of each trait what it adds to the first layer, and what it says of each class alone."""
        whole = self.parts["vectors"][1:] * self.parts["scale"]
        return whole[:, : self.hidden], whole[:, self.hidden :]

    def passed(self, added: Array) -> Array:
        """What the layers tell of each class (…, classes) by what traits add to the first (…, hidden)."""
        import numpy as np

        p = self.parts
        first = np.maximum(added + p["bias"], 0.0)
        second = np.maximum(first @ p["inner"] + p["inner_bias"], 0.0)
        return second @ p["outer"]


def packed(traits: Sequence[str], parts: Mapping[str, Array]) -> bytes:
    """A net as it lies on disk."""
    import numpy as np

    vectors = parts["vectors"]
    scale = np.maximum(np.abs(vectors).max(axis=0), 1e-9) / 127.0
    small = np.rint(vectors / scale).astype(np.int8)
    rest = {k: v.astype(np.float32) for k, v in parts.items() if k not in {"vectors", "scale"}}
    words = np.frombuffer("\n".join(traits).encode(), np.uint8)
    out = io.BytesIO()
    np.savez_compressed(
        out, traits=words, vectors=small, scale=scale.astype(np.float32), allow_pickle=False, **rest
    )
    return out.getvalue()


def unpacked(data: bytes) -> Net:
    """The net of `packed`."""
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        parts = {k: held[k] for k in held.files}
    return Net(parts.pop("traits").tobytes().decode().split("\n"), parts)


def load(name: str) -> Net | None:
    """The net of that name that ships, if any."""
    path = files("extractors") / "weights" / f"{name}.npz"
    return unpacked(path.read_bytes()) if path.is_file() else None
