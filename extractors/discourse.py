"""Who is spoken of: producers named so far, kept up while the text is read from the top."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.gazetteer import Gazetteer
from extractors.lexicon import words
from extractors.scenes import Scene
from extractors.scoring import COMPANY_FORMS
from extractors.sites import Sites
from extractors.vocabulary import is_word

PRODUCERS = {"plant": 0.0, "company": 0.6, "brand": 1.0, "model": 2.2, "generic": 0.8, "place": 3.0}
"""Kinds of mention that may produce, with what is added to their distance."""
TOPIC_LINES = 1
"""After so many lines without a name the talk is of the article's own producer again."""
_AWAY = words(
    "for to from against than like unlike with into via per because owner owned supplier customer despite "
    "для у от против с со чем как через к над за"
)
"""After these a name is a customer, an owner or a comparison, seldom the producer."""
AT = words("in at on by of s near outside в на во под")
TELLING_BEFORE = (
    _AWAY | AT | words("the a an and its with while и а но где что которых новый new former of at")
)
"""Words right before a name that tell what part it plays."""
MEDIA = frozenset(
    {
        "reuters", "bloomberg", "wikipedia", "interfax", "tass", "afp", "ap", "cnbc", "cnn", "bbc", "nikkei", "xinhua", "pti", "ians", "dpa", "kallanish", "steelorbis", "getty", "youtube",
        "twitter", "facebook", "telegram", "instagram", "autonews", "subscribe", "автостат", "интерфакс", "риа", "риа новости", "тасс", "рбк", "коммерсант", "коммерсантъ", "ведомости", "известия", "автоцентр",
        "за рулем", "за рулём", "татар-информ", "regnum", "иа регнум", "газета.ru", "lenta.ru", "rambler", "википедия", "телеграм", "белта", "аеб", "росстат", "яндекс", "яндекс.метрика", "google", "нацкомстат", "нацстатком", "белстат", "госстат", "узстат", "sputnik", "спутник", "редакция", "минпромторг", "wall street journal",
        "new york times", "financial times", "associated press", "the verge", "electrek", "automotive news", "nhtsa", "eu", "us", "uk", "ес", "рф", "сша", "снг", "китай",
    }
)  # fmt: skip
"""Names that tell, and do not produce."""
_PARTS = words(
    "производство цех сборка линия конвейер проект production assembly line hall project shop"
)
"""What belongs to a plant and is none: "the Minsk works' assembly" is the Minsk works."""
_HEADS = COMPANY_FORMS | words(
    "new second third first mill fab smelter site facility project line shipyard yard gigafactory unit complex existing old main "
    "новый новая вторая второй первая площадка предприятие фабрика комбинат производство цех линия проект концерн корпорация производитель автопроизводитель "
    "автоконцерн автогигант верфь мощности"
)


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Producer:
    """Who produces, as far as the text has said."""

    name: str
    kind: str
    company: str | None = None
    place: str | None = None
    known: bool = False


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Spoken:
    """A producer named in a sentence before."""

    producer: Producer
    sentence: int
    opens: bool
    away: bool
    known: bool
    last: bool
    """The last one named in its sentence."""
    line: int = 0
    role: str = "running"
    first: bool = False
    """The first one named in its line."""


RECENT = 5
"""So many producers of earlier sentences may be meant."""


@dataclass(slots=True)
class Discourse:
    """Who is being spoken of after the sentences read so far."""

    language: str = "en"
    topic: Producer | None = None
    """The producer last spoken of."""
    plant: Producer | None = None
    """The plant last spoken of, for "the plant"."""
    company: Producer | None = None
    topic_line: int = 0
    main: Producer | None = None
    """The producer that the article is about."""
    people: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    """Names that may be no names: capitals that only ever open a sentence."""
    weight: Counter[str] = field(default_factory=Counter)
    """How often each producer is named, headline and opening counting more."""
    recent: list[Spoken] = field(default_factory=list)
    """Producers of the last sentences, the latest first."""
    section: Spoken | None = None
    """The producer that the latest heading names."""
    paragraph: Spoken | None = None
    """The first producer of the latest paragraph that names one."""
    line: int = -1
    """The line that `paragraph` stands in."""
    sentence: int = 0
    """How many sentences have been read."""
    rank: dict[str, int] = field(default_factory=dict)
    """Producers by how often they are named, the first 0."""
    headlined: set[str] = field(default_factory=set)
    """Those that the headline names."""
    said: Counter[str] = field(default_factory=Counter)
    """How often each has been named so far."""
    laid: Counter[str] = field(default_factory=Counter)
    laid_to_maker: Counter[str] = field(default_factory=Counter)
    """How many figures and events have been laid to each, and to each maker."""
    laid_last: str | None = None
    teacher: Callable[[int, int, Sequence[Any]], None] | None = None
    """Where given, lays each place to whom it is really of."""
    judged: list[Any] | None = None
    """Where given, every choice is noted: (first and last character, candidates)."""
    makers_at: dict[str, tuple[frozenset[str], str | None]] = field(default_factory=dict)
    """By the id of a town: the article's makers that the gazetteer knows to have a plant there, and the one of its main plant."""
    sites: Sites = field(default_factory=Sites)
    """The plants of each maker that the article names."""
    kept: dict[Any, Any] = field(default_factory=dict)
    """What is seen of producers until something more is read or laid (extractors/whose.py)."""
    barred: dict[int, bool] = field(default_factory=dict)
    """By the identity of a mention of the text: whether it is no producer."""

    def weigh(self, text: str, mentions: Sequence[Any], people: Iterable[str]) -> None:
        """Looks through all mentions of a text beforehand: who is it about, and which names are no producer's."""
        self.kept.clear()
        self.barred.clear()
        self.people |= {word for name in people for word in (name, name.split()[-1]) if name}
        self.people |= {
            w for m in mentions if m.kind == "person" for w in (m.name, m.name.split()[-1])
        }
        inside = Counter(m.name for m in mentions if not m.opens)
        self.weak |= {m.name for m in mentions if _is_weak(m, inside[m.name], self.language)}
        best: dict[str, Any] = {}
        head = _end_of_headline(text)
        for m in mentions:
            if m.kind in {"plant", "company", "brand"} and not self.is_no_producer(text, m):
                name = m.company if m.kind == "plant" and m.company else m.name
                self.weight[name] += (3 if m.start <= head else 1) * (
                    1 if m.kind == "plant" and not m.company else 2 if is_known(m) else 1
                )
                best.setdefault(name, m)
        self.headlined |= {n for m in mentions if m.start <= head for n in (m.name, m.company) if n}
        order = sorted(self.weight, key=lambda n: (-self.weight[n], n))
        self.rank = {name: n for n, name in enumerate(order)}
        if self.weight and self.main is None:
            name = max(self.weight, key=lambda n: self.weight[n])
            m = best[name]
            whole = m.kind != "plant" or not m.company
            self.main = Producer(
                name=name, kind=m.kind if whole else "company", company=m.company, known=is_known(m)
            )

    def find_makers_at(self, mentions: Sequence[Any], gazetteer: Gazetteer) -> None:
        """Looks up beforehand which of the makers named in the article have plants in the towns named in it."""
        named: dict[str, Counter[str]] = {}
        for m in mentions:
            if m.kind in {"plant", "company", "brand"}:
                ids = {m.plant_id, m.company_id} if m.plant_id or m.company_id else {*m.candidates}
                name = m.company if m.company and not m.plant_id else m.name
                for one in ids - {None} if len(ids) < 3 else ():
                    named.setdefault(one, Counter())[name] += 1
        for town in {m.place_id for m in mentions if m.place_id}:
            there = gazetteer.by_place.get(town, ())
            held = {e: {n for n in named if gazetteer.belongs(e, (n,))} for e in there}
            theirs = [e for e in there if held[e]]
            owners = {n for e in theirs for n in held[e]}
            chief = {n for e in gazetteer.main_plants(theirs) for n in held[e]}
            names = [name for n in sorted(chief) for name in named[n].elements()]
            best = max(names, key=names.count, default=None)
            everybody = frozenset(name for n in owners for name in named[n])
            if everybody:
                one_maker = len({_top(gazetteer, n) for n in chief}) == 1
                self.makers_at[town] = everybody, best if one_maker else None

    def find_sites(self, text: str, mentions: Sequence[Any], gazetteer: Gazetteer) -> None:
        """Counts beforehand which plants of each maker are named."""
        usable = [m for m in mentions if m.kind == "place" or not self.is_no_producer(text, m)]
        makers_at = {town: makers for town, (makers, _) in self.makers_at.items()}
        self.sites.find(usable, gazetteer, makers_at, _end_of_headline(text))

    def maker_at(self, maker: str | None, mention: Any) -> str | None:
        """`maker`, where it may have a plant in the town of a mention; else who is known to have one there."""
        known = self.makers_at.get(mention.place_id or "")
        return maker if known is None or known[1] is None or maker in known[0] else known[1]

    def lay(self, producer: Producer) -> None:
        """Takes note that a figure or event was laid to a producer."""
        self.kept.clear()
        self.laid[producer.name] += 1
        self.laid_to_maker[producer.company or producer.name] += 1
        self.laid_last = producer.name

    def is_no_producer(self, text: str, m: Any) -> bool:
        """A person, an agency of the dateline, a word that only opens a sentence, a bare word for a plant."""
        if id(m) not in self.barred:
            self.barred[id(m)] = self._is_no_producer(text, m)
        return self.barred[id(m)]

    def _is_no_producer(self, text: str, m: Any) -> bool:
        if m.kind == "generic":
            return False
        if is_of_a_country(m):
            return True
        if m.name in self.people or m.name in self.weak or is_bare(m.name):
            return True
        if m.name.casefold() in MEDIA or _owned_once(text, m) or _are_products(m):
            return True
        if _is_a_platform(text, m) or _SUM.match(m.name):
            return True
        return not is_known(m) and (_is_in_dateline(text, m) or _is_an_alias(text, m))

    def read(self, scene: Scene) -> None:
        """Takes note of a sentence that has been dealt with."""
        self.kept.clear()
        self.sentence += 1
        if not scene.mentions:
            if scene.sentence.role == "heading":
                self.section = None
            return
        self._keep(scene)
        named = [
            m
            for m in scene.mentions
            if m.kind in {"plant", "company", "brand"}
            and not is_away(m)
            and not self.is_no_producer(scene.text, m)
            and (is_known(m) or self.weight[m.name] > 1)
        ]
        if not named:
            self._read_place(scene)
            return
        opening = [m for m in named if m.opens]
        plants = [m for m in named if m.kind == "plant"]
        pick = (plants or opening or named)[0]
        if opening or plants or scene.sentence.role != "running" or self.topic is None:
            self._take(self.producer(pick, scene), scene.sentence.line)
        for m in named:
            if m.kind == "company" and (m.opens or self.company is None):
                self.company = self.producer(m, scene)

    def _keep(self, scene: Scene) -> None:
        """Who was named, for the sentences that follow."""
        named = [
            m
            for m in scene.mentions
            if m.kind in {"plant", "company", "brand", "place"}
            and not self.is_no_producer(scene.text, m)
            and not (m.kind == "plant" and is_bare(m.name))
        ]
        spoken = [
            Spoken(
                producer=self.producer(m, scene),
                sentence=self.sentence,
                opens=m.opens,
                away=is_away(m),
                known=is_known(m),
                last=m is named[-1],
                line=scene.sentence.line,
                role=scene.sentence.role,
                first=m is named[0] and scene.sentence.line != self.line,
            )
            for m in named
            if m.kind != "place" or m.opens or (m.follows or "") in AT
        ]
        if spoken and scene.sentence.role == "heading":
            self.section = spoken[0]
        elif scene.sentence.role == "heading":
            self.section = None
        if spoken and scene.sentence.line != self.line:
            self.paragraph = next((s for s in spoken if not s.away), spoken[0])
            self.line = scene.sentence.line
        names = {s.producer.name for s in spoken}
        self.said.update(s.producer.name for s in spoken)
        older = [s for s in self.recent if s.producer.name not in names]
        self.recent = [*reversed(spoken), *older][:RECENT]

    def _read_place(self, scene: Scene) -> None:
        places = [m for m in scene.mentions if m.kind == "place" and m.opens]
        if places and scene.sentence.role in {"heading", "item"}:
            self._take(self.producer(places[0], scene), scene.sentence.line)

    def _take(self, producer: Producer, line: int = 0) -> None:
        self.topic_line = line
        self.topic = producer
        if producer.kind == "plant":
            self.plant = producer
        elif producer.kind == "company":
            self.company = producer

    def maker(self, scene: Scene, mention: Any) -> str | None:
        """The company that a plant or place named without one belongs to."""
        near = [m for m in scene.mentions if m is not mention and self._trusted(scene, m)]
        if near:
            return str(
                min(
                    near,
                    key=lambda m: (
                        abs(m.start - mention.start) + (40 if m.start > mention.start else 0)
                    ),
                ).name
            )
        found = self.company or self.main
        return found.company or found.name if found else None

    def _trusted(self, scene: Scene, m: Any) -> bool:
        """A company or brand that the article or the gazetteer knows."""
        return (
            m.kind in {"company", "brand"}
            and (is_known(m) or self.weight[m.name] > 1 or m.opens)
            and not self.is_no_producer(scene.text, m)
        )

    def carried(self, scene: Scene) -> Producer | None:
        """Who is spoken of where a sentence names nobody."""
        away = scene.sentence.line - self.topic_line
        if self.topic is not None and (away <= TOPIC_LINES or self.main is None):
            return self.topic
        return self.main or self.topic

    def has_one_maker(self) -> bool:
        """Whether the article is about one producer only, so far as names tell."""
        total = sum(self.weight.values())
        return self.main is not None and self.weight[self.main.name] > 0.66 * total

    def producer(self, mention: Any, scene: Scene) -> Producer:
        """What a mention stands for; "the plant" and "it" stand for what was spoken of."""
        if mention.kind == "generic" or (mention.kind == "plant" and is_bare(mention.name)):
            return self._resolved(mention, scene)
        if mention.kind == "plant" and mention.company and (mention.head or "") in _PARTS:
            return Producer(name=mention.company, kind="company", company=mention.company)
        if mention.kind in {"plant", "place"} and not mention.company and not mention.plant_id:
            maker = self.maker_at(self.maker(scene, mention), mention)
            return Producer(
                name=joined(maker, mention.name),
                kind="plant",
                company=maker,
                place=mention.place or mention.name,
            )
        return Producer(
            name=mention.name, kind=mention.kind, company=mention.company, place=mention.place
        )

    def _resolved(self, mention: Any, scene: Scene) -> Producer:
        """What "the plant", "its plant", "the company" and "it" stand for."""
        plant = mention.generic_of == "plant" or mention.kind == "plant"
        owner = self._owner(mention, scene) if plant else None
        if owner is not None:
            return owner
        if plant:
            found = (
                self.topic
                if self.topic and self.topic.kind == "plant"
                else self.plant or self.topic
            )
            found = self.topic if mention.possessive and self.topic else found
        elif mention.generic_of == "company":
            found = self.company or self.topic
        else:
            found = self.topic
        return found or self.main or Producer(name=mention.name, kind="generic")

    def _owner(self, mention: Any, scene: Scene) -> Producer | None:
        """The company named before "its plant" in the same sentence."""
        before = [
            m
            for m in scene.mentions
            if m.start < mention.start and self._trusted(scene, m) and not is_away(m)
        ]
        if not before or not (mention.possessive or before[-1].opens):
            return None
        return self.producer(before[-1], scene)


def _end_of_headline(text: str) -> int:
    """Characters of the first line, or of as much as a headline is where there is but one."""
    return text.find("\n") if "\n" in text else 200


def _top(gazetteer: Gazetteer, entry_id: str) -> str:
    """The company of a plant, else the entry itself."""
    return gazetteer.entries[entry_id].company or entry_id


def joined(maker: str | None, name: str) -> str:
    """ "Volkswagen" and "plant in Mexico": "Volkswagen plant in Mexico"."""
    return name if not maker or maker.casefold() in name.casefold() else f"{maker} {name}"


def is_bare(name: str) -> bool:
    """Whether a name is only a word for a plant or company ("the factory"), or too short to be one."""
    words = [
        w for w in name.casefold().replace("«", " ").replace("»", " ").split() if w not in _HEADS
    ]
    return not words or (len(words) == 1 and len(words[0]) < 2)


def is_away(mention: Any) -> bool:
    return (mention.follows or "") in _AWAY


def is_of_a_country(m: Any) -> bool:
    """ "Russian factories", «заводы страны»: many plants, of no one company."""
    return m.kind == "plant" and m.plural and not m.company and (not m.place or bool(m.country))


def is_known(m: Any) -> bool:
    """In the gazetteer, or a plant told by its company or place."""
    return bool(
        m.plant_id or m.candidates or m.company_id or (m.kind == "plant" and (m.company or m.place))
    )


def _is_weak(m: Any, inside: int, language: str) -> bool:
    """One unknown word in capitals that stands nowhere but at the opening of a sentence, and may be no name."""
    if is_known(m) or m.in_quotes or m.kind not in {"company", "brand"} or " " in m.name.strip():
        return False
    short = len(m.name) < 3
    telling = sum(c.isupper() for c in m.name) > 1 and not m.name.isupper()
    return short or (inside == 0 and m.opens and not telling and is_word(m.name, language))


_DATELINE = re.compile(r"\s*[^\n]{0,90}?(?:\s[-–—]{1,2}\s|/\.?\s|--\s?\(|\)\s*[-–—]|[-–—]{2})")


_OWNED_ONCE = re.compile(
    r"\b(?:previously|formerly|once) (?:owned|run|operated|held|used) by (?:the )?$"
    r"|\b(?:ранее|раньше|прежде|когда-то) (?:принадлеж\w+|управля\w+) [«\"]?$|\bпринадлежавш\w+ (?:ранее |прежде )?[«\"]?$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?:\b[A-ZА-ЯЁ][\w-]*|[»\"]) \([«\"]?$")
_BEFORE = 40
"""Characters before a name that are looked at."""


def _owned_once(text: str, m: Any) -> bool:
    """ "the site previously owned by Volvo": told of its past alone."""
    before = text[max(0, m.start - _BEFORE) : m.start]
    return before.endswith((" ", "«", '"')) and _OWNED_ONCE.search(before) is not None


def _are_products(m: Any) -> bool:
    """ "Not Volvos but Urals": what is made, and nobody who makes it."""
    return m.kind in {"company", "brand"} and m.text == f"{m.name}s"


_SUM = re.compile(r"(?:производство|выпуск|production of|output of)\s", re.IGNORECASE)
"""Headings of statistics: «Производство автомобилей в России»."""
_PLATFORM = re.compile(r"[»”\"']?\s{0,2}(?:platform|architecture|платформ)", re.IGNORECASE)
_ON_PLATFORM = re.compile(
    r"(?:платформ\w{1,3}|архитектур\w{1,3}|platform)\s[«“\"]?$", re.IGNORECASE
)


def _is_a_platform(text: str, m: Any) -> bool:
    """ "on the global GEM platform", «на платформе СМА»."""
    if is_known(m) or m.kind != "company":
        return False
    return bool(
        _PLATFORM.match(text, m.end) or _ON_PLATFORM.search(text, max(0, m.start - 16), m.start)
    )


def _is_an_alias(text: str, m: Any) -> bool:
    """ "AMO (Automobile Motor Society)": another name of the one before."""
    closes = text[m.end : m.end + 2].lstrip('»"').startswith(")")
    return closes and _BRACKETED.search(text[max(0, m.start - _BEFORE) : m.start]) is not None


def _is_in_dateline(text: str, m: Any) -> bool:
    """ "SEATTLE, Jan 9 (Agency) - …": place and agency before the dash."""
    start = text.rfind("\n", 0, m.start) + 1
    if m.start - start > 90 or not (
        text[start:].lstrip()[:3].isupper()
        or "(" in text[start : m.start]
        or "/" in text[start : m.start]
    ):
        return False
    found = _DATELINE.match(text, start)
    return bool(found and m.end <= found.end())
