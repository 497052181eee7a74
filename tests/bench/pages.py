"""News pages made from a seed: 20-250 kB of HTML, 300-1,500 words, a fifth of them announcing something.

Navigation, scripts, related links and comments weigh as on real sites; the words are ours.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

PLANTS = (
    "Avtotor",
    "Moskvich",
    "the Kaluga plant",
    "Tesla's Grünheide plant",
    "BYD",
    "the Oshawa plant",
    "Volvo Trucks",
    "Togg",
)
RU_PLANTS = (
    "«Автотор»",
    "«Москвич»",
    "АвтоВАЗ",
    "КамАЗ",
    "завод Haval в Тульской области",
    "УАЗ",
    "МАЗ",
    "«Урал»",
)
TOPICS = [
    "council",
    "river",
    "school",
    "budget",
    "festival",
    "museum",
    "bridge",
    "winter",
    "market",
    "football",
    "hospital",
    "library",
    "garden",
    "harvest",
    "theatre",
    "road",
    "ferry",
    "bakery",
    "election",
    "orchestra",
]
VERBS = [
    "opens",
    "plans",
    "closes",
    "repairs",
    "debates",
    "welcomes",
    "counts",
    "measures",
    "paints",
    "follows",
    "answers",
    "visits",
]
RU_TOPICS = [
    "совет",
    "река",
    "школа",
    "бюджет",
    "праздник",
    "музей",
    "мост",
    "зима",
    "рынок",
    "футбол",
    "больница",
    "библиотека",
    "сад",
    "урожай",
    "театр",
    "дорога",
    "паром",
    "пекарня",
    "выборы",
    "оркестр",
]
RU_VERBS = [
    "открывает",
    "обсуждает",
    "закрывает",
    "чинит",
    "встречает",
    "считает",
    "измеряет",
    "красит",
    "проводит",
    "отвечает",
    "посещает",
]


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page with what it is."""

    url: str
    html: bytes
    language: str
    announces: bool


def make_pages(count: int, seed: int = 1) -> Iterator[MadePage]:
    """`count` pages, the same for the same seed."""
    for number in range(count):
        yield _page(random.Random(f"{seed}-{number}"), number)


def _page(dice: random.Random, number: int) -> MadePage:
    language = dice.choice(("en", "ru"))
    announces = dice.random() < 0.2
    words = int(dice.triangular(300, 1500, 500))
    paragraphs = list(_filler(dice, language, words))
    if announces:
        for _ in range(dice.randint(2, 6)):
            paragraphs.insert(dice.randrange(len(paragraphs)), _announcement(dice, language))
    host = f"paper{number % 40}.example"
    url = f"http://{host}/{number}-{dice.choice(TOPICS)}"
    return MadePage(url, _html(dice, language, paragraphs, number).encode(), language, announces)


def _filler(dice: random.Random, language: str, words: int) -> Iterator[str]:
    topics, verbs = (TOPICS, VERBS) if language == "en" else (RU_TOPICS, RU_VERBS)
    joiner = "and the" if language == "en" else "и наш"
    while words > 0:
        sentences = []
        for _ in range(dice.randint(2, 6)):
            said = " ".join(
                f"{dice.choice(topics)} {dice.choice(verbs)} {joiner} {dice.choice(topics)}"
                for _ in range(dice.randint(1, 4))
            )
            tail = f" {dice.randint(2, 900)}" if dice.random() < 0.15 else ""
            sentences.append(f"{said.capitalize()}{tail}.")
        paragraph = " ".join(sentences)
        words -= paragraph.count(" ") + 1
        yield paragraph


def _announcement(dice: random.Random, language: str) -> str:
    figure, year = dice.randint(3, 400) * 1000, dice.randint(2023, 2027)
    if language == "en":
        plant = dice.choice(PLANTS)
        said = dice.choice(
            (
                f"{plant} plans to produce {figure:,} cars in {year}.",
                f"{plant} built {figure:,} vehicles in {year - 3}, the company said.",
                f"The capacity of {plant} is {figure:,} vehicles a year.",
                f"{plant} will start production of electric vans in {dice.choice(('March', 'June', 'October'))} {year}.",
                f"{plant} cut its {year} production target to {figure:,} vehicles from {figure + 20000:,}.",
                f"The company will invest {dice.randint(2, 90)} million euros in {plant}.",
            )
        )
    else:
        plant = dice.choice(RU_PLANTS)
        said = dice.choice(
            (
                f"{plant} планирует выпустить {figure // 1000} тыс. автомобилей в {year} году.",
                f"{plant} в {year - 3} году собрал {figure // 1000} тыс. машин, сообщили в пресс-службе.",
                f"Мощность предприятия составляет {figure // 1000} тыс. автомобилей в год.",
                f"{plant} начнёт выпуск электробусов в {dice.choice(('марте', 'июне', 'октябре'))} {year} года.",
                f"{plant} снизил план на {year} год с {figure // 1000 + 20} тыс. до {figure // 1000} тыс. автомобилей.",
                f"В производство вложат {dice.randint(2, 90)} млрд рублей.",
            )
        )
    return said[0].upper() + said[1:]


def _html(dice: random.Random, language: str, paragraphs: list[str], number: int) -> str:
    topics = TOPICS if language == "en" else RU_TOPICS
    menu = "".join(
        f'<li class="nav-item"><a href="/{t}/" data-track="nav-{t}">{t}</a></li>' for t in topics
    )
    body = "\n".join(f'<p class="article__text">{p}</p>' for p in paragraphs)
    related = "".join(
        f'<div class="card"><a href="/{n}-{t}"><img src="/i/{n}.jpg" alt="{t}" loading="lazy"><h3>{t} {dice.choice(topics)}</h3></a></div>'
        for n, t in enumerate(dice.choices(topics, k=dice.randint(8, 30)))
    )
    weight = int(dice.triangular(5_000, 220_000, 60_000))
    script = "".join(
        f'window.q=window.q||[];q.push(["e{n}",{{"id":{n},"w":"{dice.random():.12f}"}}]);'
        for n in range(weight // 60)
    )
    title = f"{dice.choice(topics)} {dice.choice(topics)} {number}".capitalize()
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title} | Paper</title>'
        f'<meta property="article:published_time" content="{dice.randint(2023, 2025)}-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}T10:00:00Z">'
        f"<script>{script}</script><style>.card{{display:flex}}</style></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f'<main><article><h1>{title}</h1><div class="byline">By Ann Writer</div>{body}</article></main>'
        f'<aside class="related"><h2>Related</h2>{related}</aside><footer><ul>{menu}</ul><p>All rights reserved.</p></footer></body></html>'
    )
