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
            четырехдневн трехдневн пятидневн трехднев истори режим график смену смены строить строит монтаж регистраци
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
    plant plants factory factories facility line lines works mill hall site center centre fab gigafactory smelter smelters shop workshop refinery refineries mine mines colliery brewery
    reactor reactors furnace mills shipyard foundry
    завод завода заводы цех цеха фабрику фабрика площадку комплекс линию комбинат предприятие корпус
    """
)
CAUSES = words(
    "because due owing amid after following pending until till as while despite from из-за ввиду вследствие вслед после пока до ради чтобы"
)
"""What begins a reason or a limit."""
SHIPS = ("ship", "vessel", "ferr", "submarine", "frigate", "corvette", "destroyer", "tanker", "icebreaker", "корабл", "судн", "судов", "танкер", "паром", "ледокол", "фрегат", "корвет", "траулер")  # fmt: skip
FIRST = words("first первый первая первое первые первую первого первой первых 1-й")
FINAL = words("last final последний последняя последние последнюю последнего последней последних")
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
BUILDING = frozenset(("building", "construction", "строительство", "возведение"))
AFTER = frozenset(("after", "following", "после"))
"""Words behind which a stop is told by its end."""
AFTER_SMALL = words(
    "a an the its their this короткой длительной долгой двухнедельной плановой временной недельной"
)
"""What may stand between such a word and the stop."""
BUILT_SUBJECT = frozenset(
    (
        "construction",
        "groundbreaking",
        "foundations",
        "строительство",
        "стройка",
        "возведение",
        "фундамент",
    )
)
"""What begins or ends in «строительство завода в Асаке началось в июне»: no production."""
BUILT_OBJECT = BUILT_SUBJECT | words(
    "строительства стройки строить возведения модернизация модернизацию реконструкция реконструкцию переоснащение расширение"
    " modernisation modernization reconstruction refurbishment refurbishing retooling"
)
CLAUSES = frozenset(
    (
        ";",
        ":",
        "and",
        "but",
        "while",
        "where",
        "which",
        "whereas",
        "и",
        "а",
        "но",
        "где",
        "однако",
        "тогда",
        "поскольку",
    )
)
"""Words at which another thing may begin to be spoken of."""
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
ERECTING = frozenset(
    ("build", "building", "construct", "constructing", "erect", "строить", "возводить", "построить")
)
"""Verbs that, of a plant, put it up and start nothing."""
LISTED = frozenset(("and", ",", ";", "и", "а"))
OF_A_YEAR = frozenset(("year", "quarter", "months", "half", "period"))
"""What ends and is no production."""
HINTS = (
    "come", "comes", "came", "arriv", "appear", "follow", "move", "moving", "transfer", "return", "join", "ready", "work", "run", "operat", "add", "turn", "switch", "convert", "expire", "take", "took", "go",
    "goes", "went", "gone", "replac", "succe", "due", "date", "introduc", "mass-produc", "call", "idle", "downtime", "break", "holiday", "vacation", "strike", "walkout", "furlough", "retool", "overhaul", "stand", "stood", "still", "gets", "conveyor",
    "выключ", "отключ", "пустующ", "пустовал", "доживает", "гасит", "погас", "отдохн", "оживет", "ожил", "проснул", "законсервир", "работ", "прид", "приш", "прих", "появ", "вый", "выш", "выход", "верн", "возвр", "перейд", "переш", "переход", "перевод", "перевед", "перевел", "присоед", "добав", "займ", "готов", "поставят", "поставил", "поставит", "пост", "снят", "сним", "уй", "уш", "уход", "ставят",
    "ставит", "прерв", "прерыв", "забастовк", "каникул", "отдых", "выходн", "нерабоч", "ремонт", "модерниз", "дата", "срок", "смен", "сменит", "локализ", "налад", "делать", "выпустит", "появится",
)  # fmt: skip
"""Beginnings of words that may tell a start or stop where nothing plainer does."""
HINTS_BY_A_TIME = frozenset(
    (
        "off", "out", "dark", "down", "up", "lockdown", "maintenance", "refit", "turnaround", "leaves", "leave", "left", "farewell", "goodbye", "rests", "rest", "woke", "wakes", "hot", "cold", "alive", "behind",
        "shifts", "shift", "switched", "again", "over", "set",
        "пауза", "паузу", "паузы", "тишина", "тишины", "профилактика", "профилактики", "профилактику", "очередь", "нет", "вновь", "снова", "движется", "варят", "варили", "пришлось", "живет", "молчит",
    )
)  # fmt: skip
"""Words that may tell a start or stop where a time stands beside them."""
NO_HINTS = frozenset(("working", "worker", "workers", "workforce", "comes to", "running", "operator", "additional", "addition", "income", "good", "goods", "gold", "goal", "goals", "government", "governor", "standard", "standards", "turnover", "постоянно", "поставки", "поставок", "рабочий", "рабочих", "работник", "работников", "работники", "выходит"))  # fmt: skip
