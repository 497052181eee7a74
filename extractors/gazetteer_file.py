"""`plants.toml` read strictly: what a row may hold, and errors that say file, line, key and what to do."""

import re
import tomllib
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

KINDS = ("plant", "company", "brand", "group")
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class GazetteerError(ValueError):
    """The gazetteer file is wrong; the message names file, line and key."""


class FormerRow(msgspec.Struct, forbid_unknown_fields=True, rename={"since": "from"}):
    """A former name or owner: `{ names = ["…"], owner = "id", from = 2007, until = 2023 }`."""

    names: list[Name] = []
    owner: Id | None = None
    since: int | None = None
    until: int | None = None


class EntryRow(msgspec.Struct, forbid_unknown_fields=True):
    """One `[[plant]]`."""

    id: Id
    kind: str
    en: list[Name] = []
    ru: list[Name] = []
    local: list[Name] = []
    company: Id | None = None
    former: list[FormerRow] = []
    brands: list[Name] = []
    models: list[Name] = []
    wary: list[Name] = []
    place: Id | None = None
    country: Country | None = None
    product: Id | None = None
    sole: bool = False
    only: list[Id] = []
    external: dict[str, str] = {}


class PlaceRow(msgspec.Struct, forbid_unknown_fields=True):
    """One `[[place]]`."""

    id: Id
    en: list[Name]
    country: Country
    ru: list[Name] = []
    adj: list[Name] = []
    people: list[Name] = []
    wide: bool = False


def read_rows(text: str, file: str) -> tuple[list[EntryRow], list[PlaceRow]]:
    """Rows of the file in their order; raises GazetteerError on the first thing wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"{file}: not TOML: {error}; mend that line") from error
    for key in raw.keys() - {"plant", "place"}:
        raise GazetteerError(
            f"{_at(text, file, 0, key)}: unknown key; only [[plant]] and [[place]]"
        )
    lines = Lines(text, file)
    entries = _converted(raw.get("plant", []), EntryRow, "plant", lines)
    places = _converted(raw.get("place", []), PlaceRow, "place", lines)
    _check(entries, places, lines)
    return entries, places


class Lines:
    """Where the n-th table of a kind, and a key in it, stand in the file."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.heads: dict[str, list[int]] = {}
        self.all = text.splitlines()
        for number, line in enumerate(self.all, 1):
            if head := re.match(r"\s*\[\[\s*(\w+)\s*\]\]", line):
                self.heads.setdefault(head.group(1), []).append(number)

    def at(self, table: str, index: int, key: str = "") -> str:
        """`plants.toml:17: plant.company`, the line of the key, else of the table."""
        heads = self.heads.get(table, [])
        first = heads[index] if index < len(heads) else 1
        line = next(
            (
                n
                for n in self._block(first)
                if re.match(rf"\s*{re.escape(key)}\s*=", self.all[n - 1])
            ),
            first,
        )
        return f"{self.file}:{line}: {table}{'.' + key if key else ''}"

    def _block(self, first: int) -> Iterable[int]:
        for number in range(first + 1, len(self.all) + 1):
            if self.all[number - 1].lstrip().startswith("[["):
                return
            yield number


def _at(text: str, file: str, start: int, key: str) -> str:
    line = next(
        (
            n
            for n, s in enumerate(text.splitlines(), 1)
            if n > start and s.lstrip(" [").startswith(key)
        ),
        1,
    )
    return f"{file}:{line}: {key}"


def _converted(raw: Any, row: Any, table: str, lines: Lines) -> list[Any]:
    if not isinstance(raw, list):
        raise GazetteerError(f"{lines.file}: {table}: write [[{table}]], one for each")
    rows = []
    for index, item in enumerate(raw):
        try:
            rows.append(msgspec.convert(item, row, strict=True))
        except msgspec.ValidationError as error:
            raise GazetteerError(
                f"{lines.at(table, index, _key_of(str(error)))}: {error}"
            ) from error
    return rows


def _key_of(message: str) -> str:
    found = re.search(r"at `\$\.(\w+)", message) or re.search(r"field `(\w+)`", message)
    return found.group(1) if found else ""


def _check(entries: list[EntryRow], places: list[PlaceRow], lines: Lines) -> None:
    _once(entries, "plant", lines)
    _once(places, "place", lines)
    ids, towns = {e.id for e in entries}, {p.id for p in places}
    for index, entry in enumerate(entries):
        if entry.kind not in KINDS:
            where = lines.at("plant", index, "kind")
            raise GazetteerError(f'{where}: "{entry.kind}" is none of {", ".join(KINDS)}')
        for key, problem in (*_problems(entry, ids, towns), *_owner_problems(entry, ids)):
            raise GazetteerError(f"{lines.at('plant', index, key)}: {problem}")
    _one_sole_plant(entries, lines)


def _once(rows: list[Any], table: str, lines: Lines) -> None:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row.id in seen:
            raise GazetteerError(
                f'{lines.at(table, index, "id")}: "{row.id}" stands twice; rename one'
            )
        seen.add(row.id)


def _problems(entry: EntryRow, ids: set[str], towns: set[str]) -> Iterable[tuple[str, str]]:
    names = {*entry.en, *entry.ru, *entry.local, *entry.brands, *entry.models}
    names |= {name for former in entry.former for name in former.names}
    if not (entry.en or entry.ru):
        yield "id", f'"{entry.id}" has no name; give en or ru'
    if entry.company is not None and (entry.company not in ids or entry.company == entry.id):
        yield "company", f'no other entry has the id "{entry.company}"'
    if entry.place is not None and entry.place not in towns:
        yield "place", f'no [[place]] has the id "{entry.place}"; add one'
    if entry.sole and not (entry.kind == "plant" and entry.company):
        yield "sole", "only a plant with a company can be its only one"
    for name in entry.wary:
        if name not in names:
            yield "wary", f'"{name}" is no name of this entry'
    for name in names:
        if not re.search(r"[^\W_]", name):
            yield "en", f'"{name}" has no letter or digit'


def _owner_problems(entry: EntryRow, ids: set[str]) -> Iterable[tuple[str, str]]:
    for former in entry.former:
        if former.owner is not None and former.owner not in ids:
            yield "former", f'no entry has the id "{former.owner}"'


def _one_sole_plant(entries: list[EntryRow], lines: Lines) -> None:
    sole: dict[str, str] = {}
    for index, entry in enumerate(entries):
        if entry.company and entry.kind == "plant":
            other = sole.get(entry.company)
            if other and (entry.sole or other.startswith("!")):
                raise GazetteerError(
                    f'{lines.at("plant", index, "sole")}: "{entry.company}" has another plant '
                    f'("{other.lstrip("!")}"), so none is its only one'
                )
            sole[entry.company] = ("!" if entry.sole else "") + entry.id
