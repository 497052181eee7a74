"""Turns of phrase: whether a plan stands, is reported or was given up; what is only a difference, money earned, or a plant filling up."""

import re

REPORTED = re.compile(
    r"\b(?<!had )(?:said|added|announced|stated|told \w+(?: \w+)?|confirmed|disclosed|forecast|predicted|projected|estimated)(?: on \w+day| today| yesterday)?,?(?: that)? "
    r"(?:it|they|he|she|we|the \w+|[A-Z]\w+) (?:still |now |also )?(?:would|planned|aimed|expected|intended|hoped|wanted|targeted|sought)\b"
)
"""A plan as it stands, told in the tense of its saying: "said it planned to build"."""
GIVEN_UP = re.compile(
    r"\b(?:abandon\w*|scrap(?:s|ped|ping)?|g[ai]v(?:e|es|en|ing) up(?: on)?|walk(?:s|ed|ing)? (?:away|back) from|ditch\w*|withdr[ae]w\w*|shelv\w*|"
    r"отказал\w* от|отозвал\w*|отменил\w*)"
    r"(?: \w+day)?(?: on)? (?:\S+ ){0,4}?(?:target|goal|plan|aim|forecast|guidance|outlook|ambition|план\w*|цел\w*|прогноз\w*|намерени\w*)s?\b",
    re.IGNORECASE,
)
"""A plan that is one no more."""
LEFT = re.compile(
    r"\b(?:down|up|lower|reduced|cut) from (?:about |around |some |roughly |nearly |over |up to )?$"
)
"""What stands right before a plan that was left: "down from 57,000"."""
THEN = re.compile(
    r"\b(?:had|then|once|earlier|previous|previously|original|originally|initially|at the time|instead|ago|last|before|"
    r"in (?:(?:early|late|mid|spring|summer|autumn|\d{4})|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*))\b"
)
"""Words by which what is reported was said at another time."""
LESS = re.compile(r"\b(?:down|up)(?: by)? (?:about |around |some |nearly |roughly |over )?$")
BY_HOW_MUCH = re.compile(
    r"\b(?:(?:increase|rise|drop|decline|cut|reduction|growth|fall|gain|shortfall)(?: in [\w ]{1,30})? of"
    r"|прирост\w*(?: [^;\n]{0,60})? состав\w+|прирост\w*(?: [^.;\d]{0,40})? (?:в|на))"
    r"(?: (?:about|around|some|nearly|almost|roughly|over|около|почти|более|порядка|примерно))? ?$",
    re.IGNORECASE,
)
""" "a drop in production of 3,000 tonnes", «прирост составит 20 000 т»."""
THAN = re.compile(r"\s*(?:from|on|compared|versus|vs)\b")
"""A difference: "down 150,000 from an earlier plan"."""
EARNED = re.compile(
    r"\b(?:убыт\w+|прибыл\w+|выручк\w+|штраф\w*|задолженност\w+|loss(?:es)?|profits?|revenues?|turnover|fines?|debts?|earnings|writedowns?|write-downs?|output worth|output valued at)"
    r"(?: (?:в размере|в объеме|в объёме|составил\w*|of|worth|totall?ing))?(?: (?:до|около|почти|более|свыше|примерно|about|around|nearly|some|over|up to|more than|to))? ?$",
    re.IGNORECASE,
)
"""What stands right before money that builds nothing: «убытки в размере 5,1 миллиарда евро»."""
PILOT = re.compile(
    r"\b(?:предсерийн\w+|пилотн\w+ (?:же |сборк\w+|парти\w+|образ\w+|экземпляр\w*|машин\w*)|pre-series|pre-production|pilot (?:batch|run|cars?|vehicles?|trucks?|assembly|production))\b",
    re.IGNORECASE,
)
"""What is made before the series."""
FULL = re.compile(
    r"\b(?:(?:вый|вый[дт]|вых|выш|вывод|вывед|вывест)\w* на (?:\w+ ){0,2}?(?:полную|проектную|плановую|максимальную|расчетную) (?:\w+ )?(?:мощност\w+|загрузк\w+)"
    r"|(?:reach|hit|run|attain|achiev)\w* (?:its |their |the |at )?(?:full|design|nameplate|maximum|planned) (?:\w+ )?capacity)",
    re.IGNORECASE,
)
"""A plant that comes to its full capacity has started before."""
