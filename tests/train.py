"""Teaches the reader: `python -m tests.train [PATH…]` writes extractors/weights/*.json.

PATHs are as in tests/quality.py; without one the articles in tests/articles/taught. Needs numpy and scipy
(`pip install --require-hashes -r requirements-train.txt`). With --sureness how sure rows are is learnt, too, from rows of articles
left out, part by part; what those rows score is printed, and is what to expect of unseen articles of that kind.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from extractors import announcements, learnt, vocabulary
from extractors.confidence import JUDGED
from extractors.gazetteer import Gazetteer
from extractors.nets import Net, packed
from extractors.scoring import is_right, score
from extractors.telling import SHARES, WORTH
from extractors.vocabulary import small_words
from tests import quality
from tests.fitting import fit_classes, fit_options
from tests.lessons import CLASSES, OPTIONS, Lessons, lessons
from tests.net_fitting import fit_net, together

WEIGHTS = quality.ROOT / "extractors" / "weights"
PULL = {
    "figures": 10.0, "events": 8.0, "prior": 5.0, "prior_events": 5.0, "figure_times": 10.0, "event_times": 6.0, "producers": 8.0, "products": 6.0, "sites": 8.0, "rows": 300.0, "telling": 8.0,
}  # fmt: skip
"""How strongly weights are pulled to zero; chosen by the shares of right choices in parts left out."""
NETS = frozenset({"figures", "events", "prior", "figure_times", "event_times", "producers"})
"""Choices that there are enough examples of for a net."""
TOGETHER = 2
"""Nets of each choice whose sums are averaged: alone each differs from the next by a hundredth of F1."""
JUDGED_OF = 3
"""Of so many articles one is read to its end, for the confidence of rows."""
JUDGEMENTS = ("wrong", "right")
Table = dict[str, Any]
Doc = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]


def teach(
    made: Lessons, without: frozenset[str] = frozenset(), *, nets: int = 1
) -> dict[str, Table]:
    """The tables learnt from lessons, leaving out those of some documents, with so many nets for each of NETS."""
    return {name: _table(made, name, without, nets) for name in (*CLASSES, *OPTIONS)}


def _table(made: Lessons, name: str, without: frozenset[str], nets: int) -> Table:
    known = [lesson for lesson in getattr(made, name) if lesson[0] not in without]
    if name in CLASSES:
        labels = CLASSES[name]
        choices = [([t], labels.index(y), "") for _, t, y in known]
        weights = fit_classes([(t, y) for _, t, y in known], labels, PULL[name])
        table: Table = {"classes": labels, "weights": weights}
    else:
        choices = [(o, r, th) for _, o, r, th in known]
        table = {"weights": fit_options(choices, PULL[name])}
    if nets and name in NETS:
        of = len(table.get("classes", ())) or 1
        table["net"] = together([Net(*fit_net(choices, of, seed)) for seed in range(nets)])
    return table


def taught_last(made: Lessons) -> dict[str, Table]:
    """The tables that the reader will use, two at a time."""
    _shared["made"] = made
    names = sorted((*CLASSES, *OPTIONS), key=lambda n: n not in NETS)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return dict(zip(names, pool.map(_shared_table, names), strict=True))


_shared: dict[str, Any] = {}
"""What forked processes find here: too much to be sent to them."""


def _shared_table(name: str) -> Table:
    return _table(_shared["made"], name, frozenset(), TOGETHER)


def gathered(
    docs: Sequence[Doc], parts: Sequence[frozenset[str]], *, judging: bool
) -> tuple[Lessons, Rows]:
    """The lessons of all documents, each choice made beside what the reader chose before it, errors included; and rows left out.

    First every article is read beside its right rows; then each part anew, by what the other parts taught. Where `judging`, the rows
    that come out of some articles then are kept: how often they are right is what their confidence is learnt from.
    """
    first = Lessons()
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        for one in pool.map(_taught, docs, chunksize=20):
            first.add(one)
    _shared.update(made=first, docs=docs, judging=judging)
    made, found = Lessons(), {}
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        for lessons_of_part, rows in pool.map(_untaught, parts):
            made.add(lessons_of_part)
            found.update(rows)
    return made, found


def _taught(doc: Doc) -> Lessons:
    return lessons(doc, _names(), taught=True)


def _untaught(out: frozenset[str]) -> tuple[Lessons, dict[str, list[dict[str, Any]]]]:
    _use(teach(_shared["made"], out))
    made, found = Lessons(), {}
    for n, doc in enumerate(d for d in _shared["docs"] if d["id"] in out):
        made.add(lessons(doc, _names(), taught=False))
        if _shared["judging"] and n % JUDGED_OF == 0:
            read = quality.read(doc, _names(), explain=True, least=0.0)
            found[doc["id"]] = [quality.as_row(a) for a in read.announcements]
    return made, found


@cache
def _names() -> Gazetteer:
    return quality.names()


def _use(tables: Mapping[str, Table]) -> None:
    learnt.tables.clear()
    learnt.tables.update({**tables, "rows": {}})


def judged(docs: Sequence[Doc], found: Rows) -> Iterator[tuple[str, list[str], str]]:
    """Each row's document and traits, and whether it is right."""
    for doc in docs:
        left = list(doc["announcements"])
        for row in found[doc["id"]]:
            hit = next((g for g in left if is_right(g, row)), None)
            if hit is not None:
                left.remove(hit)
            yield doc["id"], row_traits(row), JUDGEMENTS[hit is not None]


def row_traits(row: Mapping[str, Any]) -> list[str]:
    told: str = next(r for r in row["rules"] if r.startswith(JUDGED))
    return told.removeprefix(JUDGED).split("|")


def rejudged(found: Rows, data: Sequence[Any], parts: Sequence[frozenset[str]]) -> Rows:
    """The rows with confidences by weights that have not seen their document."""
    again: dict[str, list[dict[str, Any]]] = {}
    for out in parts:
        known = [(t, y) for key, t, y in data if key not in out]
        judge = learnt.Classes(JUDGEMENTS, fit_classes(known, JUDGEMENTS, PULL["rows"]))
        for key in out & found.keys():
            again[key] = [
                {**r, "confidence": judge.read(row_traits(r))["right"]} for r in found[key]
            ]
    return again


def parts_of(docs: Sequence[Doc], count: int) -> list[frozenset[str]]:
    keys = sorted(d["id"] for d in docs)
    random.Random(5).shuffle(keys)
    return [frozenset(keys[n::count]) for n in range(count)]


def report(docs: Sequence[Doc], found: Rows) -> None:
    """What the rows left out score, at several asked confidences, and by language at those in force."""
    gold = {d["id"]: d for d in docs}
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        result = score(
            gold, {k: {"announcements": _sure(rows, least, least)} for k, rows in found.items()}
        )
        print(
            quality.line(f"least {least}", result.all),
            "|",
            quality.line("target", result.kinds["target"]),
        )
    asked = announcements.LEAST, announcements.LEAST_TARGET
    for language in ("en", "ru"):
        some = {k: d for k, d in gold.items() if d["lang"] == language}
        kept = {k: {"announcements": _sure(found[k], *asked)} for k in some}
        result = score(some, kept)
        quality.show(f"left out, {language}", result)
        quality.show_calibration(result)


def report_telling(made: Lessons, out: frozenset[str]) -> None:
    """How many sentences of the documents `out` are read closely, by what the others taught."""
    known = [(t, y) for key, t, y in made.telling if key not in out]
    table = learnt.Classes(SHARES, fit_classes(known, SHARES, PULL["telling"]))
    read = Counter(
        (y, table.read(t)["something"] >= WORTH) for key, t, y in made.telling if key in out
    )
    for y in SHARES:
        whole = read[y, True] + read[y, False]
        print(f"sentences that tell {y}: {read[y, True]} of {whole} are read closely")


def _sure(rows: Sequence[dict[str, Any]], least: float, of_targets: float) -> list[dict[str, Any]]:
    return [r for r in rows if r["confidence"] >= (of_targets if r["kind"] == "target" else least)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[quality.TAUGHT])
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument(
        "--sureness", action="store_true", help="learn anew how sure rows are; best with --parts 5"
    )
    parser.add_argument("--keep", type=Path, help="where to write the rows left out, as JSON")
    args = parser.parse_args()
    docs = quality.load(args.paths)
    print(f"{len(docs)} articles, {sum(len(d['announcements']) for d in docs)} rows")
    WEIGHTS.mkdir(exist_ok=True)
    words = small_words(d["text"] for d in docs if d["lang"] == "en")
    (WEIGHTS / vocabulary.NAME).write_text("\n".join(words) + "\n", "utf-8")
    learnt.tables.clear()
    parts = parts_of(docs, args.parts)
    made, found = gathered(docs, parts, judging=args.sureness)
    for name in CLASSES:
        print(name, dict(Counter(y for *_, y in getattr(made, name))))
    report_telling(made, parts[0])
    tables = taught_last(made)
    if args.sureness:
        tables["rows"] = sureness([d for d in docs if d["id"] in found], found, parts, args.keep)
    for name, table in tables.items():
        if net := table.pop("net", None):
            (WEIGHTS / f"{name}.npz").write_bytes(packed(list(net.known), net.parts))
        text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
        (WEIGHTS / f"{name}.json").write_text(text + "\n", "utf-8")
        print(name, len(table["weights"]), "weights")


def sureness(
    docs: Sequence[Doc], found: Rows, parts: Sequence[frozenset[str]], keep: Path | None
) -> Table:
    """How sure rows are, learnt from rows of documents left out; prints what those score."""
    data = list(judged(docs, found))
    again = rejudged(found, data, parts)
    report(docs, again)
    if keep:
        keep.write_text(json.dumps(again, ensure_ascii=False, default=str), "utf-8")
    known = [(t, y) for _, t, y in data]
    return {"classes": JUDGEMENTS, "weights": fit_classes(known, JUDGEMENTS, PULL["rows"])}


if __name__ == "__main__":
    main()
