"""What annotated articles teach the reader: for each of its choices the traits it had, and what would have been right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extractors import learnt
from extractors.choice import of_maker
from extractors.figures import find_figures
from extractors.gate import is_telling
from extractors.gazetteer import Gazetteer
from extractors.reader import Reader
from extractors.resolution import Resolution, resolve
from extractors.scopes import scope_at
from extractors.scoring import same_name
from extractors.sentences import find_sentences
from extractors.telling import SHARES, words_of
from tests.quality import document

Row = Mapping[str, Any]
Days = tuple[date | None, date | None]

THEMES = ("start planned", "start done", "stop planned", "stop done")
CLASSES: dict[str, tuple[str, ...]] = {
    "figures": ("none", "target", "output", "capacity", "investment"),
    "prior": ("standing", "prior"),
    "events": ("none", *THEMES),
    "prior_events": ("standing", "prior"),
    "telling": SHARES,
}
OPTIONS = ("figure_times", "event_times", "producers", "products", "sites")
REPEATS = 0.35
"""A place that is so likely to tell an event of its article is no example of none."""
_EVENTS = frozenset({"start", "stop"})


@dataclass(slots=True)
class Lessons:
    """Lists by choice; of classes (document, traits, label), of options (document, traits of each, which are right, theme)."""

    figures: list[Any] = field(default_factory=list)
    prior: list[Any] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    prior_events: list[Any] = field(default_factory=list)
    telling: list[Any] = field(default_factory=list)
    figure_times: list[Any] = field(default_factory=list)
    event_times: list[Any] = field(default_factory=list)
    producers: list[Any] = field(default_factory=list)
    products: list[Any] = field(default_factory=list)
    sites: list[Any] = field(default_factory=list)

    def add(self, other: "Lessons") -> None:
        for name in (*CLASSES, *OPTIONS):
            getattr(self, name).extend(getattr(other, name))


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteer makes of names in one language."""

    names: Gazetteer
    language: str

    def scope(self, row: Row, product: str | None) -> str:
        """The scope that a product has at the row's plant."""
        return scope_at(self.names, self._resolved(row["plant"]), product)

    def key(self, row: Row) -> str:
        """What the history of a row's plant is kept under."""
        return self._resolved(row["plant"]).key

    def key_of(self, producer: Any) -> str:
        """The same of a producer as read."""
        return self._resolved(producer.name, producer.company, producer.place).key

    def _resolved(
        self, name: str, company: str | None = None, place: str | None = None
    ) -> Resolution:
        return resolve(self.names, name, company=company, place=place, language=self.language)


def days(row: Row) -> Days:
    a, b = row["period_start"], row["period_end"]
    return (date.fromisoformat(a) if a else None, date.fromisoformat(b) if b else None)


class Gold:
    """The gold rows of a document by their places."""

    def __init__(self, doc: Row) -> None:
        self.text = doc["text"]
        self.rows = [(self._span(r), r) for r in doc["announcements"]]

    def _span(self, row: Row) -> tuple[int, int] | None:
        quote = row.get("quote")
        at = self.text.find(quote) if quote else -1
        return (at, at + len(quote)) if quote and at >= 0 else None

    def at(self, start: int, end: int) -> list[Row]:
        """Rows whose quote touches a place, and those that have none."""
        return [r for span, r in self.rows if span is None or (span[0] < end and start < span[1])]

    def of_figure(self, q: Any) -> list[Row]:
        """Rows that a quantity tells."""
        return [r for r in self.at(q.number_start, q.number_end) if _has_number(q, r)]

    def told_elsewhere(self, q: Any) -> bool:
        """Whether its number is that of some row, wherever that is told."""
        return any(_has_number(q, r) for _, r in self.rows)


def _has_number(q: Any, row: Row) -> bool:
    if row["kind"] in _EVENTS or (row["kind"] == "investment") != (q.figure == "money"):
        return False
    ends = {(q.low, q.high), (q.as_reached().low, q.as_reached().high)}
    if None in {q.low, q.high}:  # "not more than", as denied
        ends.add((q.high, q.low))
    return any(_equal(a, row["low"]) and _equal(b, row["high"]) for a, b in ends)


def _equal(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(b))


class Teacher:
    """Tells a reader at work what each place really says, so that the next choice is learnt beside right ones."""

    def __init__(self, doc: Row, gold: Gold, reader: Reader) -> None:
        self.gold, self.context = gold, reader.context
        self.told: dict[int, list[Row]] = {}
        published = reader.context.published
        for q in find_figures(doc["text"], published, doc["lang"])[0]:
            self.told[q.number_start] = gold.of_figure(q)

    def figure(self, at: int, titled: bool) -> tuple[Any, Days, str | None]:  # noqa: FBT001 -- as the reader asks
        rows = [] if titled else self.told.get(at, [])
        if not rows:
            return None, (None, None), None
        return rows[0]["kind"], days(rows[0]), rows[0]["product"]

    def event(self, start: int, end: int, group: str, titled: bool) -> Any:  # noqa: FBT001 -- as the reader asks
        """(kind, status, days) of the start or stop that is told at a place, of several one of its group."""
        rows = [] if titled else [r for r in self.gold.at(start, end) if r["kind"] in _EVENTS]
        rows.sort(key=lambda r: (group in _EVENTS and r["kind"] != group, bool(r.get("prior"))))
        return (rows[0]["kind"], rows[0]["status"], days(rows[0])) if rows else None

    def lay(self, start: int, end: int, candidates: Sequence[Any]) -> None:
        if self.context.titled:
            return
        rows = [r for at, some in self.told.items() if start <= at < end for r in some]
        rows += [r for r in self.gold.at(start, end) if r["kind"] in _EVENTS]
        right = [c for c in candidates for r in rows if same_name(r, c.producer.name)]
        if right:
            self.context.who.lay(right[0].producer)


def lessons(doc: Row, names: Gazetteer, *, taught: bool) -> Lessons:
    """What one article teaches; `taught`: each choice is made beside right ones, else beside the reader's own."""
    reader, gold = Reader(document(doc), doc["lang"], names, explain=False), Gold(doc)
    if taught:
        teacher = Teacher(doc, gold, reader)
        reader.context.teacher, reader.context.who.teacher = teacher.figure, teacher.lay
        reader.context.event_teacher = teacher.event
    reader.context.judged, reader.context.who.judged = [], []
    reader.read()
    judged = [j for j in reader.context.judged if not j.titled]
    known = Known(names, doc["lang"])
    school = _School(doc["id"], gold, dict(reader.context.who.judged), judged, known)
    for j in judged:
        if j.what == "figure":
            school.figure(j)
    school.events([j for j in judged if j.what == "event"])
    school.sentences(doc["text"], doc["lang"])
    return school.made


class _School:
    """One article's choices held against its gold rows."""

    def __init__(
        self, key: str, gold: Gold, who: Mapping[Any, Any], judged: Sequence[Any], known: Known,
    ) -> None:  # fmt: skip
        self.key, self.gold, self.who, self.known = key, gold, who, known
        self.offered = {(j.what, j.start, j.end): j.options for j in judged if " " in j.what}
        self.made = Lessons()

    def sentences(self, text: str, language: str) -> None:
        """Which sentences hold a row."""
        for s in find_sentences(text):
            if is_telling(text, s.start, s.end, language):
                told = any(
                    span
                    for span, _ in self.gold.rows
                    if span and span[0] < s.end and s.start < span[1]
                )
                words = words_of(text[s.start : s.end])
                self.made.telling.append((self.key, words, SHARES[told]))

    def figure(self, j: Any) -> None:
        q = j.options[0]
        rows = self.gold.of_figure(q)
        if len({r["kind"] for r in rows}) > 1 or (not rows and self.gold.told_elsewhere(q)):
            return
        kind = rows[0]["kind"] if rows else "none"
        self.made.figures.append((self.key, j.traits, kind))
        if not rows:
            return
        if kind in {"target", "capacity", "investment"}:
            self._prior(self.made.prior, j, kind, rows[0])
        offered = self.offered["figure time", j.start, j.end]
        self._time(self.made.figure_times, offered, rows, kind)
        self._producer(self.who.get((q.start, q.end)), rows, kind)
        self._product(self.offered.get(("figure product", j.start, j.end)), rows, kind)

    def _prior(self, to: list[Any], j: Any, theme: str, row: Row) -> None:
        label = "prior" if row.get("prior") else "standing"
        to.append((self.key, [*j.traits, f"kind {theme}"], label))

    def _time(self, to: list[Any], offered: Sequence[Any], rows: Sequence[Row], theme: str) -> None:
        wanted = {days(r) for r in rows}
        right = [o.days in wanted for o in offered]
        if any(right):
            to.append((self.key, [o.traits for o in offered], right, theme))

    def _producer(self, candidates: Any, rows: Sequence[Row], theme: str) -> None:
        if not candidates or len(candidates) < 2:
            return
        right = [any(same_name(r, c.producer.name) for r in rows) for c in candidates]
        if any(right):
            self.made.producers.append(
                (self.key, [dict(c.traits) for c in candidates], right, theme)
            )
            self._site(candidates, right, rows, theme)

    def _site(
        self, candidates: Sequence[Any], right: Sequence[bool], rows: Sequence[Row], theme: str
    ) -> None:
        """Of a company that is one of a row's names, and its plants: which the history of that row is of."""
        keys = {self.known.key(r) for r in rows}
        for one in (c for c, holds in zip(candidates, right, strict=True) if holds):
            family = of_maker(one, candidates)
            meant = [self.known.key_of(c.producer) in keys for c in family]
            if any(meant) and len({c.producer.name for c in family}) > 1:
                self.made.sites.append((self.key, [dict(c.traits) for c in family], meant, theme))
                return

    def _product(self, offered: Any, rows: Sequence[Row], theme: str) -> None:
        """The gold's own words, where an option has them; else all that are of its scope."""
        if not offered or len(offered) < 2:
            return
        said = {(r["product"] or "").casefold().strip("«»") for r in rows}
        right = [(o.name or "").casefold().strip("«»") in said for o in offered]
        if not any(right):
            scopes = {self.known.scope(r, r["product"]) for r in rows}
            right = [self.known.scope(rows[0], o.name) in scopes for o in offered]
        if any(right):
            self.made.products.append((self.key, [o.traits for o in offered], right, theme))

    def events(self, spots: Sequence[Any]) -> None:
        """Each gold event goes to the place in its quote that suits it best; its rivals there teach nothing."""
        held: dict[int, list[Row]] = {}
        touched: set[int] = set()
        for span, row in self.gold.rows:
            if row["kind"] not in _EVENTS:
                continue
            near = [
                n
                for n, j in enumerate(spots)
                if span is None or (span[0] < j.end and j.start < span[1])
            ]
            ranked = sorted(near, key=lambda n: -self._suits(spots[n], row))
            good = [n for n in ranked if span is not None or self._suits(spots[n], row) >= 3]
            if good:
                held.setdefault(good[0], []).append(row)
            group = row["kind"]
            touched |= {
                n for n in near if spots[n].options[0].group in {group, "make", "hint", "time"}
            }
        themes = {f"{r['kind']} {r['status']}" for _, r in self.gold.rows if r["kind"] in _EVENTS}
        for n, j in enumerate(spots):
            if n in held:
                self._event(j, held[n])
            elif n not in touched and not self._may_repeat(j, themes):
                self.made.events.append((self.key, j.traits, "none"))

    def _may_repeat(self, j: Any, themes: set[str]) -> bool:
        """Whether a place outside all quotes seems to tell what a row tells already, as a headline does."""
        told = learnt.classes("events").read(j.traits)
        return sum(told.get(t, 0.0) for t in themes) > REPEATS

    def _suits(self, j: Any, row: Row) -> float:
        group, theme = j.options[0].group, f"{row['kind']} {row['status']}"
        offered = self.offered["event time", j.start, j.end]
        return (
            (2 if group == row["kind"] else 1 if group == "make" else 0)
            + any(o.days == days(row) for o in offered)
            + learnt.classes("events").read(j.traits).get(theme, 0.0)
        )

    def _event(self, j: Any, rows: Sequence[Row]) -> None:
        theme = f"{rows[0]['kind']} {rows[0]['status']}"
        self.made.events.append((self.key, j.traits, theme))
        if rows[0]["status"] == "planned":
            self._prior(self.made.prior_events, j, theme, rows[0])
        standing = [r for r in rows if not r.get("prior")] or rows
        at = j.start, j.end
        self._time(self.made.event_times, self.offered["event time", *at], standing, theme)
        self._producer(self.who.get(at), rows, theme)
        self._product(self.offered.get(("event product", *at)), standing, theme)
