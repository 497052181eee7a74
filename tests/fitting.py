"""Log-linear models fitted by L-BFGS (scipy) with a pull towards zero."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

RARE = 3
"""A trait met less often teaches nothing."""
SMALL = 0.02
"""Weights nearer to zero are left out."""


def known_traits(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(t for traits in rows for t in set(traits))
    return {t: n for n, t in enumerate(sorted(t for t, c in counts.items() if c >= RARE))}


def matrix(rows: Sequence[Any], known: Mapping[str, int]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    values, columns, ends = [], [], [0]
    for traits in rows:
        told = (
            traits.items()
            if isinstance(traits, dict)
            else ((t, 1.0) for t in dict.fromkeys(traits))
        )
        for t, v in told:
            if t in known:
                columns.append(known[t])
                values.append(v)
        ends.append(len(columns))
    return csr_matrix(
        (np.array(values), np.array(columns, dtype=int), np.array(ends)),
        shape=(len(rows), len(known)),
    )


def fit_classes(
    data: Sequence[tuple[Sequence[str], str]], labels: Sequence[str], pull: float
) -> dict[str, list[float]]:
    """Weights by trait, one for each of `labels`."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    known = known_traits([t for t, _ in data])
    if not known:
        return {}
    x = matrix([t for t, _ in data], known)
    y = np.array([labels.index(label) for _, label in data])
    one = np.zeros((len(y), len(labels)))
    one[np.arange(len(y)), y] = 1.0

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(len(known), len(labels))
        logs = log_softmax(x @ w, axis=1)
        error = np.exp(logs) - one
        return float(-(logs * one).sum() + 0.5 * pull * (w**2).sum()), (
            x.T @ error + pull * w
        ).ravel()

    best = minimize(
        loss,
        np.zeros(len(known) * len(labels)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 150},
    )
    w = best.x.reshape(len(known), len(labels))
    return {
        t: [round(float(v), 3) for v in w[n]] for t, n in known.items() if abs(w[n]).max() >= SMALL
    }


def fit_options(
    data: Sequence[tuple[Sequence[Any], Sequence[bool], str]], pull: float
) -> dict[str, float]:
    """Weights by trait, alone and behind its theme; the right options of a choice share what is to be likely."""
    import numpy as np
    from scipy.optimize import minimize

    rows = [themed(traits, theme) for options, _, theme in data for traits in options]
    if not rows:
        return {}
    known = known_traits(rows)
    x = matrix(rows, known)
    sizes = [len(options) for options, *_ in data]
    starts = np.cumsum([0, *sizes[:-1]])
    choice = np.repeat(np.arange(len(data)), sizes)
    right = np.array([ok for _, marks, _ in data for ok in marks])

    def loss(w: Any) -> tuple[float, Any]:
        sums = x @ w
        raised = np.exp(sums - np.maximum.reduceat(sums, starts)[choice])
        whole = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * right, starts)
        share = raised / whole[choice]
        error = share - raised * right / np.maximum(good, 1e-300)[choice]
        value = float(
            np.log(whole).sum() - np.log(np.maximum(good, 1e-300)).sum() + 0.5 * pull * (w**2).sum()
        )
        return value, x.T @ error + pull * w

    best = minimize(
        loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    return {t: round(float(best.x[n]), 3) for t, n in known.items() if abs(best.x[n]) >= SMALL}


def themed(traits: Any, theme: str) -> Any:
    if not theme:
        return traits
    if isinstance(traits, dict):
        return {**traits, **{f"{theme}|{t}": v for t, v in traits.items()}}
    return [*traits, *(f"{theme}|{t}" for t in traits)]
