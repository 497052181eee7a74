"""Which reader `extract` and `evaluate` use: the grammar, a model, or both. Neither network nor openai for the first."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from extractors.gazetteer import Gazetteer
from extractors.model import Document, Reading
from flows.settings import ModelSettings

if TYPE_CHECKING:
    from flows.model_client import Exchange

WINDOW = 64


class ReaderName(StrEnum):
    """As `--reader` takes it."""

    GRAMMAR = "grammar"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a reader made of a document; `failure` says why a model's part of it is missing."""

    reading: Reading
    failure: str | None = None


class Readers:
    """Reads documents one after the other, with a model some at a time."""

    def __init__(  # noqa: PLR0913
        self,
        name: ReaderName,
        settings: ModelSettings,
        gazetteer: Gazetteer,
        *,
        base_url: str | None = None,
        model: str | None = None,
        explain: bool = False,
    ) -> None:
        """`base_url` and `model` win over the settings; without either PLANTWATCH_MODEL names the model. Raises Misuse, Failure."""
        self.name, self.gazetteer, self.explain = name, gazetteer, explain
        self.failures, self.last_failure = 0, ""
        self.dropped: Counter[str] = Counter()
        if name is ReaderName.GRAMMAR:
            return
        from flows.model_client import Asker

        self.settings = msgspec.structs.replace(
            settings,
            base_url=base_url or settings.base_url,
            model=model or os.environ.get("PLANTWATCH_MODEL") or settings.model,
        )
        self.asker = Asker(self.settings, capped=False)

    def read(self, told: Iterable[tuple[Any, Document]]) -> Iterator[tuple[Any, Read]]:
        """Each document's key with what was read, in order."""
        if self.name is ReaderName.GRAMMAR:
            for key, document in told:
                yield key, Read(reading=self._by_grammar(document))
            return
        rest = iter(told)
        while window := list(islice(rest, WINDOW)):
            yield from self._by_model(window)

    def told(self) -> str:
        """What the model was asked, and what of its answers did not pass the gate; empty for the grammar."""
        if self.name is ReaderName.GRAMMAR:
            return ""
        spent = self.asker.spent
        told = f"{spent.calls:,} calls, {spent.tokens_in:,} tokens in, {spent.tokens_out:,} out"
        dropped = ", ".join(f"{n} {why}" for why, n in self.dropped.most_common())
        return f"{told}; dropped: {dropped or 'nothing'}"

    def _by_grammar(self, document: Document) -> Reading:
        from extractors.announcements import extract  # what no other command needs

        return extract(document, self.gazetteer, explain=self.explain)

    def _by_model(self, window: list[tuple[Any, Document]]) -> Iterator[tuple[Any, Read]]:
        asked = {n: document for n, (_, document) in enumerate(window) if _speaks(document)}
        answers = asyncio.run(self._answers(asked))
        for n, (key, document) in enumerate(window):
            yield (
                key,
                self._read(document, answers.get(n)) if n in asked else self._unasked(document),
            )

    async def _answers(self, asked: dict[int, Document]) -> "dict[int, Exchange]":
        found: dict[int, Exchange] = {}
        async with self.asker:
            await self.asker.ask_all(asked, found.__setitem__)
        return found

    def _unasked(self, document: Document) -> Read:
        """Without a sign of production the grammar finds nothing either."""
        return Read(reading=self._by_grammar(document))

    def _read(self, document: Document, exchange: "Exchange | None") -> Read:
        from extractors.model_reader import model_reading
        from extractors.model_reader.joint import joined
        from extractors.model_reader.reading import language_of

        answer = exchange.answer if exchange else None
        grammar = self._by_grammar(document) if self.name is ReaderName.BOTH else Reading()
        if answer is None or answer.outcome != "answered":
            self.failures, self.last_failure = self.failures + 1, self._why(exchange)
            return Read(reading=grammar, failure=self.last_failure)
        said = model_reading(answer, document, self.gazetteer, trust=self.settings.confidence)
        self.dropped.update(said.dropped)
        if self.name is ReaderName.MODEL:
            return Read(reading=said)
        rows = joined(
            grammar.announcements, said.announcements, "both", language=language_of(document)
        )
        return Read(reading=replace(said, announcements=tuple(rows)))

    def _why(self, exchange: "Exchange | None") -> str:
        if exchange is None:
            return self.asker.closed or self.asker.last_failure or "the endpoint did not answer"
        if exchange.answer:
            return f"{exchange.answer.outcome}: {exchange.answer.reason}"
        return exchange.refused or f"no answer within {self.settings.seconds:g} s"


def _speaks(document: Document) -> bool:
    from extractors.gate import speaks_of_production
    from extractors.model_reader.reading import language_of

    return speaks_of_production(document.text, document.title, language_of(document))
