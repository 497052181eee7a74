"""Which words are words of the language: a capital at the opening of a sentence tells nothing of those.

English words are those that the taught articles write small (tests/train.py lists them); Russian ones are pymorphy3's.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from extractors.morphology import WORD, is_cyrillic, is_known

NAME = "words_en.txt"


def is_word(word: str, language: str) -> bool:
    """Whether a word in capitals may be an ordinary one; Latin letters in a Russian text are a name's."""
    if is_cyrillic(word):
        return is_known(word.lower())
    return language == "en" and word.lower() in _english()


def small_words(texts: Iterable[str]) -> list[str]:
    """All words that texts write with a small letter, sorted."""
    return sorted(
        {
            w
            for text in texts
            for w in WORD.findall(text)
            if w.islower() and w.isascii() and w.isalpha()
        }
    )


@cache
def _english() -> frozenset[str]:
    path = files("extractors") / "weights" / NAME
    return frozenset(path.read_text("utf-8").split() if path.is_file() else ())
