"""Words that the shapes of starts and stops need beside the cue tables, both languages together."""

from extractors.lexicon import words

NOT_PRODUCTION = tuple(
    sorted(
        words(
            """
            sale sales order orders deliver export booking dealer showroom store office shop school museum construct talks negotiat trial hiring recruit trading auction
            exhibition expo fair forum investigat probe campaign housing hospital hotel mall airport road subscription
            прода прием поставк строительств возведени салон автосалон офис магазин переговор набор заказ предзаказ выставк форум инвестпрограмм стройк торг отгруз
            экспорт реализаци бронирован испытани тестирован тестов представительств двухсмен односмен трехсмен систем сайт школ больниц обучен подготовк
            наращив увеличив снижа сокраща поступ продава
            режим график смену смены строить строит монтаж регистраци
            """
        )
    )
)
"""What begins or ends and is no production; stems, compared with the beginning of a word."""
NOT_PRODUCTION_WORDS = words(
    "season case building program programme project работы проект программу дело"
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
    half quarter month months year years week weeks day time times stage phase step plant factory line half-year place
    полугодии полугодие полугодия квартал квартале квартала месяц месяца месяцев год года очередь очереди этап этапе раз половине
    """
)
"""After "first" these are no product."""
STANDALONE = (
    "commission", "restart", "resum", "reopen", "relaunch", "relight", "relit", "reactivat",
    "перезапус", "перезапущ", "возобнов", "заработа", "расконсерв",
)  # fmt: skip
"""Verbs of beginning that need no product beside them, given a time."""
