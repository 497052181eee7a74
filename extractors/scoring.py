"""Predicted announcements held against gold ones, as docs/annotation.md defines a right row.

Documents are mappings in the shape of a gold file: `id`, `announcements` (mappings with the fields of a row).
A pair is right when kind, numbers, unit, rate, period and status are equal and the producer is the gold
name or one of its aliases (case, accents, punctuation and company forms folded; whole words contained).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

CORE = ("kind", "low", "high", "unit", "per", "period_start", "period_end", "status")
EXTRA = ("prior", "product", "speaker")
MEASURES = frozenset(
    [
        "vehicles",
        "tonnes",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "kW",
        "MW",
        "GW",
        "GWp",
        "MWp",
        "barrels",
        "litres",
    ]
) | {"cubic metres"}
COMPANY_FORMS = frozenset(
    [
        "the",
        "plant",
        "factory",
        "works",
        "company",
        "group",
        "holding",
        "inc",
        "ltd",
        "llc",
        "plc",
        "co",
        "corp",
        "corporation",
        "motors",
        "motor",
        "automotive",
        "auto",
        "ag",
        "se",
        "sa",
        "nv",
        "ooo",
        "ao",
        "pao",
        "zao",
        "oao",
        "завод",
        "завода",
        "заводе",
        "компания",
        "группа",
        "холдинг",
        "ооо",
        "ао",
        "пао",
        "зао",
        "оао",
        "автозавод",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many rows there are in gold, were predicted, and are right."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures over all documents; `missed` and `spurious` are (document id, row)."""

    documents: int
    all: Tally
    kinds: Mapping[str, Tally]
    loose: Tally
    """Kind and number only."""
    prior: Tally
    """Among right pairs."""
    agree: Mapping[str, float]
    """Among right pairs: how often prior, product, speaker are equal."""
    missed: Sequence[tuple[str, Row]] = ()
    spurious: Sequence[tuple[str, Row]] = ()
    right: Sequence[tuple[str, Row, Row]] = field(default=())


def name_words(name: str | None) -> tuple[str, ...]:
    """The words of a name that tell it from others, folded; all of them where nothing else is left."""
    folded = unicodedata.normalize("NFKD", name or "").casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    tokens = re.findall(r"\w+", plain)
    return tuple(t for t in tokens if t not in COMPANY_FORMS) or tuple(tokens)


def same_name(gold: Row, predicted: str | None) -> bool:
    """Whether a gold name or alias contains the predicted one as whole words, or is contained in it."""
    found = name_words(predicted)
    names = (name_words(n) for n in (gold["plant"], *gold.get("aliases", ())))
    return bool(found) and any(_contains(wanted, found) for wanted in names if wanted)


def _contains(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 6)


def _unit(value: str | None) -> str | None:
    value = "tonnes" if value == "tons" else value
    known = value is None or value in MEASURES or re.fullmatch(r"[A-Z]{3}", value)
    return value if known else "units"


def core(row: Row) -> tuple[Any, ...]:
    """The defining fields of a row, comparable; any counted noun that is no measure reads as `units`."""
    read: dict[str, Callable[[Any], Any]] = {"low": _number, "high": _number, "unit": _unit}
    return tuple(read[f](row.get(f)) if f in read else row.get(f) for f in CORE)


def is_right(gold: Row, predicted: Row) -> bool:
    return core(gold) == core(predicted) and same_name(gold, predicted.get("plant"))


def _is_loosely_right(gold: Row, predicted: Row) -> bool:
    return core(gold)[:3] == core(predicted)[:3]


def _pairs(
    gold: Sequence[Row], predicted: Sequence[Row], right: Callable[[Row, Row], bool]
) -> list[tuple[Row, Row]]:
    left, pairs = list(predicted), []
    for g in gold:
        at = next((i for i, p in enumerate(left) if right(g, p)), None)
        if at is not None:
            pairs.append((g, left.pop(at)))
    return pairs


def _same_text(a: Any, b: Any) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return name_words(a) == name_words(b)
    return bool((a or None) == (b or None))


def score(gold: Mapping[str, Row], predicted: Mapping[str, Row]) -> Score:
    """Scores documents by id; one absent from `predicted` counts as empty, one absent from `gold` is a KeyError."""
    if unknown := set(predicted) - set(gold):
        raise KeyError(f"predicted documents that gold lacks: {sorted(unknown)[:5]}")
    counts: dict[str, Counter[str]] = {
        "gold": Counter(),
        "predicted": Counter(),
        "right": Counter(),
    }
    agree, prior, loose = Counter[str](), Counter[str](), 0
    missed: list[tuple[str, Row]] = []
    spurious: list[tuple[str, Row]] = []
    right: list[tuple[str, Row, Row]] = []
    for key, doc in gold.items():
        wanted = doc["announcements"]
        found = predicted.get(key, {}).get("announcements", [])
        pairs = _pairs(wanted, found, is_right)
        counts["gold"].update(r["kind"] for r in wanted)
        counts["predicted"].update(r["kind"] for r in found)
        counts["right"].update(g["kind"] for g, _ in pairs)
        loose += len(_pairs(wanted, found, _is_loosely_right))
        for g, p in pairs:
            agree.update(f for f in EXTRA if _same_text(g.get(f), p.get(f)))
            prior.update(gold=bool(g.get("prior")), predicted=bool(p.get("prior")))
            prior.update(right=bool(g.get("prior") and p.get("prior")))
            right.append((key, g, p))
        taken = {id(row) for pair in pairs for row in pair}
        missed += [(key, g) for g in wanted if id(g) not in taken]
        spurious += [(key, p) for p in found if id(p) not in taken]
    return _summary(len(gold), counts, agree, prior, loose, missed, spurious, right)


def _summary(  # noqa: PLR0913, PLR0917 -- gathers what one pass counted
    documents: int,
    counts: Mapping[str, Counter[str]],
    agree: Counter[str],
    prior: Counter[str],
    loose: int,
    missed: Sequence[tuple[str, Row]],
    spurious: Sequence[tuple[str, Row]],
    right: Sequence[tuple[str, Row, Row]],
) -> Score:
    whole = {side: sum(c.values()) for side, c in counts.items()}
    kinds = sorted(set(counts["gold"]) | set(counts["predicted"]))
    return Score(
        documents=documents,
        all=Tally(**whole),
        kinds={k: Tally(**{side: c[k] for side, c in counts.items()}) for k in kinds},
        loose=Tally(gold=whole["gold"], predicted=whole["predicted"], right=loose),
        prior=Tally(**{side: prior[side] for side in ("gold", "predicted", "right")}),
        agree={f: agree[f] / whole["right"] if whole["right"] else 0.0 for f in EXTRA},
        missed=missed,
        spurious=spurious,
        right=right,
    )
