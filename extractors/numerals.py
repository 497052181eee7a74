"""Tokens → numerals: figures and number words with their scales ("1 млн 200 тыс.", "two and a half thousand", "1.5 lakh")."""

import re
from functools import cache
from typing import NamedTuple

from extractors.lexicon.number_words import NumberWords
from extractors.tokens import Tokens

_LONGEST = 18  # characters of a figure; longer ones are keys and serial numbers
_HYPHENS = ("-", "\u2010", "\u2011")


class Numeral(NamedTuple):
    """Tokens first to last (exclusive) mean `value`; `step` is one unit of the last digit that was stated."""

    first: int
    last: int
    value: float
    step: float
    scale: float
    """Product of the scale words at the end, 1 where there is none."""
    figures: bool
    ordinal: bool = False
    vague: bool = False
    """A couple of thousand, пара тысяч."""
    bare_scale: bool = False
    """A scale word alone («тысячи», «миллион»)."""
    over: bool = False
    """«10 с лишним тысяч»."""


class _Part(NamedTuple):
    value: float
    step: float
    last: int
    figures: bool
    vague: bool = False


def figure_value(word: str, *, comma_decimal: bool, scaled: bool) -> tuple[float, float] | None:
    """Value and step of a figure as printed; None where it is too long to be a number.

    A single group of three digits after a point or comma is thousands, unless a scale word or measure follows
    (`scaled`): 80.000 cars, but 1.957 million; 62,551 тыс. is decimal in Russian only (`comma_decimal`).
    """
    if len(word) > _LONGEST:
        return None
    for space in (" ", "\u00a0", "\u2007", "\u2009", "\u202f", "'", "\u2019"):
        word = word.replace(space, "")
    commas, points = word.count(","), word.count(".")
    if commas and points:
        decimal = "," if word.rfind(",") > word.rfind(".") else "."
    elif commas or points:
        mark = "," if commas else "."
        decimal = (
            mark if _is_decimal(word, mark, comma_decimal=comma_decimal, scaled=scaled) else ""
        )
    else:
        decimal = ""
    whole, _, fraction = word.partition(decimal) if decimal else (word, "", "")
    whole = whole.replace(",", "").replace(".", "")
    return float(f"{whole}.{fraction or 0}"), 10.0 ** -len(fraction)


def _is_decimal(word: str, mark: str, *, comma_decimal: bool, scaled: bool) -> bool:
    if word.count(mark) > 1:
        return False
    whole, _, rest = word.partition(mark)
    if len(rest) != 3 or whole.strip("0") == "":
        return True
    return scaled and (mark == "." or comma_decimal)


def times(value: float, factor: float) -> float:
    """The product without the dust of binary fractions: 9.2 lakh is 920,000."""
    product = value * factor
    whole = round(product)
    return float(whole) if abs(product - whole) <= 1e-9 * abs(product) else product


def numerals(
    tokens: Tokens, words: NumberWords, measures: frozenset[str], taken: set[int]
) -> list[Numeral]:
    """All numerals from left to right, none overlapping, none at the tokens `taken`."""
    found: list[Numeral] = []
    begins, free = starters(words), 0
    for i, (kind, word) in enumerate(zip(tokens.kinds, tokens.words, strict=True)):
        if (
            i >= free
            and (kind == "n" or word in begins)
            and i not in taken
            and (numeral := _read(tokens, i, words, measures))
        ):
            found.append(numeral)
            free = numeral.last
    return found


@cache
def starters(words: NumberWords) -> frozenset[str]:
    """Words that a numeral may begin with."""
    scales = {scale for scale in words.scales if len(scale) > 3 or not words.articles}
    return frozenset(
        {*words.cardinals, *words.wholes, *words.halves, *words.couples, *words.milestones, *scales}
        - words.letters
    )


def _read(  # noqa: C901 -- one walk over the parts of a numeral
    tokens: Tokens, i: int, words: NumberWords, measures: frozenset[str]
) -> Numeral | None:
    """The longest numeral that begins at token i."""
    if tokens.words[i] in words.milestones:
        value = words.milestones[tokens.words[i]]
        return Numeral(i, i + 1, value, value / 2, 1.0, figures=False, ordinal=True)
    total, step, scale, last = 0.0, 1.0, 1.0, i
    smallest = float("inf")
    figures = vague = bare = False
    while True:
        part = _part(tokens, last, words, measures)
        if part is None:
            if last == i and (inverted := _inverted(tokens, i, words)):
                return inverted
            if last == i and (single := _bare_scale(tokens, i, words)):
                part, bare = single, True
            else:
                break
        if last > i and not _continues(tokens, last, part, words, smallest, figures=figures):
            break
        part = _past_ending(tokens, part, words)
        value, end, product = _scaled(tokens, part, words)
        if last > i and (
            value >= smallest or (figures and part.figures and product == 1 and smallest < 1e3)
        ):
            break
        bare = bare and end == part.last
        total, step, scale, last = total + value, part.step * product, product, end
        figures, vague = figures or part.figures, vague or part.vague
        if part.figures and part.step < 1:
            break
        smallest = (
            product
            if product > 1
            else (100 if not part.figures and value % 100 == 0 and value >= 100 else 1)
        )
        if smallest == 1:
            break
        last = _skip_and(tokens, last, words)
    if last == i:
        return None
    last = _without_and(tokens, last, words)
    factor, end = _milestone(tokens, last, words)
    if factor:
        return Numeral(i, end, times(total, factor), step * factor, 1.0, figures, ordinal=True)
    over = any(_past_over(tokens, at, words) for at in range(i + 1, last))
    ordinal = _ordinal(tokens, last, words)
    return Numeral(i, last, total, step, scale, figures, ordinal, vague, bare, over)


def _skip_and(tokens: Tokens, last: int, words: NumberWords) -> int:
    """Past "and" in "two hundred and four", or past the point of «тыс.» before a figure."""
    low = tokens.words
    if last + 1 < len(low):
        if low[last] in words.joins and (low[last + 1] in words.cardinals):
            return last + 1
        if (
            low[last] == "."
            and tokens.glued(last)
            and tokens.kinds[last + 1] == "n"
            and low[last - 1] in words.scales
        ):
            return last + 1
    return last


def _without_and(tokens: Tokens, last: int, words: NumberWords) -> int:
    while tokens.words[last - 1] in words.joins or tokens.words[last - 1] == ".":
        last -= 1
    return last


def _continues(  # noqa: PLR0913
    tokens: Tokens, at: int, part: _Part, words: NumberWords, smallest: float, *, figures: bool
) -> bool:
    """Whether a further part at token `at` belongs to the numeral: 33 тыс. 480, two hundred and four."""
    if part.figures != figures or part.value >= smallest:
        return False
    if not part.figures:
        return True
    following = tokens.words[part.last] if part.last < len(tokens) else ""
    if following in words.scales and following not in words.letters:  # «1 млн 123,4 тыс.»
        return words.scales[following] < smallest and (part.step >= 1 or not words.articles)
    if part.step < 1:
        return False
    return smallest == 1e3 and not words.articles and len(tokens.words[at]) == 3


def _part(tokens: Tokens, i: int, words: NumberWords, measures: frozenset[str]) -> _Part | None:  # noqa: PLR0911
    """A figure, a word below a thousand, a half, a dozen; without scale words."""
    if i >= len(tokens):
        return None
    word = tokens.words[i]
    if tokens.kinds[i] == "n":
        return _figure(tokens, i, words, measures)
    if word in words.cardinals:
        return _cardinal(tokens, i, words)
    if word in words.wholes:
        return _Part(
            words.wholes[word], 1.0 if words.wholes[word] >= 10 else 0.1, i + 1, figures=False
        )
    if word in words.halves:
        return _half(tokens, i, words)
    if word in words.couples:
        return _couple(tokens, i, words)
    return None


def _figure(tokens: Tokens, i: int, words: NumberWords, measures: frozenset[str]) -> _Part | None:
    following = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    scaled = following in words.scales or following in measures or following == "%"
    odd = _THOUSANDTHS.fullmatch(tokens.words[i]) and not tokens.words[i].endswith("00")
    if not scaled and words.articles and odd:
        scaled = _has_thousandths(tokens, measures)
    value = figure_value(
        tokens.words[i], comma_decimal=words.articles == frozenset(), scaled=scaled
    )
    if value is None:
        return None
    last, number, step = i + 1, *value
    if half := _and_a_half(tokens, last, words):
        number, step, last = number + 0.5, 0.1, half
    return _Part(number, step, last, figures=True)


_THOUSANDTHS = re.compile(r"\d{1,3}\.\d{3}")


def _has_thousandths(tokens: Tokens, measures: frozenset[str]) -> bool:
    """ "9.223 tonnes last year from 10.251": one that is surely a fraction makes fractions of the others."""
    words = tokens.words
    return any(
        _THOUSANDTHS.fullmatch(word) and not word.endswith("00") and words[k + 1] in measures
        for k, word in enumerate(words[:-1])
    )


def _cardinal(tokens: Tokens, i: int, words: NumberWords) -> _Part:
    """Words that add up below a thousand: двести сорок пять, forty-two; two hundred is left to the scales."""
    low = tokens.words
    value, last = words.cardinals[low[i]], i + 1
    room = _room(value)
    while last < len(low):
        at = last + 1 if _hyphen(tokens, last) else last
        nxt = words.cardinals.get(low[at]) if at < len(low) else None
        if nxt is None or nxt >= room:
            break
        value, last, room = value + nxt, at + 1, _room(nxt)
    value, last = _hundreds(tokens, value, last, words)
    step = 1.0
    if half := _and_a_half(tokens, last, words):
        value, step, last = value + 0.5, 0.1, half
    return _Part(value, step, last, figures=False)


def _hundreds(tokens: Tokens, value: float, last: int, words: NumberWords) -> tuple[float, int]:
    """ "hundred and thirty" after three: 330."""
    low = tokens.words
    if not words.joins or value >= 100 or low[last : last + 1] != ["hundred"]:
        return value, last
    value, last = value * 100, last + 1
    at = last + 1 if last < len(low) and low[last] in words.joins else last
    if (
        at < len(low)
        and low[at] in words.cardinals
        and (at == last or low[at + 1 : at + 2] != ["a"])
    ):
        rest = _cardinal(tokens, at, words)
        return (
            (value + rest.value, rest.last)
            if rest.value < 100 and rest.value.is_integer()
            else (value, last)
        )
    return value, last


def _room(value: float) -> float:
    """What may follow `value` in one number: after forty less than 10, after двести less than 100."""
    if value >= 100:
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 0


def _hyphen(tokens: Tokens, i: int) -> bool:
    return (
        i < len(tokens) and tokens.words[i] in _HYPHENS and tokens.glued(i) and tokens.glued(i + 1)
    )


def _and_a_half(tokens: Tokens, i: int, words: NumberWords) -> int:
    """The token after "and a half" at i, else 0."""
    for phrase in words.and_a_half:
        if tuple(tokens.words[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return 0


def _half(tokens: Tokens, i: int, words: NumberWords) -> _Part | None:
    """Half before "a million", "a dozen" or "million"."""
    at = i + 1
    if at < len(tokens) and tokens.words[at] in words.articles:
        at += 1
    if at < len(tokens) and tokens.words[at] in words.wholes:
        return _Part(words.wholes[tokens.words[at]] / 2, 1.0, at + 1, figures=False)
    if (
        at < len(tokens)
        and tokens.words[at] in words.scales
        and tokens.words[at] not in words.letters
    ):
        return _Part(0.5, 0.1, at, figures=False)
    return None


def _couple(tokens: Tokens, i: int, words: NumberWords) -> _Part | None:
    at = i + 1
    if at < len(tokens) and tokens.words[at] in words.of:
        at += 1
    if at < len(tokens) and tokens.words[at] in words.scales:
        return _Part(2.0, 1.0, at, figures=False, vague=True)
    return None


def _inverted(tokens: Tokens, i: int, words: NumberWords) -> Numeral | None:
    """«тысяч пятьдесят»: about fifty thousand."""
    if tokens.words[i] not in words.inverting or i + 1 >= len(tokens):
        return None
    if i and (tokens.kinds[i - 1] == "n" or tokens.words[i - 1] in words.cardinals):
        return None
    part = _part(tokens, i + 1, words, frozenset())
    if part is None or (part.last < len(tokens) and tokens.words[part.last] in words.scales):
        return None
    scale = words.scales[tokens.words[i]]
    return Numeral(
        i, part.last, part.value * scale, part.step * scale, scale, part.figures, vague=True
    )


def _bare_scale(tokens: Tokens, i: int, words: NumberWords) -> _Part | None:
    """A scale word by itself: "a million", «тысяча двести», «до миллиона»."""
    if tokens.words[i] not in words.scales or tokens.kinds[i] != "w":
        return None
    before = tokens.words[i - 1] if i else ""
    if words.articles:
        if before == "the" and _and_a_half(tokens, i + 1, words):
            return _Part(1.0, 1.0, i, figures=False)
        if before not in words.articles:
            return None
        value, last = _hundreds(tokens, 1.0, i, words)
        return _Part(value, 1.0, last, figures=False)
    after = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    word = tokens.words[i]
    if (
        word in words.bare_scales
        or after in words.cardinals
        or (before in words.bare_after and word in words.bare_genitives)
    ):
        return _Part(1.0, 1.0, i, figures=False)
    return None


def _scaled(tokens: Tokens, part: _Part, words: NumberWords) -> tuple[float, int, float]:
    """The part with the scale words after it: value, last token, product of the scales."""
    value, last, product = part.value, part.last, 1.0
    if past := _past_over(tokens, last, words):
        last = past
    while last < len(tokens):
        at = last + 1 if _hyphen(tokens, last) else last
        word = tokens.words[at] if at < len(tokens) else ""
        if (
            product > 1
            and word == "."
            and tokens.glued(at)
            and tokens.words[at - 1] in words.scales
        ):
            nxt = tokens.words[at + 1] if at + 1 < len(tokens) else ""
            if nxt not in words.scales or nxt in words.letters:
                break
            last = at + 1
            continue
        if word not in words.scales or tokens.kinds[at] != "w" or not _is_scale(tokens, at, words):
            break
        barrels = tokens.words[at : at + 3] == ["b", "/", "d"]
        if barrels or (words.scales[word] <= 12 and product > 1):
            break
        product *= words.scales[word]
        last = at + 1
    if product > 1 and (half := _and_a_half(tokens, last, words)):
        return times(value + 0.5, product), half, product
    if product == 1:
        return value, part.last, 1.0
    return times(value, product), last, product


def _past_over(tokens: Tokens, i: int, words: NumberWords) -> int:
    """The token after «с лишним» at i where a scale word follows, else 0."""
    low = tokens.words
    if i + 2 < len(low) and (low[i], low[i + 1]) in _overs(words) and low[i + 2] in words.scales:
        return i + 2
    return 0


@cache
def _overs(words: NumberWords) -> frozenset[tuple[str, ...]]:
    """Phrases of two words behind a figure that mean over."""
    said = (tuple(phrase.split()) for phrase, wording in words.after.items() if wording == "over")
    return frozenset(phrase for phrase in said if len(phrase) == 2)


def _is_scale(tokens: Tokens, at: int, words: NumberWords) -> bool:
    """A letter is a scale only glued to its figure, or where it is an abbreviation with its own meaning after money."""
    word = tokens.words[at]
    if word not in words.letters:
        return True
    return (tokens.glued(at) and tokens.kinds[at - 1] == "n" and not tokens.glued(at + 1)) or (
        tokens.glued(at)
        and tokens.kinds[at - 1] == "n"
        and tokens.words[at + 1] in ".,;:-)+/–—\"'»”"
    )


def _milestone(tokens: Tokens, last: int, words: NumberWords) -> tuple[float, int]:
    """What the ending of a milestone multiplies, and where it ends: 300-тысячный, ten millionth, 25th lakh; (0, last) for none."""
    low = tokens.words
    at = last + 1 if _hyphen(tokens, last) else last
    if at < len(low) and low[at] in words.thousandths:
        return words.thousandths[low[at]], at + 1
    if words.articles and _ordinal(tokens, last, words) and last + 1 < len(low):
        return words.scales.get(low[last + 1], 0.0), last + 2
    return 0.0, last


def _past_ending(tokens: Tokens, part: _Part, words: NumberWords) -> _Part:
    """With the ending of a case that is joined to figures: «60-ти вагонов»."""
    at = part.last + 1
    joined = part.figures and _hyphen(tokens, part.last) and at < len(tokens)
    ends = joined and tokens.words[at] in words.case_endings
    return part._replace(last=at + 1) if ends else part


def _ordinal(tokens: Tokens, last: int, words: NumberWords) -> bool:
    """100,000th, 2-й."""
    if not tokens.glued(last) or last >= len(tokens):
        return False
    at = last + 1 if tokens.words[last] in _HYPHENS else last
    return at < len(tokens) and tokens.glued(at) and tokens.words[at] in words.ordinals
