"""Text cut into tokens for the number and period grammars.

Tokens are kept as parallel lists, since a tuple or object a token would cost more than the grammars do.
"""

import re
from dataclasses import dataclass

_PREFIXES = (  # letters glued to a number that are no model code: "mid-2024", "Rs7,410", "RMB3.5bn", "R6bn"
    "mid early late end pre post since before after by rs inr usd eur gbp rmb cny jpy krw rub rm myr us hk sg "
    "kc r brl zar idr rp vnd thb try czk huf pln sek nok dkk chf cad aud kzt uzs byn"
)
_CODE = (
    rf"(?=[^\W\d_])(?!(?:{'|'.join(_PREFIXES.split())})-?\d[\d.,]*(?:bn|mn|tn|m|b|k)?(?![\w-]))"
    r"(?:[^\W\d_]+\d|(?<!\d)[^\W\d_]+-\d)\w*(?:[-/]\w+)*"  # in 80k-100k no code begins
)
HYPHENS = frozenset("-\u2010\u2011")
_BOEING = (
    r"7[0-8]7(?=-\d|s\b| max| dreamliner|(?<=\d 7\d7) (?:jet|aircraft|airplane|plane|freighter))"
)
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_NUMBER = "|".join(
    (
        rf"\d{{1,3}}(?:{_SPACE}(?!{_BOEING})\d{{3}})+(?![\d])(?:[.,]\d{{1,2}}(?!\d))?",  # 80 000
        r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?",  # 80,000
        r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?",  # 80.000
        r"\d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?",  # 80'000
        r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)",  # 1,00,000
        r"\d+(?:[.,]\d+)?",
    )
)
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<w>[^\W\d_]++(?![\w-]))",  # most words; the next two decide about "MC-21" and "mid-2024"
            r"(?P<s>[^\s\w+])",
            rf"(?P<c>{_CODE})",
            rf"(?P<c2>(?<!\d)(?<!\d[.,]){_BOEING}(?:-\d+|s\b)?)",  # 787-9s
            r"(?P<w2>[^\W\d_]+)",
            r"(?P<d>\d{4}-\d\d-\d\d(?!\d)|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?![\d.]))",  # a date in figures
            r"(?P<x>\+\d[\d ()-]{7,17}\d|8[ -]?\(?\d{3}\)?[ -]\d{2,3}-\d\d-\d\d|\d\d?:\d\d(?!\d))",  # phone, time
            rf"(?P<n>{_NUMBER})",
            r"(?P<s2>[+_])",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """`text` cut up: token i is `text[starts[i]:ends[i]]`.

    `kinds[i]` is d (date in figures), x (phone, time of day), c (code such as MC-21), w (word), n (number), s (sign);
    `words[i]` is the token in lower case with ё as е.
    """

    text: str
    kinds: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.kinds)

    def glued(self, i: int) -> bool:
        """Whether no space stands between token i - 1 and token i."""
        return 0 < i < len(self.starts) and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital letter."""
        return self.text[self.starts[i]].isupper()

    def span(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, exclusive."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def folded(text: str) -> str:
    """`text` in lower case with ё as е, each character at its old place."""
    low = text.lower()
    if len(low) != len(text):  # İ and a few others grow
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low.replace("ё", "е")


def tokenise(text: str, low: str | None = None) -> Tokens:
    """Cut `text` up in one pass, linear in its length; `low` is `folded(text)` where the caller has it."""
    matches = list(_TOKEN.finditer(folded(text) if low is None else low))
    return Tokens(
        text,
        [(match.lastgroup or "s")[0] for match in matches],
        [match.group() for match in matches],
        [match.start() for match in matches],
        [match.end() for match in matches],
    )
