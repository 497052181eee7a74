"""What a changed gazetteer may resolve otherwise: old and new definitions in, the words that it could concern out.

    definitions(gazetteer) ─► Definition…        concern(old, new) ─► Concern: ids, and whether a text could be meant

A text is concerned where it has all words of a name of something that was added, removed or changed, of what is above
or below it (its company, its town, its plants), before or after. That is wider than what the look-up finds, never narrower.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from extractors.gazetteer import Entry, Gazetteer, Place, keys_of
from extractors.morphology import stem, words_of
from extractors.version import EXTRACTOR_VERSION

Keys = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An entry or a place of a gazetteer, as far as resolution depends on it."""

    id: str
    digest: str
    """Of all that the file says of it, and of the version of the reader."""
    keys: Keys
    """Stems of the words of each of its names."""
    above: tuple[str, ...]
    """Its company, its place and its former owners."""


def definitions(gazetteer: Gazetteer) -> list[Definition]:
    """Of every entry and place, in the order of the file; places have `place:` before their id."""
    found: list[tuple[str, Entry | Place, tuple[str, ...]]] = [
        (e.id, e, _above(e)) for e in gazetteer.entries.values()
    ]
    found += [(f"place:{p.id}", p, ()) for p in gazetteer.places.values()]
    return [
        Definition(
            id=name, digest=_digest(repr(one)), keys=tuple(sorted(keys_of(one))), above=above
        )
        for name, one, above in found
    ]


def _above(entry: Entry) -> tuple[str, ...]:
    owners = [f.owner for f in entry.former if f.owner]
    place = [f"place:{entry.place}"] if entry.place else []
    return tuple(dict.fromkeys([*filter(None, [entry.company]), *place, *owners]))


def _digest(said: str) -> str:
    return blake2b(f"{EXTRACTOR_VERSION} {said}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What may be resolved otherwise."""

    ids: frozenset[str]
    """Entries: what was resolved to one of them."""
    names: Mapping[str, Sequence[tuple[str, ...]]]
    """First stem of a name → the stems of all its words."""

    def touches(self, text: str) -> bool:
        """Whether the text has all words of one of the names, in whatever order and number."""
        said = {stem(word) for word, _, _ in words_of(text)}
        said |= {one.removesuffix("s") for one in said}
        return any(said.issuperset(key) for one in said for key in self.names.get(one, ()))


def concern(old: Sequence[Definition], new: Sequence[Definition]) -> Concern | None:
    """What differs between two gazetteers; None where their common part stands in another order: everything."""
    before, after = ({d.id: d for d in one} for one in (old, new))
    if [d.id for d in old if d.id in after] != [d.id for d in new if d.id in before]:
        return None
    changed = {
        name
        for name in before.keys() | after.keys()
        if _digest_of(before.get(name)) != _digest_of(after.get(name))
    }
    ids = _above_all(_below_all(changed, (*old, *new)), (*old, *new))
    names: dict[str, list[tuple[str, ...]]] = {}
    for one in (*old, *new):
        for key in one.keys if one.id in ids else ():
            names.setdefault(key[0], []).append(key)
    return Concern(ids=frozenset(ids), names=names)


def _digest_of(one: Definition | None) -> str | None:
    return one.digest if one else None


def _above_all(ids: Iterable[str], known: Iterable[Definition]) -> set[str]:
    up: dict[str, set[str]] = {}
    for one in known:
        up.setdefault(one.id, set()).update(one.above)
    return _reached(ids, up)


def _below_all(ids: Iterable[str], known: Iterable[Definition]) -> set[str]:
    down: dict[str, set[str]] = {}
    for one in known:
        for above in one.above:
            down.setdefault(above, set()).add(one.id)
    return _reached(ids, down)


def _reached(ids: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    left = list(ids)
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += ways.get(one, ())
    return found
