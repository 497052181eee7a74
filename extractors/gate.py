"""A cheap look at a text: does it speak of production at all? Most general news does not."""

import re

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
ENOUGH = 2
SHORT = 1500
"""Characters up to which a text is an item of news in brief, where one sign is enough."""


def speaks_of_production(text: str, title: str | None, language: str) -> bool:
    """False where a text holds too few signs of production to be read further."""
    pattern = _SIGNS[language]
    found, enough = 0, 1 if len(text) <= SHORT else ENOUGH
    for source in (title or "", text):
        for _ in pattern.finditer(source):
            found += 1
            if found >= enough:
                return True
    return False


_TELLING = {
    "en": re.compile(
        r"\d|\b(?:start|beg[aiu]n|launch|resum|restart|re-?open|open|inaugurat|commission|halt|stop|suspend|paus|idl|clos|shut|end(?:s|ed|ing)?\b|ceas|discontinu|mothball|wind|phase|furlough|"
        r"first|last|final|line|enter|series|million|thousand|hundred|dozen|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
        r"stood|silent|dark|idle|down|built?\b|produce|assembl|manufactur|made\b|make|work|delay|postpon|put|slip|follow|join|stand|run)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\d|\b(?:нач|запу[сщ]|старт|возобнов|откр|заработа|пу[сщ]|осв|приступ|вв[еёо]|ввод|останов|останавл|приостан|прекра|просто|закр|консерв|заглуш|св[её]рн|сворач|вста|встал|сто[ийя]|умолк|молч|"
        r"перв|послед|конвейер|сери|тысяч|миллион|миллиард|полтор|полмиллион|сот|сто\b|два|две|дв[уе]|три|тр[её]|четыр|пят|шест|сем[ьи]|восем|девят|десят|один|одн|двадцат|тридцат|сорок|вдвое|"
        r"отпуск|каникул|пауз|перен[её]с|отлож|сдви|задерж|выпус|собер|собир|собра|произвед|произвел|изготов|будет|будут|верн|выш|выйд|пош[её]?л|пойд|ушл|ушел|уйд|ввел|включ|продлит)",
        re.IGNORECASE,
    ),
}


def is_telling(text: str, start: int, end: int, language: str) -> bool:
    """Whether a sentence has a figure or a word of beginning, ending or making in it."""
    return _TELLING[language].search(text, start, end) is not None
