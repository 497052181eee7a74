"""Who says it, by full name and in the nominative, and in whose voice."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.article_names import settle
from extractors.gazetteer import load_gazetteer
from extractors.mentions import find_mentions
from extractors.people import Attribution, Person, find_speakers, remember

GAZETTEER = load_gazetteer((Path(__file__).parents[2] / "seeds" / "plants.toml").read_text("utf-8"))


def speakers(text: str, language: str, people: tuple[Person, ...] = ()) -> list[Attribution]:
    return find_speakers(text, language, find_mentions(text, language, GAZETTEER), people)


@pytest.mark.parametrize(
    ("language", "text", "name", "voice"),
    [
        ("en", "It will build 361,000 cars, company president Pavel Orlov told reporters.", "Pavel Orlov", "producer"),
        ("en", "Output will rise, Industry and Trade Minister Anton Belov said on Friday.", "Anton Belov", "authority"),
        ("en", "That means 260,000 cars, analyst Matthias Kern of CarLytics estimated.", "Matthias Kern", "outside"),
        ("en", "According to Handelsblatt, the plant will make 5,000 cars.", "Handelsblatt", "outside"),
        ("en", "Analysts expect Opel to make 90,000 cars in 2024.", "Analysts", "outside"),
        ("en", "The plant will make 5,000 cars, sources told Reuters.", "sources", "outside"),
        ("en", "The line stops in May, the metalworkers' union FIM-CISL said.", "FIM-CISL", "producer"),
        ("ru", "По словам Максима Орлова, соберут 40 тысяч машин.", "Максим Орлов", "producer"),
        ("ru", "Об этом сообщил министр экономического развития региона Павел Дроздов.", "Павел Дроздов", "authority"),
        ("ru", "«Будет 12 тысяч», — поделился директор завода Бахром Усманов.", "Бахром Усманов", "producer"),
        ("ru", "Выпустят 50 тысяч, считает аналитик Ольга Штерн.", "Ольга Штерн", "outside"),
        ("ru", "Эксперты полагают, что завод выпустит 50 тысяч машин.", "Эксперты", "outside"),
    ],
)  # fmt: skip
def test_names_the_speaker(language, text, name, voice):
    """A person in full, else the body, with the voice that the role tells."""
    found = speakers(text, language)
    assert name in {a.name for a in found}
    if voice != "producer":
        assert voice in {a.voice for a in found if a.name == name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Avtotor plans to build 90,000 cars in 2024, Interfax reported."),
        ("en", "According to TASS, Avtotor plans to build 90,000 cars in 2024."),
        ("ru", "«Автотор» планирует выпустить в 2024 году 90 тысяч машин, сообщает «Интерфакс»."),
    ],
)
def test_a_wire_that_passes_a_plan_on_is_no_outsider(language, text):
    """The plan is the producer's own, whoever carries it."""
    assert {a.voice for a in speakers(text, language)} == {"producer"}


@pytest.mark.parametrize(
    ("language", "text", "known"),
    [
        ("en", "Izhevsk will add 30,000, Orlov said.", Person(name="Maxim Orlov")),
        ("en", '"Nobody can hand those weeks back," he explained.', Person(name="Maxim Orlov")),
        (
            "ru",
            "Министр напомнил, что конвейер остановился.",
            Person(name="Павел Дроздов", role="министр"),
        ),
        ("ru", "Планы прежние, добавил Орлов.", Person(name="Максим Орлов")),
    ],
)
def test_remembers_who_was_named(language, text, known):
    """A surname, a pronoun or a role stands for the person of an earlier paragraph."""
    assert [a.name for a in speakers(text, language, (known,))] == [known.name]


def test_a_company_that_is_not_named_is_marked():
    """ "the company said" is left to whoever knows which company."""
    found = speakers("Production stops on Monday, the company said.", "en")
    assert [(a.is_generic, a.name) for a in found] == [(True, "company")]


def test_one_name_over_the_article():
    """A surname alone and an inflected unknown name become the ones that the article has shown."""
    lines = [
        "Завод «Вольтор» остановили, сообщил директор Никита Востров.",
        "У «Вольтора» долги, говорит Востров.",
    ]
    first, second = settle([find_mentions(line, "ru", GAZETTEER) for line in lines], "ru")
    assert "Вольтор" in {m.name for m in second}
    assert ("person", "Никита Востров") in {(m.kind, m.name) for m in second}
    assert len(first) == len(find_mentions(lines[0], "ru", GAZETTEER))


def test_memory_keeps_the_newest_last():
    """The last one named is whom "he" means."""
    people = remember(
        (Person(name="A B"),), [Attribution(start=0, end=1, name="C D", is_person=True)]
    )
    assert [p.name for p in people] == ["A B", "C D"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "ru"]))
def test_any_text_is_read(text, language):
    """No text makes it raise; spans and scopes lie in the text."""
    for a in speakers(text, language):
        assert 0 <= a.start <= a.end <= len(text)
        assert 0 <= a.scope_start <= a.scope_end <= len(text)
