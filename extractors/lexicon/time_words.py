"""Small closed word lists that the readers of times share, of both languages."""

import re

ENDINGS = frozenset(
    ("th", "st", "nd", "rd", "й", "я", "е", "го", "му", "м", "х", "ю", "ом", "ых", "ый", "ой")
)
QUOTES = frozenset("'’‘")
AGO = frozenset(("ago", "earlier", "before", "previously", "назад", "ранее"))
PERIODS = frozenset(
    ("period", "months", "month", "quarter", "time", "span", "stretch", "season", "half")
)
PERIOD_STEMS = ("период", "срок", "месяц", "квартал", "врем", "полугод", "отрез", "промежут")
DAY_PREPOSITIONS = frozenset(
    (
        "on",
        "to",
        "until",
        "till",
        "by",
        "from",
        "since",
        "through",
        "с",
        "до",
        "по",
        "к",
        "вместо",
        "на",
    )
)
PREPOSITIONS = frozenset(
    ("из", "с", "со", "на", "в", "во", "за", "у", "под", "от", "при", "по", "до")
)
HUNDREDS = frozenset(
    ("сто", "двести", "триста", "тысячу", "полторы", "полтора", "полмиллиона", "тысяча", "миллион")
)
PART_NOUNS = frozenset(("start", "beginning", "close", "turn", "outset", "middle", "end"))
YEAR_PREPOSITIONS = frozenset(("в", "к", "до", "с", "на"))
LOCATIVE = ("ом", "ем", "му", "го", "ый", "ой")
AFTER_DAYS = frozenset(
    (
        "вместо",
        "and",
        "when",
        "as",
        "but",
        "in",
        "to",
        "after",
        "at",
        "with",
        "for",
        "through",
        "и",
        "а",
        "но",
        "до",
        "по",
        "числа",
        "включительно",
        "снова",
    )
)
NOT_DAYS = frozenset(
    (
        "percent",
        "vehicles",
        "cars",
        "units",
        "tonnes",
        "million",
        "thousand",
        "billion",
        "trucks",
        "per",
    )
)
VERB = re.compile(
    r"(?:ть|ться|л|ла|ло|ли|лся|лась|лось|лись|ет|ут|ют|ит|ат|ят|ем|им|ется|ится|утся|ятся|было|будет|уже|же)$"
)
DASHES = frozenset("-–—‑‐−/")
