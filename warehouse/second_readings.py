"""The second reader's part of the warehouse: texts that wait for it, its answers, its readings and the joint ones.

    model:NAME   what a model says of a text, as far as it passed the gate
    joint:NAME   what counts of grammar and model together, as the policy says

A version names all that the rows depend on: prompt, grammar and policy.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from extractors.model import Announcement, Document, Reading
from extractors.model_reader.joint import Values, values_of
from warehouse.ids import stable_id
from warehouse.readings import announcement_rows
from warehouse.state import Connection, append, query, transaction

Row = dict[str, Any]
GRAMMAR = "grammar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads beside the grammar."""

    model: str
    prompt: str
    policy: str

    def model_version(self, grammar: str) -> str:
        """Version of the model's own reading: its figures are read again by the grammar."""
        return f"{self.prompt}.{grammar}"

    def joint_version(self, grammar: str) -> str:
        """Version of the joint reading."""
        return f"{grammar}+{self.prompt}+{self.policy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A text that the second reader has not read."""

    revision_id: str
    article_id: str
    capture_id: str | None
    entry_id: str | None
    grammar_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is needed to read it, and what the grammar found in it."""

    waiting: Waiting
    document: Document
    places: tuple[tuple[int, int, int], ...]
    grammar: tuple[Announcement, ...]
    accepted: frozenset[Values] = frozenset()
    """Values of rows of its article that a person has accepted."""

    @property
    def revision_id(self) -> str:
        """The text."""
        return self.waiting.revision_id

    def key(self, reader: Reader) -> str:
        """Under which the answer is kept: model, prompt and article."""
        return stable_id("answer", [reader.model, reader.prompt, self.fingerprint])

    @property
    def fingerprint(self) -> str:
        """Of all that the question depends on."""
        d = self.document
        return stable_id("asked", [d.text, d.title, d.published])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The answers kept under one key: the best of them, and how many there are."""

    outcome: str
    reason: str | None
    response: str | None
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOutcome:
    """What came of one text: the model's reading with the joint rows, or why there is none and will be none."""

    text: Text
    reading: Reading | None = None
    joint: Sequence[Announcement] = ()
    reason: str | None = None


def second_pending(connection: Connection, reader: Reader) -> list[Waiting]:
    """Texts that wait, the newest first; those of a backlog last."""
    given = {"model": reader.model, "prompt": reader.prompt, "policy": reader.policy}
    return [Waiting(**row) for row in _rows(connection, query("second_pending"), given)]


def texts_of(connection: Connection, waiting: Sequence[Waiting]) -> list[Text]:
    """The texts themselves, in the same order, with the grammar's rows."""
    ids = [w.revision_id for w in waiting]
    articles = {
        row["revision_id"]: row for row in _rows(connection, f"FROM articles {_AMONG}", [ids])
    }
    paragraphs = _grouped(
        _rows(connection, f"FROM paragraphs {_AMONG} ORDER BY position", [ids]), "revision_id"
    )
    said = _grouped(
        _rows(
            connection,
            f"FROM announcements {_AMONG} AND extractor = '{GRAMMAR}' ORDER BY char_start, announcement_id",
            [ids],
        ),
        "revision_id",
    )
    accepted = _grouped(_rows(connection, query("accepted_rows"), [ids]), "revision_id")
    return [
        replace(
            _text(w, articles[name], paragraphs.get(name, []), said.get(name, [])),
            accepted=frozenset(values_of(said_in(row)) for row in accepted.get(name, ())),
        )
        for w in waiting
        if (name := w.revision_id) in articles
    ]


_AMONG = "WHERE revision_id IN (SELECT unnest(?))"


def _text(waiting: Waiting, article: Row, paragraphs: list[Row], said: list[Row]) -> Text:
    published = article["published_at"]
    language = article["language"]
    return Text(
        waiting=waiting,
        document=Document(
            text=article["text"],
            title=article["title"],
            published=published.date() if published else None,
            language=language if language in ("en", "ru") else None,
            url=article["url"],
            skip=frozenset(p["position"] for p in paragraphs if p["repeat_of"] is not None),
        ),
        places=tuple((p["position"], p["char_start"], p["char_end"]) for p in paragraphs),
        grammar=tuple(
            said_in(row) for row in said if row["extractor_version"] == waiting.grammar_version
        ),
    )


def said_in(row: Mapping[str, Any]) -> Announcement:
    """A row of `announcements` as the value that it was stored from (but for the place of its figure)."""
    names = (
        "plant", "kind", "low", "high", "unit", "per", "period_start", "period_end", "status", "prior", "product", "speaker", "part",
        "wording", "said_on", "voice", "quote", "confidence", "company", "place",
    )  # fmt: skip
    return Announcement(
        **{name: row[name] for name in names},
        start=row["char_start"],
        end=row["char_end"],
        rules=tuple(json.loads(row["rules"] or "[]")),
    )


def kept_answers(connection: Connection, keys: Iterable[str], known: datetime) -> dict[str, Kept]:
    """Key → its answers of the night `known` and before: one that can be used, else the newest."""
    sql = """
        SELECT answer_key, count(*) AS attempts,
               arg_max({'outcome': outcome, 'reason': reason, 'response': response}, (outcome = 'answered', attempt)) AS best
        FROM model_answers WHERE answer_key IN (SELECT unnest(?)) AND recorded_at <= ? GROUP BY answer_key
    """
    given = [sorted(set(keys)), known.astimezone(UTC).replace(tzinfo=None)]
    return {
        row["answer_key"]: Kept(attempts=row["attempts"], **row["best"])
        for row in _rows(connection, sql, given)
    }


def append_answer(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keeps an answer, once."""
    given = {**row, "answer_id": stable_id("answer_of", [row["answer_key"], row["attempt"]])}
    append(connection, "model_answers", [given], "answer_id")


def append_second(
    connection: Connection,
    outcomes: Sequence[SecondOutcome],
    reader: Reader,
    recorded_at: datetime,
) -> int:
    """Adds the model's readings and the joint ones in one transaction; returns how many texts were read."""
    readings: list[Row] = []
    said: list[Row] = []
    for outcome in outcomes:
        for reading, rows in _readings(outcome, reader, recorded_at):
            readings.append(reading)
            said += announcement_rows(rows, outcome.text.places, reading)
    with transaction(connection):
        append(connection, "readings", readings, "reading_id")
        append(connection, "announcements", said, "announcement_id")
    return sum(o.reading is not None for o in outcomes)


def _readings(
    outcome: SecondOutcome, reader: Reader, recorded_at: datetime
) -> Iterable[tuple[Row, Sequence[Announcement]]]:
    grammar = outcome.text.waiting.grammar_version
    alone = {
        "extractor": f"model:{reader.model}",
        "extractor_version": reader.model_version(grammar),
    }
    if outcome.reading is None:
        yield _reading(outcome, alone, "error", (), recorded_at), ()
        return
    found = outcome.reading.announcements
    yield _reading(outcome, alone, _named(found), found, recorded_at), found
    joint = {
        "extractor": f"joint:{reader.model}",
        "extractor_version": reader.joint_version(grammar),
    }
    yield _reading(outcome, joint, _named(outcome.joint), outcome.joint, recorded_at), outcome.joint


def _named(found: Sequence[Announcement]) -> str:
    return "read" if found else "nothing"


def _reading(
    outcome: SecondOutcome,
    by: Mapping[str, str],
    name: str,
    found: Sequence[Announcement],
    recorded_at: datetime,
) -> Row:
    w = outcome.text.waiting
    alone = by["extractor"].startswith("model:") and outcome.reading is not None
    dropped = dict(outcome.reading.dropped) if alone and outcome.reading else {}
    return {
        "reading_id": stable_id("reading", [w.revision_id, *by.values(), name]),
        "capture_id": w.capture_id,
        "entry_id": w.entry_id,
        "article_id": w.article_id,
        "revision_id": w.revision_id,
        **by,
        "outcome": name,
        "reason": outcome.reason,
        "attempt": 1,
        "announcements": len(found),
        "dropped": json.dumps(dropped, ensure_ascii=False) if dropped else None,
        "recorded_at": recorded_at,
    }


def _rows(connection: Connection, sql: str, parameters: Any) -> list[Row]:
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _grouped(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return groups
