"""What a model is asked, and what is made of whatever it answers."""

import hashlib
import json
from pathlib import Path

import pytest

from extractors.definition import NOT_ANNOUNCEMENTS, ROWS, TIME, field_table, kind_list
from extractors.model_reader import PROMPT_VERSION, read_answer
from extractors.model_reader.prompt import Dialect, article_message, instructions, request, simpler
from extractors.model_reader.schema import SCHEMA
from tests.second.articles import answered, claim, completion, document

DOCS = Path(__file__).parents[2] / "docs" / "annotation.md"


def test_the_documentation_and_the_prompt_are_of_one_definition() -> None:
    """Each line of the tables stands in docs/annotation.md as it is."""
    page = DOCS.read_text("utf-8")
    for part in (*field_table(), *kind_list(), NOT_ANNOUNCEMENTS, TIME, ROWS):
        assert part in page


def test_a_new_wording_is_a_new_version() -> None:
    """Whoever changes prompt or schema raises PROMPT_VERSION: answers are kept under it. Then this fingerprint too."""
    told = instructions() + json.dumps(SCHEMA)
    assert (PROMPT_VERSION, hashlib.sha256(told.encode()).hexdigest()[:12]) == ("1", "4ec97f618444")


def test_the_article_cannot_close_its_own_fence() -> None:
    """A text that holds the closing mark loses it."""
    message = article_message(document("A plant makes cars."))
    mark = message.splitlines()[-1]
    assert article_message(document(f"A plant makes cars. {mark}")).count("</article ") == 2
    assert message.count(mark) == 1


def test_the_request_carries_date_title_and_text() -> None:
    """All that relative times need."""
    told = request(document("A plant makes cars.", title="Cars"), "m")["messages"][1]["content"]
    assert "2024-04-15" in told
    assert "Headline: Cars" in told
    assert "A plant makes cars." in told


def test_an_endpoint_is_asked_ever_more_simply() -> None:
    """Schema, then any JSON, then free text, then no more; other options as its complaint says."""
    dialect: Dialect | None = Dialect()
    assert dialect
    asked = [dialect]
    while dialect := simpler(asked[-1], "unsupported"):
        asked.append(dialect)
    assert [d.output for d in asked] == ["schema", "object", "free"]
    assert simpler(Dialect(), "Use 'max_completion_tokens' instead") == Dialect(
        limit="max_completion_tokens"
    )
    assert "temperature" not in request(document("x"), "m", Dialect(temperature=False))


WRAPPED = (
    "{}",
    "```json\n{}\n```",
    "Here is what I found:\n\n{}\n\nAnything else?",
    '<think>The article {{ "announcements": [] }} says much.</think>\n{}',
)


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_the_object_is_found_in_whatever_is_around_it(wrapping: str) -> None:
    """Fences, greetings and thoughts."""
    said = json.dumps({"announcements": [claim()]})
    answer = read_answer(json.dumps(completion(wrapping.format(said))))
    assert (answer.outcome, len(answer.rows)) == ("answered", 1)


UNUSABLE = (
    ("rubbish", b""),
    ("rubbish", b"<html>502 Bad Gateway</html>"),
    ("rubbish", b"\xff\xfe\x00"),
    ("rubbish", b"[]"),
    ("rubbish", b'{"choices": []}'),
    ("rubbish", b'{"choices": [{"message": "x"}]}'),
    ("rubbish", ("[" * 100_000).encode()),
    ("rubbish", json.dumps(completion("I see no cars here.")).encode()),
    ("rubbish", json.dumps(completion('{"rows": []}')).encode()),
    ("rubbish", json.dumps(completion("{" * 50_000)).encode()),
    ("truncated", json.dumps(completion('{"announcements": [{"plant": "Avto')).encode()),
    ("truncated", json.dumps(completion('{"announcements": []}', finish="length")).encode()),
    ("refused", json.dumps(completion("", refusal="I cannot help with that.")).encode()),
    ("refused", json.dumps(completion("", finish="content_filter")).encode()),
)


@pytest.mark.parametrize(("outcome", "body"), UNUSABLE)
def test_an_unusable_answer_gives_no_row_and_its_reason(outcome: str, body: bytes) -> None:
    """Nothing is guessed at."""
    answer = read_answer(body)
    assert (answer.outcome, answer.rows) == (outcome, ())
    assert answer.reason


MALFORMED = (
    "a text",
    {},
    claim(quote=""),
    claim(plant=None),
    claim(kind="rumour"),
    claim(high="many"),
    claim(high=True),
    claim(high=float("nan")),
    claim(high=float("inf")),
    claim(high=-5),
    claim(high=10**400),
    claim(period_start="soon"),
    claim(status="perhaps"),
    claim(per="hour"),
    claim(quote="x" * 5000),
    claim(plant="\ud800"),
    claim(plant=["Avtotor"]),
)


def test_malformed_rows_are_left_out_and_counted() -> None:
    """The others of the same answer stay."""
    answer = read_answer(json.dumps(answered(*MALFORMED, claim())))
    assert len(answer.rows) == 1
    assert sum(answer.malformed.values()) == len(MALFORMED)


def test_an_answer_without_end_is_cut() -> None:
    """More rows than an article can hold are counted, not read."""
    answer = read_answer(json.dumps(answered(*[claim()] * 1000)))
    assert len(answer.rows) == 200
    assert answer.malformed == {"too many rows": 800}


def test_the_tokens_are_those_that_the_endpoint_counted() -> None:
    """What a night may cost is measured by them."""
    answer = read_answer(json.dumps(answered()))
    assert (answer.tokens_in, answer.tokens_out) == (900, 100)
