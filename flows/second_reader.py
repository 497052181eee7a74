"""A language model as second reader of the night: asked only where it pays, read from the archive of its answers.

    texts that wait ─► answer kept? ─no─► ask, within the caps ─► keep the answer
                            └────────yes────────────────┴─► gate ─► the model's reading, the joint reading

Nothing here can stop the night: what the model has not read stands as the grammar read it, and is taken up another night.
"""

import asyncio
import json
import logging
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from extractors.gate import speaks_of_production
from extractors.gazetteer import Gazetteer
from extractors.model import Announcement, Reading
from extractors.model_reader import PROMPT_VERSION, model_reading, read_answer
from extractors.model_reader.joint import joined
from extractors.model_reader.reading import language_of
from flows.declarations import Misuse
from flows.gazetteer import read_gazetteer
from flows.model_client import Asker, Exchange
from flows.night import Night
from flows.options import Failure
from flows.settings import ModelSettings
from warehouse.second_readings import (
    Kept,
    Reader,
    SecondOutcome,
    Text,
    append_answer,
    append_second,
    kept_answers,
    second_pending,
    texts_of,
)
from warehouse.state import open_state

log = logging.getLogger("plantwatch.night")
CHUNK = 32
ATTEMPTS = 3
"""Nights on which an answer that is of no use is asked for again."""


def second_reading(night: Night, state: Path | None = None) -> None:
    """Reads what the grammar has read and the model has not; says in the night's reasons what kept it from it.

    `state`: another state file than the settings'.
    """
    try:
        asyncio.run(_Second(night, state or night.settings.state).run())
    except (Failure, Misuse) as error:
        night.reasons.append(f"second reader: {error}")
    except Exception as error:
        night.reasons.append(f"second reader: {type(error).__name__}: {error}"[:500])
        log.exception("the second reader stopped")


def reader_of(settings: ModelSettings) -> Reader:
    """The second reader that the settings name."""
    return Reader(model=str(settings.model), prompt=PROMPT_VERSION, policy=settings.policy)


class _Second:
    """One night's second reading."""

    def __init__(self, night: Night, state: Path) -> None:
        self.night, self.settings, self.state = night, night.settings, state
        self.model = night.settings.model
        self.reader = reader_of(self.model)
        self.gazetteer: Gazetteer = read_gazetteer(night.settings)
        self.unanswered: list[tuple[Text, Exchange]] = []

    async def run(self) -> None:
        """All texts that wait, a chunk at a time."""
        pending = self._with_state(second_pending, self.reader)
        async with AsyncExitStack() as stack:
            asker = None
            if pending and self.model.base_url:
                asker = await stack.enter_async_context(Asker(self.model))
            for n in range(0, len(pending), CHUNK):
                texts = self._with_state(texts_of, pending[n : n + CHUNK])
                await self._chunk(texts, asker)
            if asker:
                self._close(asker)

    async def _chunk(self, texts: Sequence[Text], asker: Asker | None) -> None:
        speaking = [text for text in texts if _speaks(text)]
        keys = {text.revision_id: text.key(self.reader) for text in speaking}
        kept = self._kept(keys.values())
        if asker and not asker.closed:
            first = {keys[text.revision_id]: text for text in reversed(speaking)}
            await self._ask(asker, {k: t for k, t in first.items() if _open(kept.get(k))}, kept)
            kept = self._kept(keys.values())
        outcomes = [_silent(text) for text in texts if text.revision_id not in keys]
        waiting = 0
        for text in speaking:
            outcome = self._read(text, kept.get(keys[text.revision_id]))
            waiting += outcome is None
            outcomes += [outcome] if outcome else []
        if outcomes:
            self._with_state(append_second, outcomes, self.reader, self.night.recorded_at)
        self._count(outcomes, waiting)

    async def _ask(self, asker: Asker, texts: dict[str, Text], kept: dict[str, Kept]) -> None:
        def keep(key: str, exchange: Exchange) -> None:
            if exchange.timeout:
                self.unanswered.append((texts[key], exchange))
                return
            attempt = kept[key].attempts + 1 if key in kept else 1
            self._with_state(append_answer, self._row(texts[key], exchange, attempt))

        await asker.ask_all({key: text.document for key, text in texts.items()}, keep)

    def _row(self, text: Text, exchange: Exchange, attempt: int) -> dict[str, Any]:
        answer = exchange.answer
        outcome = answer.outcome if answer else "timeout" if exchange.timeout else "rejected"
        return {
            "answer_key": text.key(self.reader),
            "text_fingerprint": text.fingerprint,
            "model": self.reader.model,
            "prompt_version": self.reader.prompt,
            "revision_id": text.revision_id,
            "attempt": attempt,
            "outcome": outcome,
            "reason": answer.reason if answer else exchange.refused,
            "status": exchange.status,
            "request": json.dumps(exchange.request, ensure_ascii=False),
            "response": exchange.response,
            "tokens_in": exchange.tokens_in,
            "tokens_out": exchange.tokens_out,
            "seconds": exchange.seconds,
            "asked_at": exchange.asked_at,
            "recorded_at": self.night.recorded_at,
        }

    def _read(self, text: Text, kept: Kept | None) -> SecondOutcome | None:
        """None where it waits for another night."""
        if kept is None or (kept.outcome != "answered" and _open(kept)):
            return None
        if kept.outcome != "answered":
            return SecondOutcome(text=text, reason=f"{kept.outcome}: {kept.reason or ''}"[:500])
        reading = model_reading(
            read_answer(kept.response or ""),
            text.document,
            self.gazetteer,
            trust=self.model.confidence,
        )
        return SecondOutcome(text=text, reading=reading, joint=self._joint(text, reading))

    def _joint(self, text: Text, reading: Reading) -> list[Announcement]:
        return joined(
            text.grammar,
            reading.announcements,
            self.model.policy,
            language=language_of(text.document),
            accepted=text.accepted,
        )

    # what is told

    def _count(self, outcomes: Iterable[SecondOutcome], waiting: int) -> None:
        for outcome in outcomes:
            if outcome.reading is None:
                self.night.count(model_given_up=int(outcome.reason != NO_SIGN))
                continue
            found = outcome.reading
            self.night.count(model_read=1, model_announcements=len(found.announcements))
            self.night.count(**{f"model_dropped_{why}": n for why, n in found.dropped.items()})
        self.night.count(model_waiting=waiting)

    def _close(self, asker: Asker) -> None:
        """Counts what was spent, keeps what ran out of time though the endpoint answers, and says why it ended early."""
        spent = asker.spent
        self.night.count(model_calls=spent.calls, model_tokens=spent.tokens_in + spent.tokens_out)
        if asker.cap_reached or not asker.closed:
            for text, exchange in self.unanswered:
                kept = self._kept([text.key(self.reader)])
                attempts = sum(k.attempts for k in kept.values())
                self._with_state(append_answer, self._row(text, exchange, attempts + 1))
        left = self.night.counts.get("model_waiting", 0)
        if asker.closed:
            self.night.reasons.append(
                f"second reader: {asker.closed}; {left:,} texts are read by the grammar alone until another night"
            )

    def _kept(self, keys: Iterable[str]) -> dict[str, Kept]:
        return self._with_state(kept_answers, keys, self.night.recorded_at)  # type: ignore[no-any-return]

    def _with_state(self, work: Any, *arguments: Any) -> Any:
        with open_state(self.state) as connection:
            return work(connection, *arguments)


NO_SIGN = "no sign of production"


def _silent(text: Text) -> SecondOutcome:
    return SecondOutcome(text=text, reason=NO_SIGN)


def _speaks(text: Text) -> bool:
    d = text.document
    return speaks_of_production(d.text, d.title, language_of(d))


def _open(kept: Kept | None) -> bool:
    """Whether it may be asked (again)."""
    if kept is None:
        return True
    return kept.outcome not in ("answered", "refused") and kept.attempts < ATTEMPTS
