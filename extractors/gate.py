"""A cheap look at a text: does it speak of production at all? Most general news does not."""

import re
from collections.abc import Iterator

_SIGNS = {
    "en": re.compile(
        r"(?:produc(?:e|es|ed|ing|tion)\b|manufactur|assembl(?:e|ed|es|ing|y)\b|\boutput\b|\bcapacity\b|factor(?:y|ies)\b|\bplants?\b|\bsmelter|\bshipyard|"
        r"\bbuil[dt]\b|\bmade\b|\bmill\b|\bfab\b|\bfurnace|\brolled off|assembly line|production line|\bworks\b|\bvehicles\b|\bcars\b|\btrucks\b|\btonnes\b|\bGWh\b|gigafactory|carmaker|automaker|\bjets\b)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:производ|произве|выпус[кт]|выпущ|собра[лнт]|собира[ею]т|соберут|соберет|соберёт|сборк|завод|конвейер|мощност|фабрик|предприяти|комбинат|изготов|выплав|верф|гигафаб|автопром)",
        re.IGNORECASE,
    ),
}


def _beginnings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """How the alternatives of a pattern `(?:…|…)` begin, in lower case."""
    alternatives = re.split(
        r"\|(?![^()]*\))", pattern.pattern.removeprefix("(?:").removesuffix(")")
    )
    found = [re.match(r"(?:\\b)?([\w ]+)(\?)?", a) for a in alternatives]
    words = {m[1][: -1 if m[2] else None].lower() for m in found if m}
    if len(found) != sum(m is not None for m in found) or "" in words:
        raise ValueError(f"an alternative begins with no letter: {pattern.pattern}")
    return tuple(sorted(words))


_BEGINNINGS = {language: _beginnings(pattern) for language, pattern in _SIGNS.items()}
"""Plain searches for these are many times faster than the pattern on all of the text."""
ENOUGH = 2
SHORT = 1000
"""Characters up to which a text is an item of news in brief, where one sign is enough."""


def speaks_of_production(text: str, title: str | None, language: str) -> bool:
    """False where a text holds too few signs of production to be read further."""
    found, enough = 0, 1 if len(text) <= SHORT else ENOUGH
    for source in (title or "", text):
        for _ in _signs(source, language):
            found += 1
            if found >= enough:
                return True
    return len(text) <= SHORT and bool(_IN_BRIEF[language].search(text))


def _signs(text: str, language: str) -> Iterator[re.Match[str]]:
    """What `finditer` of the language's signs gives."""
    lowered = text.lower()
    if len(lowered) != len(text):  # letters that become two: places would differ
        yield from _SIGNS[language].finditer(text)
        return
    end = 0
    for place in sorted(p for word in _BEGINNINGS[language] for p in _places(lowered, word)):
        sign = _SIGNS[language].match(text, place) if place >= end else None
        if sign:
            end = sign.end()
            yield sign


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


_IN_BRIEF = {
    "en": re.compile(
        r"\b(?:lines?|building|build|makes?|aircraft|helicopters?|buses|vans|engines|tractors|combines|batteries|motorcycles|electric|units|plant's|invest\w*|halts?|pauses?|target|goal)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:автомобил|автобус|грузовик|комбайн|трактор|верто?л[её]т|самол[её]т|машин|двигател|электровоз|вагон|батаре|мотоцикл|сери[юие]\b|лини[яиюйе]|сдела|цех|печь|печи|тонн|тыс\. ?т\b|каникул|отпуск|построит|построен)",
        re.IGNORECASE,
    ),
}
"""Signs that are enough in an item of news in brief, where a figure or a start is often all that there is."""


_TELLING = {  # of lower case: several times as fast as without regard to case
    "en": re.compile(
        r"\d|\b(?:start|beg[aiu]n|launch|resum|restart|re-?open|open|inaugurat|commission|halt|stop|suspend|paus|idl|clos|shut|end(?:s|ed|ing)?\b|ceas|discontinu|mothball|wind|phase|furlough|"
        r"first|last|final|line|enter|series|million|thousand|hundred|dozen|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
        r"stood|stay|remain|silent|dark|idle|down|quiet|went|goes|gone|enter|return|back|restor|roll|operational|mov(?:e|es|ed|ing)\b|transfer|built?\b|produc|assembl|manufactur|made\b|make|work|delay|postpon|put|slip|follow|join|stand|run)",
    ),
    "ru": re.compile(
        r"\d|\b(?:нач|запу[сщ]|старт|возобнов|откр|заработа|пу[сщ]|осв|приступ|вв[еёо]|ввод|останов|останавл|приостан|прекра|просто|закр|консерв|заглуш|св[её]рн|сворач|вста|встал|сто[ийя]|умолк|молч|замер|замр|замол|затих|глох|заглох|погас|глуш|опуст|пуст|ожи|сня|сним|отправ|сорв|сош|сойд|сход|постав|присоед|добав|двин|заверш|паузу|"
        r"перв|послед|конвейер|сери|тысяч|миллион|миллиард|полтор|полмиллион|сот|сто\b|два|две|дв[уе]|три|тр[её]|четыр|пят|шест|сем[ьи]|восем|девят|десят|один|одн|двадцат|тридцат|сорок|вдвое|"
        r"отпуск|каникул|пауз|перен[её]с|отлож|сдви|задерж|выпус|собер|собир|собра|произвед|произвел|изготов|будет|будут|верн|перестан|снова|прибав|взял|намеч|планир|выш|выйд|пош[её]?л|пойд|ушл|ушел|уйд|ввел|включ|продлит)",
    ),
}


def is_telling(text: str, start: int, end: int, language: str) -> bool:
    """Whether a sentence has a figure or a word of beginning, ending or making in it."""
    before = min(start, 1)  # a word may have begun before
    return _TELLING[language].search(text[start - before : end].lower(), before) is not None
