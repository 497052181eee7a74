"""The text read from the top: who, when and what are being spoken of, and what is said of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from extractors.article_names import settle
from extractors.claims import Claim, Draft, drafted
from extractors.confidence import judged
from extractors.context import Context
from extractors.event_claims import event_claims, is_of_a_time, lasting_claims, old_plan_claims
from extractors.event_spots import find_spots
from extractors.figure_claims import figure_claim, is_figure
from extractors.figures import find_figures
from extractors.fiscal_times import year_end
from extractors.gate import is_telling
from extractors.gazetteer import Gazetteer
from extractors.makers import subject_of
from extractors.mentions import Mention, find_mentions, moved
from extractors.model import Announcement, Document
from extractors.people import Attribution, Person, find_speakers, remember
from extractors.revisions import find_revisions
from extractors.scenes import Scene
from extractors.sentences import Sentence, find_sentences
from extractors.table_claims import cell_claim
from extractors.tables import Cell, find_cells
from extractors.telling import WORTH, WORTH_OF_ARTICLE, likelihood
from extractors.times import times_of
from extractors.units import on_rails, unit_of_makers, unit_spoken_of

MOST_ROWS = 300
"""No article says more; what does is a data dump, and is cut off here."""
_START = attrgetter("start")
_DATED = frozenset({"year", "month", "day"})
LISTED_WITHIN = 1_500
"""Characters behind an event in which a list may go on with further ones."""
PEOPLE = 40
"""So many speakers are remembered by name."""


class Reader:
    """Reads one document once; `read` gives the rows, `refused` and `notes` say what became of the rest."""

    def __init__(
        self, document: Document, language: str, gazetteer: Gazetteer, *, explain: bool
    ) -> None:
        self.context = Context(document, language)
        self.context.who.language = language
        self.gazetteer, self.explain = gazetteer, explain
        self.refused: Counter[str] = Counter()
        self.notes: list[str] = []
        self.drafts: list[Draft] = []
        self.tags: Counter[str] = Counter()
        self.people: list[Person] = []
        self.cells: list[Cell] = []

    def read(self) -> list[Announcement]:
        document = self.context.document
        likely = self._likely(document.text, document.skip)
        title = document.title or ""
        if document.text.lstrip().startswith(title[:60]):
            title = ""
        likely_of_title = self._likely(title)
        best = max([0.0, *likely.values(), *likely_of_title.values()])
        if best < WORTH_OF_ARTICLE:
            if self.explain:
                self.notes.append("passed over: the words of no sentence announce anything")
            return []
        if title:
            self.context.titled = True
            self._read_text(title, frozenset(), likely_of_title)
            self.context.titled = False
            self.context.event = None  # its place is none of the text's
        language, published = self.context.language, self.context.published
        self.cells = find_cells(document.text, published, language)
        self._read_text(document.text, document.skip, likely)
        return judged(self.drafts, self.tags, self.refused, explain=self.explain)

    def _likely(self, text: str, skip: frozenset[int] = frozenset()) -> dict[Sentence, float]:
        """The sentences of a text, and how likely each is to tell something; 0 where it has neither figure nor event."""
        language = self.context.language
        return {
            s: likelihood(text[s.start : s.end])
            if is_telling(text, s.start, s.end, language)
            else 0.0
            for s in find_sentences(text, skip)
        }

    def _read_text(self, text: str, skip: frozenset[int], likely: Mapping[Sentence, float]) -> None:
        language, published = self.context.language, self.context.published
        quantities, periods = find_figures(text, published, language)
        self.context.year_end = self.context.year_end or year_end(text)
        self.context.first_year = min(
            (p.first.year for p in periods if p.first and p.grain in _DATED and not p.yearless),
            default=None,
        )
        self.context.unit = self.context.unit or unit_spoken_of(text, quantities)
        figures = _by_place([q for q in quantities if is_figure(q)])
        times = _by_place(periods)
        mentions, speakers = self._names(text, skip)
        made = unit_of_makers(mentions, self.gazetteer.entries)
        if self.context.unit is None:
            self.context.unit = made
        self.context.rails = self.context.rails or (made != "vehicles" and on_rails(text))
        self.context.who.weigh(text, mentions, [p.name for p in self.people])
        self.context.who.find_makers_at(mentions, self.gazetteer)
        self.context.who.find_sites(text, mentions, self.gazetteer)
        for sentence, share in likely.items():
            if not share:
                self._pass_over(text, sentence, mentions)
                continue
            scene = Scene(text=text, sentence=sentence, language=language)
            span = (sentence.start, sentence.end)
            scene.place(_within(figures, *span), _within(times, *span), _within(mentions, *span))
            scene.times = times_of(scene)
            scene.revised = find_revisions(scene)
            if share >= WORTH:
                self._read_scene(scene, speakers.get(sentence.line, ()))
            else:
                if self.explain:
                    self.notes.append(
                        f"line {sentence.line + 1} passed over: its words announce nothing"
                    )
                self._leave(scene)

    def _pass_over(self, text: str, sentence: Sentence, mentions: list[Mention]) -> None:
        """A sentence without figure or event only says who is being spoken of."""
        scene = Scene(text=text, sentence=sentence, language=self.context.language)
        scene.mentions = _within(mentions, sentence.start, sentence.end)
        self.context.who.read(scene)

    def _names(
        self, text: str, skip: frozenset[int]
    ) -> tuple[list[Mention], dict[int, list[Attribution]]]:
        """Mentions, and attributions by line, with spans in the whole text."""
        language = self.context.language
        lines = _lines(text, skip)
        named = settle(
            [find_mentions(line, language, self.gazetteer) for *_, line in lines], language
        )
        mentions: list[Mention] = []
        speakers: dict[int, list[Attribution]] = {}
        for (number, at, line), found in zip(lines, named, strict=True):
            said = find_speakers(line, language, found, self.people)
            self.people = remember(self.people, said)[-PEOPLE:]
            mentions += moved(found, at)
            speakers[number] = [_moved(a, at) for a in said]
        return mentions, speakers

    def _read_scene(self, scene: Scene, speakers: Sequence[Attribution]) -> None:
        start, end = scene.sentence.start, scene.sentence.end
        self.tags.update(c.tag.partition(".")[0] for c in scene.cues)
        self.context.attributions = [
            a for a in speakers if a.scope_start < end and start < a.scope_end
        ]
        if any(c.tag == "denied" for c in scene.cues):
            self._take(scene, "denied or rumoured", (scene.sentence.start, scene.sentence.start))
            self.context.who.read(scene)
            return
        for q in scene.quantities:
            cell = next((c for c in self.cells if c.start <= q.number_start < c.end), None)
            if cell is not None and not self.context.titled:
                said = cell_claim(scene, q, cell, self.context)
            else:
                said = figure_claim(scene, q, self.context)
            self._take(scene, said if isinstance(said, str) else [said], (q.start, q.end))
        claimed: list[Claim] = []
        event = self.context.event
        listed = event is not None and 0 <= start - event.sentence < LISTED_WITHIN
        for spot in find_spots(scene, listed=listed):
            if spot.group != "time" and is_of_a_time(scene, spot):
                continue
            made = event_claims(scene, spot, self.context)
            if not isinstance(made, str):
                made = [
                    c for c in made if not any(_is_told(c, d) for d in claimed)
                ] or "told already"
            claimed += [] if isinstance(made, str) else made
            self._take(scene, made, (scene.tokens[spot.first].start, scene.tokens[spot.last].end))
        for more in (
            lasting_claims(scene, self.context, claimed),
            old_plan_claims(scene, self.context, claimed),
        ):
            if not isinstance(more, str):
                self._take(scene, more, (scene.sentence.start, scene.sentence.end))
        self._leave(scene)

    def _leave(self, scene: Scene) -> None:
        """What the next sentences need to know of this one."""
        self.context.who.read(scene)
        self.context.note_times(scene)
        self.context.note_model(scene)
        self.context.subject = subject_of(scene)
        self.context.before = scene

    def _take(self, scene: Scene, said: list[Claim] | str, span: tuple[int, int]) -> None:
        if isinstance(said, str):
            self.refused[said.partition(":")[0]] += 1
            self._note(scene, span, f"refused: {said}")
            return
        if len(self.drafts) >= MOST_ROWS:
            self.refused["more rows than an article can have"] += len(said)
            return
        for claim in said:
            spoken = self._with_speaker(scene, claim, span)
            self.drafts.append(
                drafted(spoken, scene, titled=self.context.titled, language=self.context.language)
            )
            self._note(scene, span, f"is {_told(claim)}")

    def _note(self, scene: Scene, span: tuple[int, int], told: str) -> None:
        if self.explain:
            words = scene.text[slice(*span)]
            self.notes.append(f"line {scene.sentence.line + 1}: {words!r} {told}")

    def _with_speaker(self, scene: Scene, claim: Claim, span: tuple[int, int]) -> Claim:
        said = self.context.attribution(*span)
        if said is None:
            return claim
        day = None
        if said.said_on:
            a, b = said.said_on
            days = (p.resolve(done=True)[0] for p in scene.periods if p.start < b and a < p.end)
            day = next((d for d in days if self._may_be_said_on(d)), None)
        return replace(claim, speaker=self.context.speaker(said), voice=said.voice, said_on=day)

    def _may_be_said_on(self, day: date | None) -> bool:
        """A saying lies before its article, and not more than two years."""
        published = self.context.published
        return bool(day and published and timedelta(0) <= published - day <= timedelta(days=730))


def _is_told(claim: Claim, told: Claim) -> bool:
    """ "should begin in June, a restart after a pause": the second word tells the same start."""
    same = (claim.kind, claim.first, claim.last) == (told.kind, told.first, told.last)
    return same and claim.producer == told.producer and claim.status != told.status


def _told(c: Claim) -> str:
    number = (
        ""
        if c.low is None and c.high is None
        else f" {c.low}..{c.high} {c.unit or ''}{' a ' + c.per if c.per else ''}"
    )
    return f"{c.kind}{number} {c.first or ''}..{c.last or ''} of {c.producer.name}{' (prior)' if c.prior else ''}: {', '.join(c.rules)}"


def _lines(text: str, skip: frozenset[int]) -> list[tuple[int, int, str]]:
    """Number, beginning and words of each line that is to be read."""
    found, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if number not in skip and line.strip():
            found.append((number, at, line))
        at += len(line) + 1
    return found


def _moved(a: Attribution, by: int) -> Attribution:
    return replace(
        a,
        start=a.start + by,
        end=a.end + by,
        scope_start=a.scope_start + by,
        scope_end=a.scope_end + by,
        said_verb=a.said_verb and (a.said_verb[0] + by, a.said_verb[1] + by),
        said_on=a.said_on and (a.said_on[0] + by, a.said_on[1] + by),
    )


def _by_place(found: Sequence[Any]) -> list[Any]:
    return sorted(found, key=_START)


def _within(found: list[Any], start: int, end: int) -> list[Any]:
    """Those of `found` (sorted) that begin in [start, end)."""
    a = bisect_left(found, start, key=_START)
    return found[a : bisect_left(found, end, a, key=_START)]
