"""`plantwatch extract` and `evaluate` with a model, as a person calls them."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows.cli import build
from tests.second.articles import answered
from tests.second.server import error, model_server
from tests.second.texts import row_of, text


def run(*words: object) -> Result:
    """The command's end."""
    return CliRunner().invoke(build(), [str(word) for word in words])


def faithful(body: dict[str, Any], _number: int) -> dict[str, Any]:
    """A model that reads what stands there."""
    return answered(row_of(body["messages"][1]["content"]))


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Three articles as JSON lines."""
    file = tmp_path / "articles.jsonl"
    told = [{"id": n, "text": text(n), "published": "2024-04-15"} for n in range(3)]
    file.write_text("\n".join(map(json.dumps, told)), "utf-8")
    return file


@pytest.mark.parametrize("reader", ["model", "both"])
def test_a_model_reads_texts(lines: Path, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name and key from the environment; the rows in the grammar's shape, with quote and span; a base without /v1 will do."""
    monkeypatch.setenv("PLANTWATCH_MODEL", "little")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    with model_server(faithful) as server:
        base = server.base.removesuffix("/v1")
        ended = run("extract", "--jsonl", lines, "--reader", reader, "--base-url", base)
    assert ended.exit_code == 0
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [doc["id"] for doc in told] == [0, 1, 2]
    for n, doc in enumerate(told):
        (row,) = doc["announcements"]
        assert text(n)[row["start"] : row["end"]] == row["quote"]
        assert row["low"] == 10_000 + n
    assert server.keys[-1] == "Bearer sk-1"
    assert server.asked[-1]["model"] == "little"


def test_a_model_is_measured(tmp_path: Path) -> None:
    """Against gold, as the grammar is."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    row = {**row_of(text(1)), "aliases": []}
    gold = {"id": "a", "lang": "en", "published": "2024-04-15", "announcements": [row]}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "texts" / "a.txt").write_text(text(1), "utf-8")
    with model_server(faithful) as server:
        ended = run("evaluate", tmp_path / "gold", tmp_path / "texts", "--json", "--reader", "model", "--base-url", server.base, "--model", "little")  # fmt: skip
    assert ended.exit_code == 0
    assert json.loads(ended.stdout.splitlines()[0])["all"]["f1"] == 1.0


def test_an_endpoint_that_fails_is_no_empty_reading(lines: Path) -> None:
    """Each text says that it was not read, and the command ends with status 1."""
    with model_server(lambda _b, _n: error(500, "out of memory")) as server:
        ended = run("extract", "--jsonl", lines, "--reader", "model", "--base-url", server.base, "--model", "little")  # fmt: skip
    told = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    assert ended.exit_code == 1
    assert [bool(doc["failure"]) for doc in told] == [True] * 3


def test_a_model_without_address_or_name_is_a_wrong_call(lines: Path) -> None:
    """It says what to give."""
    for words in (("--model", "little"), ("--base-url", "http://127.0.0.1:9/v1")):
        ended = run("extract", "--jsonl", lines, "--reader", "model", *words)
        assert "no model to ask" in str(ended.exception)
