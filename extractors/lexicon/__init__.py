"""Words by language: what the grammars know, as data.

A table is a text: each line says a value and, after a colon, the words or phrases (separated by commas) that mean it.
"""


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


def table(text: str) -> dict[str, str]:
    """`value: phrase, phrase` a line → phrase to value. A phrase with two values is a ValueError."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        value, _, phrases = line.partition(":")
        for phrase in phrases.split(","):
            if found.setdefault(phrase.strip(), value.strip()) != value.strip():
                raise ValueError(
                    f"lexicon: {phrase.strip()!r} means both {value} and {found[phrase.strip()]}"
                )
    return found


def numbers(text: str) -> dict[str, float]:
    """`table` whose values are numbers."""
    return {phrase: float(value) for phrase, value in table(text).items()}
