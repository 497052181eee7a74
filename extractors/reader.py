"""The text read from the top: who, when and what are being spoken of, and what is said of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any

from extractors.claims import Claim, as_row
from extractors.context import Context
from extractors.event_claims import event_claims
from extractors.events import find_events
from extractors.figure_claims import figure_claim, is_figure
from extractors.figures import find_figures
from extractors.gazetteer import Gazetteer
from extractors.model import Announcement, Document
from extractors.names import find_mentions, find_speakers
from extractors.scenes import Scene, read_scene
from extractors.sentences import find_sentences
from extractors.times import spoken_times
from extractors.units import unit_spoken_of


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
        self.rows: list[Announcement] = []
        self.titled = False

    def read(self) -> list[Announcement]:
        document = self.context.document
        if document.title and not document.text.lstrip().startswith(document.title[:60]):
            self.titled = True
            self._read_text(document.title, frozenset())
            self.titled = False
        self._read_text(document.text, document.skip)
        return self.rows

    def _read_text(self, text: str, skip: frozenset[int]) -> None:
        language, published = self.context.language, self.context.published
        quantities, periods = find_figures(text, published, language)
        self.context.unit = self.context.unit or unit_spoken_of(text, quantities)
        figures = _by_place([q for q in quantities if is_figure(q)])
        times = _by_place([p for p in periods if p.first or p.role == "earlier"])
        mentions = _by_place(find_mentions(text, language, self.gazetteer))
        speakers = _by_place(find_speakers(text, language, self.gazetteer))
        self.context.who.weigh(mentions)
        for sentence in find_sentences(text, skip):
            scene = read_scene(text, sentence, language)
            span = (sentence.start, sentence.end)
            scene.place(_within(figures, *span), _within(times, *span), _within(mentions, *span))
            self._read_scene(scene, _within(speakers, *span))

    def _read_scene(self, scene: Scene, speakers: Sequence[Any]) -> None:
        self.context.speaker = speakers[0].name if speakers else None
        for q in scene.quantities:
            said = figure_claim(scene, q, self.context)
            self._take(
                scene, said if isinstance(said, str) else [said], scene.text[q.start : q.end]
            )
        for event in find_events(scene):
            self._take(
                scene,
                event_claims(scene, event, self.context),
                scene.words(event.first, event.last),
            )
        self.context.who.read(scene)
        if self.titled or scene.sentence.role == "headline" or scene.sentence.line <= 1:
            self.context.note_headline(spoken_times(scene))

    def _take(self, scene: Scene, said: list[Claim] | str, what: str) -> None:
        where = f"line {scene.sentence.line + 1}: {what!r}"
        if isinstance(said, str):
            self.refused[said.partition(":")[0]] += 1
            if self.explain:
                self.notes.append(f"{where} refused: {said}")
            return
        for claim in said:
            self.rows.append(as_row(claim, scene, titled=self.titled))
            if self.explain:
                self.notes.append(f"{where} is {_told(claim)}")


def _told(c: Claim) -> str:
    number = (
        ""
        if c.low is None and c.high is None
        else f" {c.low}..{c.high} {c.unit or ''}{' a ' + c.per if c.per else ''}"
    )
    return f"{c.kind}{number} {c.first or ''}..{c.last or ''} of {c.producer.name}{' (prior)' if c.prior else ''}: {', '.join(c.rules)}"


def _by_place(found: Sequence[Any]) -> list[Any]:
    return sorted(found, key=lambda f: f.start)


def _within(found: list[Any], start: int, end: int) -> list[Any]:
    """Those of `found` (sorted) that begin in [start, end)."""
    a = bisect_left(found, start, key=lambda f: f.start)
    return found[a : bisect_left(found, end, key=lambda f: f.start)]
