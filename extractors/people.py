"""Who says it: people, companies and bodies beside a verb of saying.

    find_speakers(paragraph, language, mentions, people) ─► Attribution(name, role, voice, spans)…

`people` is the memory of the article: full names met so far, so that "Sokolov said" is "Maxim Sokolov said" and
«министр» is the minister named before. See `remember`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from extractors.mentions import Mention
from extractors.model import Voice
from extractors.morphology import WORD, fold, nominative, stem
from extractors.persons import single_nominative
from extractors.producer_words import ProducerWords, producer_words

LONGEST_SENTENCE = 1500
"""Characters; a longer "sentence" (a table, noise) is read in pieces, so that cost stays linear."""
MOST_PEOPLE = 40
"""People remembered of one article."""
FARTHEST = 160
"""Characters between a verb of saying and its speaker, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone an article has named, with the role it gave."""

    name: str
    role: str | None = None
    voice: Voice = "producer"


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Attribution:
    """Characters [start, end) name the speaker of what stands in [scope_start, scope_end)."""

    start: int
    end: int
    name: str
    """Person in full and nominative, else company or body, in the words of the text."""
    role: str | None = None
    body: str | None = None
    """Company or authority that speaks itself."""
    said_verb: tuple[int, int] | None = None
    """Span of "said", «по словам»."""
    voice: Voice = "producer"
    said_on: tuple[int, int] | None = None
    """Span of the time of the saying ("in April" of "said in April"), where the text gives it."""
    scope_start: int = 0
    scope_end: int = 0
    is_person: bool = False
    is_generic: bool = False
    """"the company said": `name` is the generic word; whoever keeps the thread knows which company."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    key: str


@dataclass
class _Sentence:
    """A sentence with all that its speakers are found from; its words are told apart where they are asked for."""

    text: str
    start: int
    end: int
    language: str
    mentions: tuple[Mention, ...]
    people: tuple[Person, ...]
    lexicon: ProducerWords

    @cached_property
    def words(self) -> tuple[_Word, ...]:
        key, make = _key(self.language), partial(tuple.__new__, _Word)
        found = WORD.finditer(self.text, self.start, self.end)
        return tuple([make((m[0], *m.span(), key(m[0]))) for m in found])

    def has_verb(self) -> bool:
        """Whether it has a verb of saying or thinking."""
        return _has_verb(WORD.findall(self.text, self.start, self.end), self.language)


@dataclass(frozen=True, slots=True)
class _Cue:
    """What shows that somebody speaks: a verb, a phrase before the speaker, a colon before a quotation."""

    start: int
    end: int
    kind: str
    """`says`, `thinks`, `phrase` (the speaker follows), `colon` (the speaker stands before)."""


_PHRASES = {
    "en": re.compile(r"\b(?:[Aa]ccording to|in the words of|[Qq]uoted by|[Cc]iting|[Aa]s per)\b"),
    "ru": re.compile(
        r"\b(?:[Пп]о (?:его |её |ее |их )?(?:словам|оценк[еа]м?|мнению|данным|информации|сообщению|подсч[её]там|расч[её]там|прогноз(?:у|ам)"
        r"|прикидкам|утверждению|заявлению|версии|признанию)|[Сс]о ссылкой на|[Вв] сообщении|[Ии]з сводки)\b"
    ),
}
_COLON = re.compile(r":\s*(?=[\"“«„])")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[\"“«„(—–]?\s?[A-ZА-ЯЁ0-9])|\n")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_HE = {"en": frozenset({"he", "she"}), "ru": frozenset({"он", "она"})}
_HIS = re.compile(r" (?:его|её|ее) ")
LONG_QUOTE = 4
"""Words in quotes that are speech and no name."""
_WHEN = {
    "en": re.compile(
        r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:in|last|this) (?:January|February|March|April|May|June|July|August"
        r"|September|October|November|December|month|week|year|spring|summer|autumn|winter)|yesterday|today|earlier(?: this \w+)?)\b"
    ),
    "ru": re.compile(
        r"\b(?:сегодня|вчера|накануне|ранее|(?:в|во) (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|январе|феврале|марте"
        r"|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)|весной|летом|осенью|зимой)\b"
    ),
}


def find_speakers(
    text: str,
    language: str,
    mentions: Sequence[Mention],
    people: Iterable[Person] = (),
    *,
    asked: bool = False,
) -> list[Attribution]:
    """Attributions of one paragraph in the order of the text; of one verb at most one. Never raises.

    `asked`: the paragraph before ends with a question, so this one may be an interview's answer.
    """
    language = "ru" if language == "ru" else "en"
    known, found = tuple(people), list[Attribution]()
    if _says_nothing(text, language, mentions):
        return _interviewed(text, known, asked=asked)
    quotes = [m.span() for m in _QUOTED.finditer(text)] if _has_quotes(text) else []
    starts = [m.start for m in mentions]
    for start, end in _sentences(text):
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        sentence = _sentence(text, start, end, language, inside, known)
        new = _speakers(sentence)
        near = quotes[
            max(0, bisect_left(quotes, (start, 0)) - 1) : bisect_left(quotes, (end + 2, 0))
        ]
        found += [_scoped(a, sentence, near) for a in new]
        known = tuple(remember(known, new, sentence.mentions))
    return found or _interviewed(text, known, asked=asked)


def _says_nothing(text: str, language: str, mentions: Sequence[Mention]) -> bool:
    """Whether nobody is named and nothing in the paragraph can be a sign of speech: a look that saves all the rest."""
    if any(m.kind == "person" for m in mentions) or ":" in text or _has_quotes(text):
        return False
    return not _has_verb(WORD.findall(text), language) and not _PHRASES[language].search(text)


def _has_quotes(text: str) -> bool:
    return "«" in text or "“" in text or '"' in text or "„" in text


def _has_verb(words: Iterable[str], language: str) -> bool:
    lexicon = producer_words(language)
    keys = set(map(_key(language), words))
    return not (lexicon["says"].isdisjoint(keys) and lexicon["thinks"].isdisjoint(keys))


def _key(language: str) -> Callable[[str], str]:
    """What words are looked up by."""
    return stem if language == "ru" else fold


def remember(
    people: Iterable[Person], found: Iterable[Attribution], mentions: Iterable[Mention] = ()
) -> list[Person]:
    """The article's memory with the people of these attributions, the newest last; before them those only named."""
    new = {a.name: Person(name=a.name, role=a.role, voice=a.voice) for a in found if a.is_person}
    old = [p for p in people if p.name not in new]
    full = [m.name for m in mentions if m.kind == "person" and " " in m.name]
    known = {_surname(name) for name in (*new, *(p.name for p in old))} if full else set()
    named = dict.fromkeys(n for n in full if _surname(n) not in known)
    people = [*old, *(Person(name=n) for n in named), *new.values()]
    return people if len(people) <= MOST_PEOPLE else [people[0], *people[1 - MOST_PEOPLE :]]


def _interviewed(text: str, people: tuple[Person, ...], *, asked: bool) -> list[Attribution]:
    """An answer in an interview, after a question or a dash, is the first person's that the article has named."""
    answers = asked or text.lstrip().startswith(("— ", "– ", "- "))
    if not answers or text.rstrip().endswith("?") or not people:
        return []
    one = people[0]
    return [
        Attribution(
            start=0, end=0, name=one.name, role=one.role, voice=one.voice, scope_end=len(text), is_person=True
        )
    ]  # fmt: skip


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    return [
        (k, min(k + LONGEST_SENTENCE, b))
        for a, b in pairwise(cuts)
        for k in range(a, b, LONGEST_SENTENCE)
    ]


def _sentence(  # noqa: PLR0913, PLR0917 -- one place that gathers all
    text: str, start: int, end: int, language: str, mentions: Sequence[Mention], people: tuple[Person, ...]
) -> _Sentence:  # fmt: skip
    inside = tuple(m for m in mentions if start <= m.start and m.end <= end)
    return _Sentence(text, start, end, language, inside, people, producer_words(language))


def _speakers(s: _Sentence) -> list[Attribution]:
    found: list[Attribution] = []
    for cue in _cues(s):
        speaker = _officials(s, cue) or _person(s, cue) or _known(s, cue) or _body(s, cue)
        if speaker and not any(a.start == speaker.start for a in found):
            found.append(speaker)
    return found or _only_named(s)


def _officials(s: _Sentence, cue: _Cue) -> Attribution | None:
    """ "officials in Krasnoyarsk said after a meeting with Elena …": who stands right before the verb."""
    noun = _body_noun(s, cue) if s.language == "en" and cue.kind == "says" else None
    if noun is None or not 0 < cue.start - noun.end < 25 or noun.key in s.lexicon["person_role"]:
        return None
    person = _nearest(s, cue, frozenset({"person"}))
    near = person and _distance(person.start, person.end, cue) < 12
    return None if near or "," in s.text[noun.end : cue.start] else _body_said(s, noun, cue)


def _only_named(s: _Sentence) -> list[Attribution]:
    """A sentence with one person and no verb of saying: likely theirs; `said_verb` is None."""
    persons = [m for m in s.mentions if m.kind == "person" and not m.dateline]
    if len(persons) != 1:
        return []
    m = persons[0]
    a = _person(s, _Cue(m.end, m.end, "thinks"))
    return [replace(a, said_verb=None, said_on=None)] if a else []


def _cues(s: _Sentence) -> list[_Cue]:
    cues = [
        _Cue(m.start(), m.end(), "phrase")
        for m in _PHRASES[s.language].finditer(s.text, s.start, s.end)
    ]
    says, thinks = s.lexicon["says"], s.lexicon["thinks"]
    cues += [
        _Cue(w.start, w.end, kind)
        for w in (s.words if s.has_verb() else ())
        if (w.key in says or w.key in thinks) and w.text[0].islower()
        for kind, verbs in (("says", says), ("thinks", thinks))
        if w.key in verbs
    ]
    if _has_quotes(s.text):
        cues += [
            _Cue(m.start(), m.end(), "quote")
            for m in _QUOTED.finditer(s.text, s.start, s.end)
            if m.group().count(" ") >= LONG_QUOTE - 1
        ]
        cues += [_Cue(m.start(), m.end(), "colon") for m in _COLON.finditer(s.text, s.start, s.end)]
    return sorted(cues, key=lambda c: (c.kind in {"colon", "quote"}, c.start))


def _distance(start: int, end: int, cue: _Cue) -> int:
    """Characters between; FARTHEST and more on the side where this cue has no speaker."""
    if (cue.kind == "phrase" and end <= cue.start) or (cue.kind == "colon" and start >= cue.end):
        return FARTHEST + 1
    return max(start - cue.end, cue.start - end, 0)


def _nearest(s: _Sentence, cue: _Cue, kinds: frozenset[str]) -> Mention | None:
    near = [m for m in s.mentions if m.kind in kinds and _distance(m.start, m.end, cue) <= FARTHEST]
    return min(near, key=lambda m: _distance(m.start, m.end, cue), default=None)


def _person(s: _Sentence, cue: _Cue) -> Attribution | None:
    m = _nearest(s, cue, frozenset({"person"}))
    if m is None:
        return None
    full = next((p for p in reversed(s.people) if _same(p.name, m.name)), None)
    role = _role(s, m) or (full.role if full else None)
    name = full.name if full and " " not in m.name else m.name
    return _said(m.start, m.end, name, s, cue, role=role, known=full, is_person=True)


def _same(full: str, said: str) -> bool:
    """Surname alone, or, where it stands first (Lei Jun), the first word."""
    first = " " not in said and fold(full.split(maxsplit=1)[0]) == fold(said)
    return _surname(full) == _surname(said) or first


def _surname(name: str) -> str:
    return fold(name.rsplit(maxsplit=1)[-1])


def _said(  # noqa: PLR0913 -- one place that fills an Attribution
    start: int, end: int, name: str, s: _Sentence, cue: _Cue, *, role: str | None = None,
    known: Person | None = None, is_person: bool = False, body: str | None = None, generic: bool = False,
) -> Attribution:  # fmt: skip
    voice = known.voice if known and not role else _voice(s, role or body)
    verb = (cue.start, cue.end)
    when = _when(s, cue)
    return Attribution(
        start=start, end=end, name=name, role=role, body=body, said_verb=verb, voice=voice,
        said_on=when.span() if when else None, is_person=is_person, is_generic=generic,
    )  # fmt: skip


def _when(s: _Sentence, cue: _Cue) -> re.Match[str] | None:
    """The date of the saying: right behind its verb ("said in April"), or opening the sentence ("In April he said").

    Any other date in the sentence is what is spoken of: "will start in December, the mayor said on Thursday".
    """
    dates = list(_WHEN[s.language].finditer(s.text, s.start, s.end))
    behind = (m for m in dates if cue.end <= m.start() <= cue.end + 45)
    for m in behind:
        between = s.text[cue.end : m.start()]
        if not re.search(r"[,;:—–]|\bthat\b|\bчто\b", between):
            return m
    opening = (
        m for m in dates if m.start() - s.start <= 3 and m.end() <= cue.start <= m.end() + 60
    )
    return next(opening, None)


def _known(s: _Sentence, cue: _Cue) -> Attribution | None:
    """A surname, a pronoun or a role that stands for someone named before."""
    if not s.people:
        return None
    for w in sorted(s.words, key=lambda w: _distance(w.start, w.end, cue)):
        if _distance(w.start, w.end, cue) > FARTHEST // 2:
            return None
        person = _who(s, w, cue)
        if person:
            return _said(
                w.start, w.end, person.name, s, cue, role=person.role, known=person, is_person=True
            )
    return None


def _who(s: _Sentence, w: _Word, cue: _Cue) -> Person | None:
    if cue.kind == "phrase" and _HIS.search(s.text, cue.start, cue.end):
        return s.people[-1]
    if w.text.lower() in _HE[s.language] and _distance(w.start, w.end, cue) < 12:
        return s.people[-1]
    if w.key in s.lexicon["person_role"]:
        return next((p for p in reversed(s.people) if p.role and w.key in _keys(p.role)), None)
    if not w.text[:1].isupper():
        return None
    said = {w.text, single_nominative(w.text)} if s.language == "ru" else {w.text}
    return next((p for p in reversed(s.people) if any(_same(p.name, name) for name in said)), None)


def _role(s: _Sentence, m: Mention) -> str | None:
    """The role before the name or after its comma, as said."""
    before = [w for w in s.words if m.start - 80 <= w.start and w.end <= m.start]
    comma = s.text[m.end : m.end + 1] in {",", "("}
    after = [w for w in s.words if m.end <= w.start <= m.end + 40] if comma else []
    hits = [w for w in before if w.key in s.lexicon["person_role"]]
    if hits and "," not in s.text[hits[-1].end : m.start]:
        return s.text[hits[0].start : m.start].strip(" ,")
    hits = [w for w in after if w.key in s.lexicon["person_role"]]
    return s.text[after[0].start : hits[-1].end] if hits else None


def _keys(role: str) -> set[str]:
    return {k for w in WORD.findall(role) for k in (stem(w), fold(w))}


def _voice(s: _Sentence, role: str | None) -> Voice:
    keys = _keys(role or "")
    if keys & s.lexicon["authority_role"]:
        return "authority"
    return "outside" if keys & s.lexicon["outside_role"] else "producer"


_SPEAKS_BY_NAME = frozenset({"профсоюз", "банк", "агентств", "портал"})
_NAMED = frozenset({"company", "plant", "body", "brand"})


def _body(s: _Sentence, cue: _Cue) -> Attribution | None:
    if cue.kind == "quote":
        return None
    noun = _body_noun(s, cue)
    if noun and noun.key.startswith("spokes"):
        return _said(noun.start, noun.end, "company", s, cue, role=noun.text, generic=True)
    named = _nearest(s, cue, _NAMED | {"generic"}) if cue.kind != "colon" else None
    nearer = (
        named
        and noun
        and _distance(named.start, named.end, cue) < _distance(noun.start, noun.end, cue)
    )
    if noun and not nearer:
        return _body_said(s, noun, cue)
    return _named_body(s, cue, named) if named else None


def _named_body(s: _Sentence, cue: _Cue, named: Mention) -> Attribution | None:
    if cue.kind == "thinks" and named.kind != "body":
        return None
    if _distance(named.start, named.end, cue) > FARTHEST // 2:
        return None
    if named.kind == "generic":
        generic = named.generic_of == "company"
        return _said(named.start, named.end, named.name, s, cue, generic=True) if generic else None
    a = _said(named.start, named.end, named.name, s, cue, body=named.name)
    return _of_a_body(s, a, cue) if named.kind == "body" else a


def _of_a_body(s: _Sentence, a: Attribution, cue: _Cue) -> Attribution:
    """An outsider, but for a wire agency that only passes on what the producer said: "…, Interfax reported"."""
    name = (stem if s.language == "ru" else fold)(a.name)
    hidden = any(w.key in s.lexicon["unnamed"] for w in s.words)
    passes_on = name in s.lexicon["wire"] and cue.kind != "thinks" and not hidden
    return replace(a, voice="producer" if passes_on else "outside")


def _body_noun(s: _Sentence, cue: _Cue) -> _Word | None:
    bodies = s.lexicon["body"]
    near = [
        w for w in s.words if w.key in bodies and _distance(w.start, w.end, cue) <= FARTHEST // 2
    ]
    return min(near, key=lambda w: _distance(w.start, w.end, cue), default=None)


def _body_said(s: _Sentence, noun: _Word, cue: _Cue) -> Attribution:
    """ "Brandenburg business agency", «пресс-служба «Москвича»»: the noun with what belongs to it."""
    named = next((m for m in s.mentions if m.start == noun.end + 1 and m.kind in _NAMED), None)
    if named and s.language == "en" and noun.key not in s.lexicon["person_role"]:
        a = _said(named.start, named.end, named.name, s, cue, body=noun.text)
        return _of_a_body(s, a, cue) if named.kind == "body" else a
    start, end = (_english_body if s.language == "en" else _russian_body)(s, noun)
    owner = next((m for m in s.mentions if noun.end < m.end <= end and m.kind in _NAMED), None)
    if owner and s.language == "ru" and noun.key in s.lexicon["media"] | _SPEAKS_BY_NAME:
        a = _said(owner.start, owner.end, owner.name, s, cue, body=owner.name)
        return _of_a_body(s, a, cue)
    said = s.text[start:end]
    if s.language == "ru":
        head = " ".join(nominative(tuple(s.text[start : noun.end].split())))
        said = head + s.text[noun.end : end]
    return _said(start, end, said, s, cue, body=said)


def _english_body(s: _Sentence, noun: _Word) -> tuple[int, int]:
    i, start = s.words.index(noun), noun.start
    while (
        i > 0
        and s.text[s.words[i - 1].end : start] in {" ", "'", "’", "' ", "’ "}
        and noun.start - start < 60
    ):
        w = s.words[i - 1]
        if (
            w.key in {"the", "a", "an", "said", "its", "by", "to", "and", "of", "as", "s'"}
            or w.key in s.lexicon["says"]
        ):
            break
        i, start = i - 1, w.start
    return start, noun.end


def _russian_body(s: _Sentence, noun: _Word) -> tuple[int, int]:
    i = s.words.index(noun)
    start, end = noun.start, noun.end
    if i and s.words[i - 1].key.endswith("ск") and s.text[s.words[i - 1].end : start] == " ":
        start = s.words[i - 1].start if s.words[i - 1].key not in s.lexicon["says"] else start
    owner = next(
        (m for m in s.mentions if 0 <= m.start - end <= 2 and m.kind in _NAMED | {"place"}), None
    )
    if owner:
        closing = s.text[owner.end : owner.end + 1]
        end = owner.end + (closing == "»")
    elif i + 1 < len(s.words) and s.words[i + 1].key in {"статистик", "промышленност"}:
        end = s.words[i + 1].end
    return start, end


def _scoped(a: Attribution, s: _Sentence, quotes: list[tuple[int, int]]) -> Attribution:
    """The sentence, and the whole of a quotation that it begins, ends or adjoins."""
    start, end = s.start, s.end
    for first, last in quotes:
        if first < end + 2 and last > start - 2:
            start, end = min(start, first), max(end, last)
    return replace(a, scope_start=start, scope_end=end)
