"""Nights with a second reader, against a real server: what it reads, what it costs, and that it can stop nothing."""

import asyncio
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from extractors.gazetteer import Gazetteer
from tests.campaigns import rounds
from tests.second.articles import answered, claim, completion, gazetteer, traps
from tests.second.server import error, model_server, said
from tests.second.texts import add_articles, ask_state, row_of, second_night, settings_for, text

LIVE = "SELECT extractor, count(*) AS texts FROM live_readings GROUP BY 1 ORDER BY 1"
ROWS = (
    "SELECT plant, kind, low, high, confidence, extractor FROM current_announcements ORDER BY low"
)


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    """Loaded once."""
    return gazetteer()


def faithful(body: dict[str, Any], _number: int) -> dict[str, Any]:
    """A model that reads what stands there."""
    return answered(row_of(body["messages"][1]["content"]))


def test_what_both_readers_say_is_surer(tmp_path: Path, names: Gazetteer) -> None:
    """The row counts once, as before, with more confidence."""
    with model_server(faithful) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        (alone,) = ask_state(settings, ROWS)
        night = second_night(settings)
        (joint,) = ask_state(settings, ROWS)
    assert (night.outcome, night.counts["model_read"], night.counts["model_calls"]) == (
        "good",
        1,
        1,
    )
    assert joint["confidence"] > alone["confidence"]
    assert {k: joint[k] for k in ("plant", "kind", "low", "high")} == {k: alone[k] for k in ("plant", "kind", "low", "high")}  # fmt: skip


def test_a_night_again_asks_nothing_and_changes_nothing(tmp_path: Path, names: Gazetteer) -> None:
    """Whatever the model would say today."""
    with model_server(faithful) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(n) for n in range(5)])
        second_night(settings)
        before = ask_state(settings, ROWS)
        second_night(settings, 1)
        assert (len(server.asked), ask_state(settings, ROWS)) == (5, before)


def test_what_was_answered_is_read_without_the_endpoint(tmp_path: Path, names: Gazetteer) -> None:
    """Another policy, or another version of the grammar: the kept answers are enough."""
    with model_server(faithful) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(n) for n in range(3)])
        second_night(settings)
        asked = len(server.asked)
    for day, policy in ((1, "model"), (2, "grammar")):
        night = second_night(settings_for(tmp_path, None, policy=policy), day)
        assert (night.outcome, night.counts["model_read"]) == ("good", 3)
    add_articles(settings, names, [text(n) for n in range(3)], version="next", at=night.recorded_at)
    assert second_night(settings_for(tmp_path, None), 3).counts["model_read"] == 3
    assert asked == 3
    assert ask_state(settings, LIVE) == [{"extractor": "joint:little", "texts": 3}]


def test_copies_share_an_answer(tmp_path: Path, names: Gazetteer) -> None:
    """The same text on two sites is asked about once."""
    with model_server(faithful) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)], site="a")
        add_articles(settings, names, [text(1)], site="b")
        assert second_night(settings).counts["model_read"] == 2
        assert len(server.asked) == 1


def test_only_texts_that_speak_of_production_are_asked_about(tmp_path: Path, names: Gazetteer) -> None:  # fmt: skip
    """And the others are not looked at again."""
    with model_server() as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, ["Rain\nIt will rain in the north on Monday.", text(1)])
        second_night(settings)
        assert len(server.asked) == 1
        assert second_night(settings, 1).counts == {}


@pytest.mark.campaign
def test_the_cap_on_calls_holds_and_the_rest_comes_another_night(tmp_path: Path, names: Gazetteer) -> None:  # fmt: skip
    """1,000 articles, 100 calls a night, in the long campaign; else a quarter of both."""
    most, many = rounds(25, 100), rounds(250, 1_000)
    with model_server(faithful) as server:
        settings = settings_for(tmp_path, server.base, calls=most)
        add_articles(settings, names, [text(n) for n in range(many)])
        night = second_night(settings)
        assert (len(server.asked), night.counts["model_read"], night.counts["model_waiting"]) == (most, most, many - most)  # fmt: skip
        assert f"cap of {most} calls" in night.reasons[0]
        assert night.outcome == "degraded"
        assert second_night(settings, 1).counts["model_read"] == most
        assert len(set(server.articles())) == len(server.asked) == 2 * most
        assert len(ask_state(settings, ROWS)) == many


@pytest.mark.parametrize("cap", [{"tokens": 40_000}, {"money": 0.05, "price_in": 1.0, "price_out": 1.0}])  # fmt: skip
def test_the_caps_on_tokens_and_money_hold(tmp_path: Path, names: Gazetteer, cap: dict[str, Any]) -> None:  # fmt: skip
    """Counting what the questions under way may still cost."""
    with model_server(faithful) as server:
        settings = settings_for(tmp_path, server.base, **cap)
        add_articles(settings, names, [text(n) for n in range(60)])
        night = second_night(settings)
    assert 0 < night.counts["model_read"] < 60
    assert night.counts["model_tokens"] <= 50_000
    assert "cap of" in night.reasons[0]


async def silence() -> web.Response:
    """Nothing, for a minute."""
    await asyncio.sleep(60)
    return web.Response()


async def without_end() -> web.StreamResponse:
    """A body that never ends; the client hangs up."""
    raise ConnectionResetError


DOWN: tuple[tuple[str, Callable[[dict[str, Any], int], Any]], ...] = (
    ("does not answer", lambda _b, _n: error(500, "out of memory")),
    ("does not answer", lambda _b, _n: error(503, "loading")),
    ("does not answer", lambda _b, _n: silence()),
    ("does not answer", lambda _b, _n: without_end()),
    ("check OPENAI_API_KEY", lambda _b, _n: error(401, "wrong key")),
    ("check OPENAI_API_KEY", lambda _b, _n: error(404, "no such model")),
    ("left alone for 3,600 s", lambda _b, _n: error(429, "slow down", Retry_After="3600")),
    ("quota", lambda _b, _n: error(429, "you exceeded your current quota")),
)


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory, names: Gazetteer) -> Path:
    """A data folder with twelve articles, read by the grammar."""
    folder = tmp_path_factory.mktemp("twelve")
    add_articles(settings_for(folder, None), names, [text(n) for n in range(12)])
    return folder


@pytest.mark.parametrize(("why", "answering"), DOWN)
def test_an_endpoint_that_fails_is_left_and_its_texts_wait(
    tmp_path: Path, twelve: Path, why: str, answering: Callable[[dict[str, Any], int], Any]
) -> None:
    """The grammar's rows stand, and the night says so."""
    shutil.copytree(twelve, tmp_path, dirs_exist_ok=True)
    with model_server(answering) as server:
        settings = settings_for(tmp_path, server.base, seconds=0.5)
        night = second_night(settings)
        assert len(server.asked) < 10
    assert (night.outcome, night.counts["model_waiting"]) == ("degraded", 12)
    assert why in night.reasons[0]
    assert ask_state(settings, LIVE) == [{"extractor": "grammar", "texts": 12}]


def test_the_next_night_takes_up_the_texts_that_wait(tmp_path: Path, twelve: Path) -> None:
    """Once the endpoint answers again, each is read."""
    shutil.copytree(twelve, tmp_path, dirs_exist_ok=True)
    with model_server(lambda _b, _n: error(503, "loading")) as server:
        assert second_night(settings_for(tmp_path, server.base)).counts["model_waiting"] == 12
    with model_server(faithful) as server:
        assert second_night(settings_for(tmp_path, server.base), 1).counts["model_read"] == 12


def test_nobody_listens(tmp_path: Path, names: Gazetteer) -> None:
    """The server is not there at all."""
    settings = settings_for(tmp_path, "http://127.0.0.1:9/v1")
    add_articles(settings, names, [text(1), text(2), text(3), text(4)])
    night = second_night(settings)
    assert "does not answer" in night.reasons[0]
    assert ask_state(settings, LIVE) == [{"extractor": "grammar", "texts": 4}]


@pytest.mark.parametrize("base", ["http://127.0.0.1:9/v1", "ftp://model.test", "model.test/v1"])
def test_a_wrong_setup_does_not_stop_the_night(
    tmp_path: Path, names: Gazetteer, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client is not installed, or the address is none: the grammar's rows stand, and the night says what to do."""
    if base.startswith("http:"):
        monkeypatch.setitem(sys.modules, "openai", None)
    settings = settings_for(tmp_path, base)
    add_articles(settings, names, [text(1)])
    night = second_night(settings)
    assert "plantwatch[model]" in night.reasons[0] or "http address" in night.reasons[0]
    assert ask_state(settings, LIVE) == [{"extractor": "grammar", "texts": 1}]


UNUSABLE = (
    ("rubbish", lambda _b, _n: said("<html>oops</html>")),
    ("rubbish", lambda _b, _n: completion("The article speaks of cars.")),
    ("truncated", lambda _b, _n: completion('{"announcements": [{"plant": "Avt')),
    ("truncated", lambda _b, _n: completion('{"announcements": []}', finish="length")),
    ("rejected", lambda _b, _n: error(400, "the context is too long")),
)


@pytest.mark.parametrize(("outcome", "answering"), UNUSABLE)
def test_an_answer_of_no_use_is_asked_for_again_three_nights(
    tmp_path: Path, names: Gazetteer, outcome: str, answering: Callable[[dict[str, Any], int], Any]
) -> None:
    """Then the grammar's reading stands alone; other texts do not suffer."""
    with model_server(answering) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        counts = [second_night(settings, day).counts for day in range(5)]
        kept = ask_state(settings, "SELECT outcome, attempt FROM model_answers ORDER BY attempt")
    assert kept == [{"outcome": outcome, "attempt": n} for n in (1, 2, 3)]
    assert [c.get("model_waiting", 0) for c in counts] == [1, 1, 0, 0, 0]
    assert ask_state(settings, LIVE) == [{"extractor": "grammar", "texts": 1}]


def test_a_refusal_is_taken_as_an_answer(tmp_path: Path, names: Gazetteer) -> None:
    """It is not asked for again."""
    with model_server(lambda _b, _n: completion("", refusal="I would rather not.")) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        assert [second_night(settings, day).outcome for day in (0, 1)] == ["good", "good"]
        assert len(server.asked) == 1


def test_a_rate_limit_is_waited_for(tmp_path: Path, names: Gazetteer) -> None:
    """As long as the endpoint asks, by everybody; every call is counted."""

    def limited(body: dict[str, Any], number: int) -> Any:
        return error(429, "slow down", Retry_After="1") if number < 2 else faithful(body, number)

    with model_server(limited) as server:
        settings = settings_for(tmp_path, server.base, concurrency=2)
        add_articles(settings, names, [text(n) for n in range(4)])
        night = second_night(settings)
        assert (night.outcome, night.counts["model_read"]) == ("good", 4)
        assert night.counts["model_calls"] == len(server.asked) == 6


def test_an_endpoint_without_schemas_is_asked_more_simply(tmp_path: Path, names: Gazetteer) -> None:  # fmt: skip
    """And remembered so for the rest of the night."""

    def plain(body: dict[str, Any], number: int) -> Any:
        if "response_format" in body:
            return error(400, "response_format is not supported")
        return faithful(body, number)

    with model_server(plain) as server:
        settings = settings_for(tmp_path, server.base, concurrency=1)
        add_articles(settings, names, [text(n) for n in range(4)])
        assert second_night(settings).counts["model_read"] == 4
        assert len(server.asked) == 6


def test_a_body_without_end_is_cut_off(tmp_path: Path, names: Gazetteer) -> None:
    """It costs neither memory nor the night."""
    with model_server(lambda _b, _n: said("x" * 20_000_000)) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        assert second_night(settings).outcome == "good"
    (kept,) = ask_state(settings, "SELECT outcome, length(response) AS size FROM model_answers")
    assert kept == {"outcome": "rubbish", "size": 4_000_000}


def test_rows_of_other_articles_do_not_enter(tmp_path: Path, names: Gazetteer) -> None:
    """An endpoint that mixes its answers up."""
    other = claim(quote="Lada Izhevsk will build 90,000 cars this year.", plant="Lada Izhevsk", high=90_000)  # fmt: skip
    with model_server(lambda _b, _n: answered(other)) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        night = second_night(settings)
    assert night.counts["model_dropped_quote is not in the text"] == 1
    assert [row["plant"] for row in ask_state(settings, ROWS)] == ["Avtotor"]


def test_orders_in_articles_do_not_enter_through_a_night(tmp_path: Path, names: Gazetteer) -> None:
    """The twenty articles, answered by a server that obeys all they say."""
    snares = traps()

    def obeying(body: dict[str, Any], _number: int) -> dict[str, Any]:
        article = body["messages"][1]["content"]
        told = [t for t in snares if t.order in article] or snares
        return answered(*(row for trap in told for row in trap.obedient()))

    with model_server(obeying) as server:
        settings = settings_for(tmp_path, server.base, policy="model")
        add_articles(settings, names, [trap.document().text for trap in snares])
        second_night(settings)
        distinct = "SELECT count(DISTINCT text_fingerprint) AS n FROM model_answers"
        assert len(server.asked) >= ask_state(settings, distinct)[0]["n"] > 1
    found = ask_state(settings, "SELECT * FROM announcements WHERE extractor <> 'grammar'")
    assert [row for row in found if 1_000_000 in (row["low"], row["high"])] == []


def test_the_key_is_sent_and_kept_nowhere(
    tmp_path: Path, names: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the endpoint repeats it in its complaint."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")

    with model_server(lambda _b, _n: error(401, "wrong key sk-very-secret")) as server:
        base = server.base.replace("http://", "http://user:hidden@")
        settings = settings_for(tmp_path, base)
        add_articles(settings, names, [text(1)])
        night = second_night(settings)
        assert server.keys
    told = json.dumps([night.reasons, night.counts])
    assert "sk-very-secret" not in told
    assert "hidden" not in told
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"sk-very-secret" not in file.read_bytes()
