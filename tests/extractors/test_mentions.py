"""Who is spoken of: mentions with nominative names and parts, in both languages."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.article_names import settle
from extractors.gazetteer import load_gazetteer
from extractors.mentions import Mention, find_mentions

PLANTS = Path(__file__).parents[2] / "seeds" / "plants.toml"
GAZETTEER = load_gazetteer(PLANTS.read_text("utf-8"))


def found(text: str, language: str) -> list[Mention]:
    return find_mentions(text, language, GAZETTEER)


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("ru", "На АвтоВАЗе собрали 300 машин", "company", "АвтоВАЗ"),
        ("ru", "конвейер встал на Калужском автозаводе", "plant", "Калужский автозавод"),
        ("ru", "запуск завода «Дальавто» в Уссурийске", "plant", "завод «Дальавто» в Уссурийске"),
        ("ru", "Мощность завода BYD в Сегеде", "plant", "завод BYD в Сегеде"),
        ("ru", "на «Моторинвесте» рассказали", "plant", "Моторинвест"),
        ("ru", "план Петербургского тракторного скромнее", "plant", "Петербургский тракторный"),
        ("ru", "липчане изготовили 3207 машин", "place", "Липецк"),
        (
            "ru",
            "Крюковский вагоностроительный завод увеличил выпуск",
            "plant",
            "Крюковский вагоностроительный завод",
        ),
        ("ru", "компания «Обуховский завод» и концерн", "company", "Обуховский завод"),
        ("en", "the Changshu plant of Chery opened", "plant", "Chery Changshu"),
        ("en", "Toyota Industries stopped", "company", "Toyota Industries"),
        ("en", "BYD's Thailand factory was completed", "plant", "BYD Thailand factory"),
        ("en", "Volkswagen's Kaluga plant stopped", "plant", "Volkswagen Kaluga"),
        ("en", "Rivian's plant in Normal, Illinois, completed", "plant", "Rivian Normal"),
        ("en", "workers at the Tilbury site", "plant", "Tilbury site"),
        ("en", "output of the AvtoVAZ group rose", "company", "AvtoVAZ"),
        ("en", "Lucid will build 18,000 vehicles in 2025", "company", "Lucid"),
        ("en", "after Lucid had cut its guidance", "company", "Lucid"),
        ("en", "in Martorell Seat had called in 3,000", "company", "SEAT"),
        ("en", "the Camry factory in Altona", "plant", "Toyota Altona"),
        ("en", "Vestas makes blades there", "company", "Vestas"),
        ("en", "halted production at Pak Suzuki", "company", "Pak Suzuki"),
        ("en", "it will close its Farmingdale, N.Y., plant", "plant", "Farmingdale plant"),
        ("en", "at its Murdochville, Quebec, copper mine", "plant", "Murdochville copper mine"),
        ("en", "the Belvidere (Illinois) assembly plant", "plant", "Belvidere plant"),
        ("en", "Opel's Zaragoza, Spain, factory was closed", "plant", "Opel Zaragoza"),
        ("en", "a firm based in Stamford, Conn., said so", "place", "Stamford"),
        ("en", "Tupelo, Miss., will be closed on Friday", "place", "Tupelo"),
        ("en", "it will close its Geneva Works for good", "plant", "Geneva Works"),
        ("en", "at its Turkey Point power plant", "plant", "Turkey Point power plant"),
        ("en", "and the Wayagamack mill 70,000 tonnes", "plant", "Wayagamack mill"),
        ("en", "after Western Refining Inc closed it", "company", "Western Refining Inc"),
        ("en", "state-owned Coal India Ltd raises output", "company", "Coal India Ltd"),
        ("ru", "с конвейера ТагАЗа сошло 300 машин", "plant", "ТагАЗ"),
        ("ru", "конвейеры Горьковского автозавода стоят", "plant", "Горьковский автозавод"),
        ("ru", "Крюковский вагонзавод выпустил 12 вагонов", "plant", "Крюковский вагонзавод"),
        ("ru", "в Елабуге, Республика Татарстан, запущен", "place", "Елабуга"),
        ("ru", "Урал выпустил 300 машин", "plant", "Урал"),
        ("ru", "Московский НПЗ остановит установку в мае", "plant", "Московский НПЗ"),
        ("ru", "Красноярская ГЭС выработала", "plant", "Красноярская ГЭС"),
        ("ru", "ММК им. Ильича увеличил выпуск", "company", "ММК им. Ильича"),
        ("ru", "завод имени Дегтярёва сократит выпуск", "plant", "завод имени Дегтярёва"),
        ("ru", "шахта «Распадская» остановлена", "plant", "Распадская"),
    ],
)
def test_names_the_producer(language, text, kind, name):
    """A short name as a reader would say it, in the nominative."""
    assert (kind, name) in {(m.kind, m.name) for m in found(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Production rose in January, when Monday was a holiday."),
        ("ru", "В январе выпуск вырос, а в США упал. Инвестиции, НДС и ВВП тоже."),
        ("en", "The Koreans and the Swedes left; Asean operations go on, Brexit or not."),
        ("en", "The Public Investment Fund and the Association of European Businesses said so."),
        ("en", "In May output was 737 cars."),
        ("en", "The capacity of a new PVC plant was given as 1 MTPA in 2019."),
        ("en", "Preparatory work goes on, said the maker ( 066570.KS ) in Bolivia."),
    ],
)
def test_months_and_common_words_are_nobody(language, text):
    """Capitals that are no names give no producer."""
    assert not [m for m in found(text, language) if m.kind in {"plant", "company", "person"}]


@pytest.mark.parametrize(
    ("language", "elsewhere", "text", "name"),
    [
        ("en", "Then Lucid had cut its guidance.", "Lucid Output Rises By a Third", "Lucid"),
        ("ru", "Завод «Урал» работает.", "Урал остался без деталей.", "Урал"),
    ],
)
def test_common_words_are_names_where_the_article_uses_them_so(language, elsewhere, text, name):
    """ "Lucid" in a headline counts with a firm use below it, and not without."""
    alone = settle([found(text, language)], language)
    both = settle([found(text, language), found(elsewhere, language)], language)
    assert not [m for m in alone[0] if m.candidates]
    assert [m.name for m in both[0] if m.candidates] == [name]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("рассказал Антон Бажинов", "Антон Бажинов"),
        ("директор предприятия Богдан Щетинин", "Богдан Щетинин"),
    ],
)
def test_a_person_is_no_maker_whose_name_begins_alike(text, person):
    """«Антон» is not «Антонов», and a first name is not the maker Богдан."""
    assert ("person", person) in {(m.kind, m.name) for m in found(text, "ru")}


def test_generic_words_are_told_apart():
    """ "the plant" and "the company" are marked for whoever keeps the thread."""
    kinds = {m.text: m.generic_of for m in found("The plant stopped, the company said.", "en")}
    assert kinds == {"The plant": "plant", "the company": "company"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "ru"]))
def test_any_text_is_read_and_spans_are_slices(text, language):
    """No text makes it raise, and each mention is an exact slice, in order, none overlapping."""
    end = 0
    for m in found(text, language):
        assert text[m.start : m.end] == m.text
        assert m.start >= end
        end = m.end


PARTS = st.sampled_from(
    [
        "завод",
        "«Хазар»",
        "в",
        "Туле",
        "АвтоВАЗа",
        "бывший",
        "Volkswagen",
        "plant",
        "in",
        "the",
        ",",
        ".",
        "«",
        "»",
        '"',
        "'s",
        "Normal",
        "Illinois",
        "3",
        "ООО",
        "сказал\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=25), st.sampled_from(["en", "ru"]))
def test_any_order_of_telling_words_is_read(parts, language):
    """The words of the grammar in any order."""
    text = " ".join(parts)
    for m in found(text, language):
        assert text[m.start : m.end] == m.text
