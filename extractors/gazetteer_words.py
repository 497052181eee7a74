"""Words in capitals that name nobody who makes anything: peoples, blocs of countries, money, and the last words of bodies.

English words stand folded; `pieces.py` and `persons.py` ask for them before they take a capital for a name.
"""

import re

PEOPLES = frozenset(
    {
        "swedes", "finns", "danes", "spaniards", "turks", "poles", "czechs", "slovaks", "britons", "saxons", "bavarians", "europeans", "asians", "africans", "londoners", "westerners",
        "easterners", "southerners", "serbs", "croats", "bulgars", "balts", "arabs", "parisians", "berliners", "muscovites", "texans", "californians", "californian", "scots", "icelanders",
    }
)  # fmt: skip
BLOCS = frozenset(
    {
        "asean", "eu", "nafta", "usmca", "gcc", "cis", "brics", "opec", "efta", "mena", "emea", "apac", "eaeu", "europe", "asia", "africa", "eurasia", "oceania", "scandinavia", "balkans",
        "mercosur", "latam", "benelux", "arctic", "mediterranean", "caspian", "caucasus", "brexit", "southeast", "midlands", "carpathians", "soviet", "franco", "sino", "anglo",
        "north america", "latin america", "south america", "central asia", "central europe", "eastern europe", "western europe", "southeast asia", "wall street", "middle east",
    }
)  # fmt: skip
BODIES = frozenset(
    {
        "public investment fund", "pif", "sinosure", "pti", "psx", "kse", "nse", "bse", "fti", "siam", "fada", "pama", "gaikindo", "vama", "maa", "acarom", "apia", "unrae", "ukrautoprom",
        "fim-cisl", "fim", "fiom", "uilm", "ig metall", "unite", "codal", "wardsauto", "sne research", "act research", "autocar", "kbb", "edmunds", "experian", "jato dynamics", "ihs markit",
        "s&p global", "cox automotive", "vahan", "bernama", "kazinform", "akorda", "idro", "niti aayog", "eesl", "dtna sales", "swedbank", "nomura", "edelweiss", "naamsa", "aebrus", "anfavea",
        "adefa", "amia", "inegi", "kaida", "kama", "vfacts", "cnesa", "nami", "namr", "epa", "sec", "irs", "fda", "faa", "easa", "icao", "nhtsa", "iihs", "doe", "dod", "pentagon", "idc", "aidc",
        "аеб", "укравтопром", "росстат", "госкомстат", "нацкомстат", "нацстатком", "белстат", "узстат", "редакция", "минпромторг", "минпром", "автостат", "асм-холдинг", "опжт", "роснефть", "сок", "мсфо", "рсбу", "oica", "acea", "forbes", "unctad",
        "fim cisl", "twitter", "linkedin", "bloombergnef", "trendforce", "counterpoint", "lmc automotive", "autofacts", "automotive world", "just-auto", "electrek", "insideevs", "ruscarnews",
        "rusautonews", "росимущество", "внешэкономбанк", "вэб", "сбербанк", "втб", "газпромбанк", "роскосмос", "росавиация", "ространснадзор", "росстандарт",
    }
)  # fmt: skip
"""Agencies, unions, exchanges, statisticians, funds."""
BODY_ENDS = frozenset(
    {
        "association", "fund", "exchange", "authority", "federation", "university", "college", "academy", "commission", "committee", "act", "zone", "zones", "street", "museum", "stadium",
        "award", "awards", "show", "summit", "forum", "expo", "congress", "parliament", "court", "police", "army", "navy", "pact", "treaty", "agreement", "programme", "program", "initiative",
        "fair", "festival", "airport", "port", "airlines", "airways", "airline", "bank", "securities", "research", "analytics", "advisors", "times", "post", "journal", "gazette", "herald",
        "zeitung", "nyheter", "tribune", "chamber", "secretariat", "senate", "department", "transit system", "transit", "metro", "commerce", "union", "park", "insurance", "capital",
        "center", "centre", "institute", "ministry", "agency", "council", "bureau", "government", "administration", "inspectorate", "coalition",
    }
)  # fmt: skip
"""What a name of two words or more ends in where it makes nothing."""
BODY_BEGINNINGS = frozenset(
    {
        "ministry",
        "government",
        "department",
        "university",
        "institute",
        "committee",
        "office",
        "chamber",
    }
)
"""What such a name may begin with instead: "Ministry of Industry"."""
_MONEY = re.compile(r"(?:Rs|VNĐ|VND|RM|THB|Tk|Rp|PKR|INR|SAR|Kshs?|Sh)\d")


def is_nobody(folded: str) -> bool:
    """A people or a bloc of countries: the folded word never names a maker."""
    return folded in PEOPLES or folded in BLOCS


def is_money(word: str) -> bool:
    """ "Rs12", "VNĐ6": a sum written without a space."""
    return _MONEY.match(word) is not None


def is_body(folded: str) -> bool:
    """The folded name of an agency, an exchange, a union, a fund."""
    first, several, _ = folded.partition(" ")
    return folded in BODIES or bool(
        several and (folded.rpartition(" ")[2] in BODY_ENDS or first in BODY_BEGINNINGS)
    )
