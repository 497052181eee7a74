"""How much of annotated texts the gate lets pass: `python -m tests.second.gate_recall GOLD TEXTS`.

Each annotated row is claimed as a faultless model would claim it, with each sentence of the text as its quote; it passes
where one of them does.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from extractors.model import Document
from extractors.model_reader.answer import read_answer
from extractors.model_reader.facts import Facts
from extractors.model_reader.gate import grounded
from extractors.sentences import find_sentences
from tests.second.articles import answered, gazetteer


def main(gold: Path, texts: Path) -> None:
    """Prints how many rows pass, and why the others do not (what the sentence that came farthest failed at)."""
    told: Counter[str] = Counter()
    names = gazetteer()
    for file in sorted(gold.glob("*.json")):
        annotated = json.loads(file.read_text("utf-8"))
        text = (texts / f"{annotated['id']}.txt").read_text("utf-8")
        document = Document(
            text=text,
            published=date.fromisoformat(annotated["published"]),
            language=annotated["lang"],
        )
        facts = Facts(document, annotated["lang"], names)
        sentences = [text[s.start : s.end] for s in find_sentences(text)]
        for row in annotated["announcements"]:
            told[_fate(row, sentences, facts)] += 1
    rows = told.total()
    print(f"{rows:,} rows, {told['passes']:,} pass: {told['passes'] / max(rows, 1):.3f}")
    for why, number in told.most_common():
        print(f"{number:6,}  {why}")


def _fate(row: dict[str, object], sentences: list[str], facts: Facts) -> str:
    claimed = answered(*({**row, "quote": quote} for quote in sentences[:200]))
    fates = Counter(
        said if isinstance(said, str) else "passes"
        for one in read_answer(json.dumps(claimed)).rows
        if (said := grounded(one, facts))
    )
    if "passes" in fates:
        return "passes"
    fates.pop("number is not in the quote", None)
    return fates.most_common()[-1][0] if fates else "number is not in the text"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
