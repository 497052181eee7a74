"""Whether a sentence may announce anything, by its words alone: what most likely does not is not read closely.

Log-linear (extractors/learnt.py) over a bag of words; learnt from which sentences of annotated articles hold a row.
"""

import re
from collections.abc import Iterator

from extractors.learnt import classes

WORTH = 0.01
"""A sentence less likely than this to tell something is passed over; nearly all that do tell something are likelier (`python -m tests.train` prints how many)."""
WORTH_OF_ARTICLE = 0.05
"""An article without one sentence so likely is passed over: lower than what any but the barest article reaches."""
SHARES = ("nothing", "something")
_WORD = re.compile(r"[^\W\d_]+|\d(?:[\d.,\u00a0 ]*\d)?|[%$€₽]")
_STEM = 6
"""Letters of a word that count."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_DIGITS = 7


def words_of(sentence: str) -> list[str]:
    """Beginnings of the words of a sentence, each once; figures by their number of digits, years apart; one trait always."""
    return list(dict.fromkeys(("always", *_words(sentence.lower()))))


def _words(sentence: str) -> Iterator[str]:
    for word in _WORD.findall(sentence):
        if not word[0].isdigit():
            yield word[:_STEM]
        elif _YEAR.fullmatch(word):
            yield "#year"
        else:
            yield f"#{min(_MOST_DIGITS, sum(map(str.isdigit, word)))}"


def likelihood(sentence: str) -> float:
    """How likely a sentence with these words is to tell something that is announced; without weights 1."""
    return classes("telling").read(words_of(sentence)).get("something", 1.0)
