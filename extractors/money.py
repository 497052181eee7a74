"""Money around a figure: $5bn, Rs 7,410 crore, 4-billion-euro, 4,3 млрд рублей."""

from extractors.lexicon.number_words import NumberWords
from extractors.tokens import Tokens

_SYMBOLS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₸": "KZT",
    "₴": "UAH",
    "₺": "TRY",
    "฿": "THB",
    "₫": "VND",
    "₪": "ILS",
    "₦": "NGN",
}
_DOLLARS = {
    "us": "USD",
    "c": "CAD",
    "ca": "CAD",
    "a": "AUD",
    "au": "AUD",
    "r": "BRL",
    "hk": "HKD",
    "nt": "TWD",
    "s": "SGD",
    "nz": "NZD",
}
_DOUBTFUL = frozenset(
    (
        "won",
        "sum",
        "mad",
        "real",
        "rand",
        "crown",
        "try",
        "pound",
        "pounds",
        "lev",
        "leu",
        "р",
        "сом",
        "бат",
    )
)
"""Currencies that are other words too: only after a scale word, or with a point (р.)."""
_PRICED = frozenset(
    (
        "tonne",
        "ton",
        "barrel",
        "unit",
        "car",
        "piece",
        "share",
        "watt",
        "vehicle",
        "kilo",
        "litre",
        "kilogram",
        "тонну",
        "штуку",
        "баррель",
        "единицу",
        "экземпляр",
        "машину",
        "автомобиль",
        "акцию",
        "киловатт",
        "литр",
        "килограмм",
        "кг",
        "комплект",
    )
)


def money_before(tokens: Tokens, first: int, words: NumberWords) -> tuple[str | None, int]:
    """Currency written before token `first`, and the token at which it begins (`first` where there is none)."""
    low = tokens.words
    if first == 0:
        return None, first
    word = low[first - 1]
    if word in _SYMBOLS:
        if word == "$" and first > 1 and tokens.glued(first - 1) and low[first - 2] in _DOLLARS:
            return _DOLLARS[low[first - 2]], first - 2
        return _SYMBOLS[word], first - 1
    at = first - 2 if word == "." and first > 1 else first - 1
    code = words.currencies.get(low[at])
    if (
        code
        and len(low[at]) <= 3
        and low[at].isascii()
        and tokens.capital(at)
        and low[at] not in ("won", "sum", "lei")
    ):
        return code, at
    if low[at] == "r" and at == first - 1 and tokens.glued(first) and tokens.capital(at):
        return "ZAR", at
    return None, first


def money_after(
    tokens: Tokens, at: int, words: NumberWords, *, scaled: bool
) -> tuple[str | None, int]:
    """Currency written from token `at` on, and the token after it (`at` where there is none)."""
    low, first = tokens.words, at
    if at + 1 < len(low) and low[at] in ("-", ".") and tokens.glued(at):
        at += 1
    if at < len(low) and low[at] in _SYMBOLS:
        before_next = at + 1 < len(low) and tokens.kinds[at + 1] == "n" and tokens.glued(at + 1)
        return (None, first) if before_next else (_SYMBOLS[low[at]], at + 1)
    nation = ""
    while at < len(low) and low[at] in words.nations and at - first < 5:
        nation = words.nations[low[at]] or nation
        at += 1
        at += at < len(low) and low[at] == "." and tokens.glued(at)
    if at >= len(low) or low[at] not in words.currencies:
        return None, first
    if low[at] in _DOUBTFUL and not scaled and low[at + 1 : at + 2] != ["."]:
        return None, first
    return nation or words.currencies[low[at]], at + 1


def is_price(tokens: Tokens, last: int, words: NumberWords) -> bool:
    """Whether the words after a sum make it the price of a thing: "a tonne", "apiece", «за штуку»."""
    low = tokens.words
    if last >= len(low):
        return False
    if low[last] in words.price_in:
        return True
    if low[last] in ("per", "/") and last + 1 < len(low):
        return low[last + 1] not in words.rate_times
    return low[last] in ("a", "за") and not _PRICED.isdisjoint(low[last + 1 : last + 2])
