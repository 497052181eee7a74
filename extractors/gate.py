"""A cheap look at a text: does it speak of production at all? Most general news does not."""

import re

_SIGNS = {
    "en": re.compile(
        r"(?:produc(?:e|es|ed|ing|tion)\b|manufactur|assembl(?:e|ed|es|ing|y)\b|\boutput\b|\bcapacity\b|factor(?:y|ies)\b|\bplants?\b|\bsmelter|\bshipyard|"
        r"\bbuil[dt]\b|\bmade\b|\bmill\b|\bfab\b|\bfurnace|\brolled off|assembly line|production line|\bworks\b|\bvehicles\b|\btonnes\b|\bGWh\b|gigafactory|carmaker|automaker|\bjets\b)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:производ|произве|выпус[кт]|выпущ|собра[лнт]|собира[ею]т|соберут|соберет|соберёт|сборк|завод|конвейер|мощност|фабрик|предприяти|комбинат|изготов|выплав|верф|гигафаб|автопром)",
        re.IGNORECASE,
    ),
}
_FIGURE = re.compile(r"\d")
ENOUGH = 2


def speaks_of_production(text: str, title: str | None, language: str) -> bool:
    """False where a text holds too few signs of production to be read further."""
    pattern = _SIGNS[language]
    found = 0
    for source in (title or "", text):
        for _ in pattern.finditer(source):
            found += 1
            if found >= ENOUGH:
                return True
    return False
