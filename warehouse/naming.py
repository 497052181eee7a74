"""Which plant and which scope an announcement is about: the gazetteer's answer, as rows of `resolutions`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from warehouse.statements import ALL, UNSAID

Row = dict[str, Any]
MEASURES = frozenset(
    [
        "tonnes",
        "kilograms",
        "litres",
        "barrels",
        "mw",
        "gw",
        "kw",
        "mwh",
        "gwh",
        "kwh",
        "twh",
        "m2",
        "m3",
        "km",
        "metres",
    ]
)

_SAME_UNIT = {"tons": "tonnes", "ton": "tonnes", "tonne": "tonnes"}
NOBODY = "nobody"
"""Key of what names no producer; it has no history."""
COUNTED = "units"
"""All counted nouns are one unit within a scope."""
_JOINED = re.compile(r"[,&/]|\b(?:and|и)\b")
CERTAIN = frozenset(["name", "company-place"])
"""Ways of telling a plant that what else an article names does not change."""
_NAME = re.compile(r"\b[A-ZА-ЯЁ][\w-]+")
_PLAIN_NOUNS = frozenset(
    ["vehicles", "units", "pieces", "items", "cars", "machines", "products", "examples", "copies"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What an announcement is about."""

    plant_id: str
    plant: str
    """Display name."""
    scope: str
    how: str


class Words(NamedTuple):
    """What an announcement says of plant and scope, alike for all that say the same."""

    plant: str
    product: str | None
    part: str | None
    company: str | None
    place: str | None
    kind: str
    at: date
    """First day of the year in which it was said: owners change by years."""


class GazetteerNames:
    """A gazetteer of `extractors` as the comparison sees it."""

    def __init__(self, gazetteer: Any) -> None:
        self.gazetteer = gazetteer
        self.version: str = gazetteer.version
        self._alone = lru_cache(maxsize=65_536)(self._placed)
        """Without the article around it: alike for all that say the same words."""

    def placed(self, said: Words, context: Sequence[str]) -> Placed:
        """By the rules of `extractors.resolution` and `extractors.scopes`; `context`: other names of the article, nearest first."""
        found = self._alone(said)
        return found if found.how in CERTAIN or not context else self._placed(said, context)

    def _placed(self, said: Words, context: Sequence[str] = ()) -> Placed:
        from extractors.resolution import resolve
        from extractors.scopes import scope_at

        found = resolve(
            self.gazetteer,
            said.plant,
            company=said.company,
            place=said.place,
            context=context,
            at=said.at,
            language="en",  # of the display name: one a plant, whatever the article's language
        )
        scope = scope_at(self.gazetteer, found, said.product, said.part)
        if said.kind == "start" and scope == ALL and self._is_maker(found.key):
            scope = UNSAID
        return Placed(
            plant_id=found.key,
            plant=found.display,
            scope=_with_more(scope, self._more_names(said.product)),
            how=found.how,
        )

    def related(self, key: str) -> frozenset[str]:
        """What a plant's figures are taken for: its company and those above it, a company's plants."""
        if key not in self.gazetteer.entries:
            return frozenset()
        near = {*self.gazetteer.family(key), *self.gazetteer.plants_of.get(key, ())}
        return frozenset(near - {key})

    def _is_maker(self, key: str) -> bool:
        """A company or group, of which nobody says that it starts: something of it does."""
        entry = self.gazetteer.entries.get(key)
        return entry is not None and entry.kind != "plant"

    def _more_names(self, product: str | None) -> list[str]:
        """What is named beside the first model: "Explorer and Capri" are not the Explorer."""
        from extractors.scopes import first_name, scope_of

        if not product or not _JOINED.search(product):
            return []
        hits = [h for h in self.gazetteer.find(product) if h.kind in ("model", "brand")]
        if not hits:
            return []
        known = {product[h.start : h.end].casefold() for h in hits}
        names = [first_name(self.gazetteer, h) for h in hits[1:]]
        names += [w for w in _NAME.findall(product) if not any(w.casefold() in k for k in known)]
        return sorted({scope_of(None, None, None, name).removeprefix("name:") for name in names})

    def rows(self) -> tuple[list[Row], list[Row]]:
        """Every entry, and every name it has or had."""
        entries = list(self.gazetteer.entries.values())
        return [_plant_row(e) for e in entries], [r for e in entries for r in _name_rows(e)]


def unit_class(unit: str | None) -> str:
    """The unit as the key has it: a measure is itself, everything that is counted is one unit."""
    folded = _SAME_UNIT.get((unit or "").casefold(), (unit or "").casefold())
    return folded if folded in MEASURES or not folded else COUNTED


def resolution_rows(
    names: GazetteerNames, found: Iterable[Mapping[str, Any]], at: datetime
) -> list[Row]:
    """A row for each announcement whose plant, scope or display name is not what it was."""
    rows = sorted(found, key=lambda r: (r["revision_id"], r["char_start"], r["announcement_id"]))
    by_text: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_text.setdefault(row["revision_id"], []).append(row)
    resolved = []
    for row in rows:
        placed = _place(names, row, by_text[row["revision_id"]])
        if (placed.plant_id, placed.plant, placed.scope) != (
            row["plant_id"],
            row["plant_shown"],
            row["scope"],
        ):
            resolved.append(_row(row, placed, names.version, at))
    return resolved


def _row(row: Mapping[str, Any], placed: Placed, version: str, at: datetime) -> Row:
    return {
        "announcement_id": row["announcement_id"],
        "plant_id": placed.plant_id,
        "plant": placed.plant,
        "scope": placed.scope,
        "how": placed.how,
        "gazetteer_version": version,
        "recorded_at": at,
    }


def _place(
    names: GazetteerNames, row: Mapping[str, Any], neighbours: Sequence[Mapping[str, Any]]
) -> Placed:
    near = sorted(neighbours, key=lambda r: abs(r["char_start"] - row["char_start"]))
    context = [n for other in near for n in (other["plant"], other["company"]) if n]
    said = row["said_on"] or (row["published_at"] or row["first_seen"]).date()
    words = Words(
        plant=row["plant"],
        product=row["product"] or _counted_thing(row["unit"]),
        part=row["part"],
        company=row["company"],
        place=row["place"],
        kind=row["kind"],
        at=said.replace(month=1, day=1),
    )
    return names.placed(words, tuple(dict.fromkeys(n for n in context if n != row["plant"])))


def _counted_thing(unit: str | None) -> str | None:
    """A counted noun tells the product where nothing else does: engines at a car plant are no cars."""
    noun = (unit or "").casefold()
    return None if not noun or noun in _PLAIN_NOUNS or unit_class(noun) != COUNTED else noun


def _with_more(scope: str, names: Sequence[str]) -> str:
    """One scope for several models, whichever is named first."""
    name, is_name = scope.removeprefix("name:"), scope.startswith("name:")
    if is_name and " " not in name and names:
        first, *others = sorted({name, *names})
        return " + ".join([f"name:{first}", *others])
    return " + ".join([scope, *names])


def _plant_row(entry: Any) -> Row:
    import json

    return {
        "plant_id": entry.id,
        "name": entry.display("en"),
        "kind": entry.kind,
        "company": entry.company,
        "place": entry.place,
        "country": entry.country,
        "main_product": entry.product,
        "external_ids": json.dumps(dict(entry.external), sort_keys=True)
        if entry.external
        else None,
    }


def _name_rows(entry: Any) -> list[Row]:
    named: list[tuple[str, str | None, str, int | None, int | None]] = [
        (n, lang, "name" if i == 0 else "alias", None, None)
        for lang in ("en", "ru")
        for i, n in enumerate(getattr(entry, lang))
    ]
    named += [(n, "local", "name", None, None) for n in entry.local]
    named += [(n, None, "brand", None, None) for n in entry.brands]
    for former in entry.former:
        named += [(n, None, "former", former.since, former.until) for n in former.names]
        if former.owner:
            named.append((former.owner, None, "owner", former.since, former.until))
    return [
        {
            "plant_id": entry.id,
            "name": name,
            "language": language,
            "role": role,
            "valid_from": since,
            "valid_to": until,
        }
        for name, language, role, since, until in dict.fromkeys(named)
    ]
