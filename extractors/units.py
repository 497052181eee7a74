"""What is counted in an article: the unit of figures that name none ("4,000 a month", "90,000 units")."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

VAGUE = frozenset({"units", "pieces", "copies", "examples", "items", "sets", "ones", "others"})
"""Nouns that stand for whatever the article counts."""
MEASURES = frozenset(
    ["tonnes", "tons", "kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "GWp", "MWp", "barrels", "litres", "cubic metres", "ounces", "pounds"]
)  # fmt: skip
"""What is weighed or measured rather than counted."""

MACHINES = frozenset(
    {"aircraft", "helicopters", "tractors", "combines", "locomotives", "turbines", "excavators", "trams"}
)  # fmt: skip
"""What «машина» may stand for where an article counts it."""
_CARS = re.compile(
    r"\b(?:автомоби|автозавод|легков|грузовик|кроссовер|седан|внедорожник|автобус|электромобил)",
    re.IGNORECASE,
)
_SIGNS: dict[str, re.Pattern[str]] = {
    "vehicles": re.compile(
        r"\b(?:cars?|vehicles?|automobiles?|trucks?|pick-?ups?|SUVs?|sedans?|hatchbacks?|vans?|EVs?|buses|motorcycles?|bikes?|scooters?|automak\w+|carmak\w+)\b"
        r"|\b(?:автомобил\w*|авто(?:завод|концерн|производител|гигант)?\w{0,3}|машин\w{0,2}|грузовик\w*|кроссовер\w*|седан\w*|внедорожник\w*|электромобил\w*|автобус\w*|легков\w+)\b",
        re.IGNORECASE,
    ),
    "aircraft": re.compile(
        r"\b(?:aircraft|airliners?|jets?|planes?|planemaker|самолет\w*|самолёт\w*|лайнер\w*|авиалайнер\w*|fighter (?:jets?|aircraft|planes?)|airframes?|истребител\w*)\b",
        re.IGNORECASE,
    ),
    "engines": re.compile(r"\b(?:engines?|двигател\w+|моторн\w+|мотор\w{1,3})\b", re.IGNORECASE),
    "tractors": re.compile(r"\b(?:tractors?|трактор\w*)\b", re.IGNORECASE),
    "tyres": re.compile(r"\b(?:tyres?|tires?|шин|шины|покрышк\w+)\b", re.IGNORECASE),
    "combines": re.compile(
        r"\b(?:combines?|harvesters?|комбайн\w*|зерноуборочн\w*|кормоуборочн\w*)\b", re.IGNORECASE
    ),
    "locomotives": re.compile(
        r"\b(?:locomotives?|локомотив\w*|электровоз\w*|тепловоз\w*)\b", re.IGNORECASE
    ),
    "helicopters": re.compile(
        r"\b(?:helicopters?|rotorcraft|вертолет\w*|вертолёт\w*)\b", re.IGNORECASE
    ),
    "turbines": re.compile(r"\b(?:turbines?|турбин\w*)\b", re.IGNORECASE),
    "trams": re.compile(r"\b(?:trams?|трамва\w*)\b", re.IGNORECASE),
    "excavators": re.compile(r"\b(?:excavators?|экскаватор\w*|бульдозер\w*)\b", re.IGNORECASE),
    "ships": re.compile(r"\b(?:ships?|vessels?|shipyard|суда|судов|верф\w+)\b", re.IGNORECASE),
}


def unit_spoken_of(text: str, quantities: Iterable[Any]) -> str | None:
    """The noun that most figures of the article count; where none is said, what its words are about.

    «20 машин в день» are what a text of aeroplanes, tractors or combines speaks of, where it has no word of cars.
    """
    known = [q for q in quantities if q.figure == "count" and q.known and q.unit not in VAGUE]
    sample = text[:6000]
    machines = [str(q.unit) for q in known if q.unit and is_machine(q.noun)]
    counted = Counter(q.unit for q in known if q.unit and not is_machine(q.noun))
    meant = _machines(sample) if machines else None
    counted.update([meant] * len(machines) if meant else machines)
    if counted:
        return str(counted.most_common(1)[0][0])
    said = {unit: sum(1 for _ in sign.finditer(sample)) for unit, sign in _SIGNS.items()}
    best = max(said, key=lambda u: said[u])
    return best if said[best] >= 2 else None


_RAIL = re.compile(
    r"\b(?:railways?|railroads?|railcars?|rolling stock|locomotives?|trainsets?|bogies?|carriages?"
    r"|(?:metro|subway|train|rail|tram|passenger|commuter|sleeper|railway) (?:cars?|coach(?:es)?))\b",
    re.IGNORECASE,
)
_ROAD = re.compile(
    r"\b(?:automak\w+|carmak\w+|automobiles?|vehicles?|sedans?|SUVs?|trucks?|bus(?:es)?|dealers?|vans?|EVs?|pickups?|crossovers?|car (?:plants?|makers?|factor\w+))\b",
    re.IGNORECASE,
)
_RUN_ON_RAILS = re.compile(r"\b(?:cars?|coach(?:es)?)$", re.IGNORECASE)


def on_rails(text: str) -> bool:
    """Whether what an article calls cars and coaches runs on rails: it speaks of railways far more than of motor vehicles."""
    sample = text[:6000]
    rail = sum(1 for _ in _RAIL.finditer(sample))
    return rail > 1 and rail > 2 * sum(1 for _ in _ROAD.finditer(sample))


def may_be_on_rails(noun: str | None) -> bool:
    """Whether a counted noun is a word for a motor vehicle that is also one for a carriage."""
    return _RUN_ON_RAILS.search(noun or "") is not None


def is_machine(noun: str | None) -> bool:
    """Whether a counted noun stands for whatever machine is spoken of: «машин», «бортов», "machines"."""
    return _MACHINE.fullmatch(noun or "") is not None


_MACHINE = re.compile(r"машин\w{0,3}|борт(?:а|у|ов|ом|ами|ах)?|machines?", re.IGNORECASE)


def _machines(sample: str) -> str | None:
    """The machines that a text speaks of, None where it speaks of cars or of none of those."""
    if _CARS.search(sample):
        return None
    said = {unit: len(sign.findall(sample)) for unit, sign in _SIGNS.items() if unit in MACHINES}
    best = max(said, key=lambda u: said[u])
    return best if said[best] else None


_OF_MAKERS = {
    "cars": "vehicles", "trucks": "vehicles", "buses": "vehicles", "vans": "vehicles", "motorcycles": "vehicles", "engines": "engines", "batteries": "batteries", "tractors": "tractors",
    "aircraft": "aircraft", "combines": "combines", "railcars": "wagons", "locomotives": "locomotives", "ships": "ships", "helicopters": "helicopters", "tyres": "tyres",
}  # fmt: skip


def unit_of_makers(mentions: Iterable[Any], entries: Mapping[str, Any]) -> str | None:
    """What the makers named make for the most part, where the gazetteer knows it."""
    made: Counter[str] = Counter()
    for m in mentions:
        ids = [i for i in (m.plant_id, m.company_id, *m.candidates[:1]) if i in entries]
        products = [entries[i].product for i in ids[:1]]
        made.update(_OF_MAKERS[p] for p in products if p in _OF_MAKERS)
    return made.most_common(1)[0][0] if made else None
