"""How sure a row is, between 0 and 1: a logistic sum over how it was put together."""

import math
from typing import Any


def confidence(claim: Any, *, headline: bool) -> float:
    """`claim` is an `extractors.claims.Claim`."""
    head, period, who = (min(c, 12.0) for c in (claim.head_cost, claim.period_cost, claim.who_cost))
    total = 2.0 - 0.25 * head - 0.15 * period - 0.06 * who
    total -= 1.2 * claim.inherited + 0.8 * claim.bare + 0.4 * claim.prior + 0.3 * headline
    total -= 0.6 if claim.kind in {"start", "stop"} else 0.0
    return round(1 / (1 + math.exp(-total)), 3)
