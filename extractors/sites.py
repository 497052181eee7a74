"""Which plants of each maker an article names: "Kia" in an article about Žilina is mostly Kia's plant there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.gazetteer import Gazetteer

MOST = 3
"""More plants than so many are as good as many."""


@dataclass(slots=True)
class Sites:
    """How often an article names each plant of each maker; makers by id in the gazetteer, else by name."""

    makers: dict[str, str] = field(default_factory=dict)
    """By name as said: the maker's key."""
    plants: dict[str, str] = field(default_factory=dict)
    """By name, or name of the town: the plant's key."""
    named: dict[str, Counter[str]] = field(default_factory=dict)
    """By maker: how often each of its plants is named."""
    headlined: set[str] = field(default_factory=set)
    """Plants that the headline names."""

    def find(
        self,
        mentions: Sequence[Any],
        gazetteer: Gazetteer,
        makers_at: Mapping[str, Iterable[str]],
        head: int,
    ) -> None:
        """Counts the plants among the usable mentions of a text; its headline ends at character `head`.

        `makers_at`: by the id of a town, the makers named in the text that have a plant there.
        """
        for m in mentions:
            if m.kind in {"company", "brand"}:
                self.makers[m.name] = _maker_of(m, gazetteer)
        for m in mentions:
            if m.kind in {"plant", "place"}:
                for maker, plant in self._told_by(m, gazetteer, makers_at):
                    self.named.setdefault(maker, Counter())[plant] += 1
                    self.plants.update((name, plant) for name in (m.name, m.place) if name)
                    if m.start <= head:
                        self.headlined.add(plant)

    def _told_by(
        self, m: Any, gazetteer: Gazetteer, makers_at: Mapping[str, Iterable[str]]
    ) -> Iterator[tuple[str, str]]:
        """Maker and plant that a mention may name."""
        if m.plant_id in gazetteer.entries:
            entry = gazetteer.entries[m.plant_id]
            yield entry.company or entry.id, m.place_id or entry.place or entry.id
        elif m.kind == "plant" and m.company and (m.place_id or m.place):
            yield self._key(m.company), m.place_id or m.place.casefold()
        elif m.place_id:
            for maker in {self._key(name) for name in makers_at.get(m.place_id, ())}:
                yield maker, m.place_id

    def _key(self, maker: str) -> str:
        return self.makers.get(maker, maker.casefold())

    def traits(
        self, name: str, company: str | None, place: str | None, kind: str
    ) -> tuple[tuple[str, ...], float]:
        """What is seen of a producer; and how large a part of its maker's plants it is, where it is one of them."""
        named = self.named.get(self._key(company or name))
        if not named:
            return (f"no sites {kind}",), 0.0
        many = f"sites {min(MOST, len(named))} {kind}"
        plant = self.plants.get(place or name) or self.plants.get(name)
        if plant is None or plant not in named:
            headed = "headed site of" if self.headlined & named.keys() else "no headed site of"
            return (many, f"{headed} {kind}"), 0.0
        first = named.most_common(1)[0][0] == plant
        headed = "headed site" if plant in self.headlined else "site not headed"
        return (many, f"{many} chief {first}", headed), named[plant] / named.total()


def _maker_of(m: Any, gazetteer: Gazetteer) -> str:
    """The company that a mention names, by its id where the gazetteer knows one only."""
    known: Sequence[str] = [m.company_id] if m.company_id else m.candidates
    known = [e for e in known if e in gazetteer.entries]
    if len(known) != 1:
        return str(m.name).casefold()
    entry = gazetteer.entries[known[0]]
    return entry.company if entry.kind == "plant" and entry.company else entry.id
