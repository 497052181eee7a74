"""Words that the shapes of starts and stops need beside the cue tables, both languages together."""

from extractors.lexicon import words

NOT_PRODUCTION = tuple(
    sorted(
        words(
            """
            cooperation partnership sale sales order orders deliver export booking dealer showroom store office shop school museum construct talks negotiat trial hiring recruit trading auction
            exhibition expo fair forum investigat probe campaign housing hospital hotel mall airport road subscription
            сотрудничеств партнерств прода прием поставк строительств возведени салон автосалон офис магазин переговор набор заказ предзаказ выставк форум инвестпрограмм стройк торг отгруз
            экспорт реализаци бронирован испытани тестирован тестов представительств двухсмен односмен трехсмен систем сайт школ больниц обучен подготовк
            наращив увеличив снижа сокраща поступ продава
            режим график смену смены строить строит монтаж регистраци
            """
        )
    )
)
"""What begins or ends and is no production; stems, compared with the beginning of a word."""
NOT_PRODUCTION_WORDS = words(
    "season case building program programme project работы работа проект программу дело"
)
PLANTS = words(
    """
    plant plants factory factories facility line lines works mill hall site center centre fab gigafactory smelter shop workshop
    завод завода заводы цех цеха фабрику фабрика площадку комплекс линию комбинат предприятие корпус
    """
)
LESS = words("more fewer less half no any another вдвое больше меньше")
FIRST = words("first первый первая первое первые первую первого первой первых 1-й")
FINAL = words("last final последний последняя последние последнюю последнего последней последних")
NO_GOODS = words(
    """
    assembly half quarter month months year years week weeks day time times stage phase step plant factory line half-year place
    кузов кузова кузовов образец образцы образца прототип прототипа прототипы prototype prototypes body bodies
    полугодии полугодие полугодия квартал квартале квартала месяц месяца месяцев год года очередь очереди этап этапе раз половине
    """
)
"""After "first" these are no product."""
STANDALONE = (
    "commission", "restart", "resum", "reopen", "relaunch", "relight", "relit", "reactivat",
    "перезапус", "перезапущ", "возобнов", "заработа", "расконсерв",
)  # fmt: skip
"""Verbs of beginning that need no product beside them, given a time."""
OLD_DATE = frozenset(
    (
        "instead of", "instead of in", "rather than", "rather than in", "promised for", "once due in", "not in", "and not in", "originally in", "originally for", "originally", "initially",
        "originally planned for", "first planned for", "previously planned for", "instead of the", "once", "was once", "initially in", "formerly",
        "вместо", "взамен", "а не в", "а не с", "сначала в", "изначально в", "сперва в", "сначала на", "изначально на", "а не", "сперва обещали", "сначала обещали", "ранее обещали",
        "раньше обещали", "прежде говорил об", "раньше говорили о", "прежде говорили о", "ранее говорилось о", "изначально назывался", "раньше намечали на", "раньше назывался",
        "ранее назывался", "ранее намечалось на", "изначально планировалось на",
    )
)  # fmt: skip
"""Words right before a date that no longer holds."""
UNTIL_WORDS = frozenset(("until", "till", "through", "thru", "to", "по", "до"))
EACH_AND = frozenset(("and", "и", "&"))
WHILE_UNITS = {
    "неделю": (1, "week"), "месяц": (1, "month"), "сутки": (1, "day"), "день": (1, "day"), "полмесяца": (15, "day"), "год": (1, "year"),
}  # fmt: skip
"""Lengths of one, told without a number: «на неделю»."""
EVEN_THEN = frozenset(("еще",))
AGAIN = ("resum", "restart", "reopen", "re-open", "relaunch", "relight", "relit", "reactivat", "возобнов", "перезапус", "перезапущ", "расконсерв", "вернул", "вернет", "верну", "реаним")  # fmt: skip
AGAIN_WORDS = frozenset(
    ("again", "back", "return", "returns", "returned", "снова", "вновь", "опять", "заново", "обратно", "отпуска", "простоя", "каникул", "возвращение")
)  # fmt: skip
"""What tells that something is taken up anew."""
NEEDS_WORKS = ("закр", "стоя", "стоит", "молч", "встан", "встал", "умолк", "замер", "замолк", "замолч", "clos", "shut", "open", "reopen", "inaugurat", "откр")  # fmt: skip
"""Verbs that mean production only of a plant, a line or production itself; beginnings."""
WORKS = (
    "завод", "автозавод", "предприят", "конвейер", "лини", "цех", "производств", "сборк", "площадк", "комбинат", "фабрик", "гигафабрик", "верф", "печь", "печи", "домн", "стан", "лент", "комплекс", "мануфактур",
    "установк", "выпуск", "мощност", "очеред", "шахт", "рудник", "эллинг", "стапел", "plant", "factor", "facilit", "line", "site", "works", "mill", "furnace", "smelter", "fab", "production", "output", "manufactur", "assembl", "operations",
    "shop", "workshop", "yard", "shipyard", "gigafactory", "complex", "conveyor", "forge", "foundry",
)  # fmt: skip
RESTS = ("отпуск", "каникул", "простой", "простое", "простоя", "holiday", "summer", "winter", "christmas", "shutdown", "furlough", "collective")  # fmt: skip
"""Nouns of a pause that need nothing beside them but days."""
TO_THE_LINE = frozenset(
    ("на конвейер", "на линию", "на стапели", "на стапель", "на стапеле", "на ленту", "на поток", "в серию", "в строй", "в производство", "на конвейере", "в плане", "в графике", "в программе", "в очереди", "на очереди", "задача", "на площадках", "на складах", "на стоянках", "цель")
)  # fmt: skip
NOT_STANDING = frozenset(
    (
        "от", "дорого", "дешевле", "дороже", "задача", "цель", "вопрос", "у", "ли", "перед", "за", "рублей", "миллион", "миллиона", "тысяч", "около", "почти", "примерно", "более", "больше", "меньше", "менее", "во", "отметить", "ожидать",
        "с результатом", "с показателем", "с прибылью", "с убытком", "with", "at", "up", "to", "the year", "year", "the quarter", "the month", "the day", "the week",
    )
)  # fmt: skip
"""Right after a word of standing or ending these make it one of price, plan or sum."""
TASKS = frozenset(("задача", "задачи", "цель", "вопрос", "вопросы", "цена", "цены"))
NO_COUNTS = frozenset(
    (
        "hp",
        "kW",
        "MW",
        "km",
        "percent",
        "%",
        "months",
        "years",
        "people",
        "jobs",
        "employees",
        "workers",
    )
)
"""Units of figures that count no products."""
PAST_FORMS = frozenset(
    (
        "went", "took", "came", "fell", "sent", "saw", "stood", "lay", "brought", "began", "left", "hit", "laid", "lost", "ran", "got", "gone", "taken", "blown", "lain", "given", "wound", "shut", "ground",
        "kept", "put", "made", "built", "relit", "given", "run", "sat", "gave", "been",
    )
)  # fmt: skip
NO_VERBS = frozenset(
    (
        "first", "series", "production", "operation", "operations", "works", "gates", "doors", "cars", "repairs", "lines", "cells", "trucks", "buses", "holidays", "parts", "days", "service", "stream", "collective",
        "forced", "furlough", "leave", "ленту", "поток", "строю", "строй", "серию", "конвейер", "линию", "партия", "партию", "плавка", "плавку", "печь", "линия", "работы", "работу", "сборка", "сборки", "выпуск", "пуск", "запуск", "завод", "предприятие",
        "металл", "каникулы", "отпуск", "отпуска", "простой", "простоя", "простое", "режим", "первая", "первую", "первый", "первые", "последний", "последняя", "последнюю", "эксплуатацию", "производство", "приостановка", "пауза", "паузе", "день", "рабочий",
    )
)  # fmt: skip
"""Words of the phrases that look like verb forms and are none."""
EMPTY = ("пусту", "пусте", "пустов", "пустын")
"""Words that look like forms of «пустить» and are none."""
SET_UP = ("встан", "встал")
"""Verbs that begin production only of what goes to the line."""
AFTER_IT = frozenset(("из", "после", "after", "following", "from", "before"))
"""Words before a pause that is over or only places something in time."""
NOT_NEW = frozenset(
    ("used", "slightly", "fewer", "кузов", "прототип", "образец", "prototype", "prototypes")
)
"""Words beside a verb of making that keep it from being a start."""
BUILDING = frozenset(("building", "construction", "строительство", "возведение"))
SOME_PEOPLE = frozenset(
    (
        "people",
        "workers",
        "employees",
        "ряд",
        "часть",
        "части",
        "частью",
        "некоторых",
        "hundreds",
        "some",
    )
)
ENDINGS = ("clos", "end", "finish", "закр", "заверш")
"""Verbs that close a year as well as a plant."""
STATES = (
    "наход",
    "проста",
    "стоит",
    "стоят",
    "молч",
    "пусту",
    "остается",
    "stand",
    "is idle",
    "remain",
    "stay",
)
"""Words of a stop that lasts: its time is that of its beginning."""
RELATIVE = frozenset(
    ("which", "that", "который", "которая", "которое", "которые", "которую", "которого")
)
DITTO = (
    "follow",
    "is next",
    "are next",
    "is first",
    "are first",
    "was first",
    "were first",
    "was the first",
    "comes last",
    "come last",
    "next to go",
    "are to follow",
    "следом",
    "следующ",
)
"""Phrases that say the same of one more: it starts or stops as the one told before."""
ERECTING = frozenset(
    ("build", "building", "construct", "constructing", "erect", "строить", "возводить", "построить")
)
"""Verbs that, of a plant, put it up and start nothing."""
LISTED = frozenset(("and", ",", ";", "и", "а"))
BEING = frozenset(
    (
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "remain",
        "stay",
        "будет",
        "будут",
        "был",
        "была",
        "были",
    )
)
SCHEDULED = (
    "scheduled",
    "planned",
    "due",
    "expected",
    "slated",
    "set",
    "pencilled in",
    "намечен",
    "намечена",
    "намечено",
    "запланирован",
    "запланирована",
    "запланировано",
    "ожидается",
    "планируется",
    "намечали",
    "намечалась",
    "намечался",
)
BEGUN = (
    "production",
    "assembly",
    "manufacturing",
    "series",
    "производств",
    "выпуск",
    "сборк",
    "сери",
)
"""Nouns of making whose date is that of their beginning."""
NOT_MAKING = ("finish", "complet", "сним", "сня", "законч", "достро")
"""Verbs among those of making that begin nothing."""
EMPTIED = ("опуст", "умолк", "замер", "замолк", "замолч", "погас")
"""Phrases that mean production only of a plant, shop or line."""
OF_A_YEAR = frozenset(("year", "quarter", "months", "half", "period"))
"""What ends and is no production."""
HINTS = (
    "come", "comes", "came", "arriv", "appear", "follow", "move", "moving", "transfer", "return", "join", "ready", "work", "run", "operat", "add", "turn", "switch", "convert", "expire", "take", "took", "go",
    "goes", "went", "gone", "replac", "succe", "due", "date", "introduc", "mass-produc", "call", "idle", "downtime", "break", "holiday", "vacation", "strike", "walkout", "furlough", "retool", "overhaul", "stand", "stood", "still",
    "работ", "прид", "приш", "прих", "появ", "вый", "выш", "выход", "верн", "возвр", "перейд", "переш", "переход", "перевод", "перевед", "перевел", "присоед", "добав", "займ", "готов", "поставят", "поставил", "поставит", "пост", "снят", "сним", "уй", "уш", "уход", "ставят",
    "ставит", "прерв", "прерыв", "забастовк", "каникул", "отдых", "выходн", "нерабоч", "ремонт", "модерниз", "дата", "срок", "смен", "сменит", "локализ", "налад", "делать", "выпустит", "появится",
)  # fmt: skip
"""Beginnings of words that may tell a start or stop where nothing plainer does."""
NO_HINTS = frozenset(("working", "worker", "workers", "workforce", "comes to", "running", "operator", "additional", "addition", "income", "good", "goods", "gold", "goal", "goals", "government", "governor", "standard", "standards", "turnover", "постоянно", "поставки", "поставок", "рабочий", "рабочих", "работник", "работников", "работники", "выходит"))  # fmt: skip
