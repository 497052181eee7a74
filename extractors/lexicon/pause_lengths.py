"""How long a pause is where an adjective tells it: "a two-week shutdown", «двухнедельный отпуск»."""

import re

from extractors.lexicon.numbers_en import ENGLISH
from extractors.lexicon.numbers_ru import RUSSIAN

_COUNTS = {**ENGLISH.cardinals, **RUSSIAN.cardinals}
_UNITS = {"day": "day", "week": "week", "month": "month", "дневн": "day", "недельн": "week", "месячн": "month"}  # fmt: skip
_PAUSE = re.compile(
    r"\b(?:(one|two|three|four|five|six|seven|eight|ten|\d{1,2})[- ](day|week|month)|(day|week|month)-?long|"
    r"(двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|десяти|\d{1,2})?-?(дневн|недельн|месячн)\w*) "
    r"(?:\w+ ){0,3}?(?:shutdown|break|stoppage|pause|closure|holiday|halt|suspension|furlough|stop|"
    r"отпуск|остановк|прост|пауз|каникул|перерыв)",
    re.IGNORECASE,
)


def pause_length(text: str) -> tuple[int, str] | None:
    """The count and unit ("day", "week", "month") of the first pause told so, if any."""
    found = _PAUSE.search(text)
    if found is None:
        return None
    english, unit, long, russian, ending = found.groups()
    count = (english or russian or "one").lower().replace("ё", "е")
    return (
        int(count) if count.isdigit() else int(_COUNTS[count]),
        _UNITS[(unit or long or ending).lower()],
    )
