"""Starts and stops of production as newspapers tell them: what is told, when, and what is none."""

from datetime import date

import pytest

from extractors.announcements import LEAST, extract
from extractors.gazetteer import load_gazetteer
from extractors.lexicon.pause_lengths import pause_length
from extractors.model import Document

NAMES = load_gazetteer("")
TODAY = date(2024, 6, 12)
"""A Wednesday."""


def events(text, published=TODAY):
    """(kind, first, last, status, prior) of the events of a text."""
    lead = (
        "Завод «Вегра» выпускает автомобили.\n"
        if any("а" <= c <= "я" for c in text.lower())
        else "The Vegra plant is a factory that builds cars.\n"
    )
    rows = extract(Document(text=lead + text, published=published), NAMES, least=0.0).announcements
    told = [
        (r.kind, str(r.period_start), str(r.period_end), r.status, r.prior)
        for r in rows
        if r.kind in {"start", "stop"} and r.confidence >= LEAST
    ]
    return sorted(told)


def test_a_date_moved_far_from_its_verb_is_two_dates():
    """ "postponed the launch … from 2025 to 2026": the new plan, and the old one as prior."""
    told = events("Vegra has postponed the launch of production at its new line from 2025 to 2026.")
    assert PLANNED_2026 in told
    assert ("start", "2025-01-01", "2025-12-31", "planned", True) in told


def test_a_pause_is_as_long_as_its_adjective_says():
    """«двухнедельный отпуск» from a day lasts two weeks; a week of four days is no pause."""
    text = "Работники завода «Вегра» с 5 августа уйдут в двухнедельный отпуск, производство будет остановлено."
    assert ("stop", "2024-08-05", "2024-08-18", "planned", False) in events(text)
    assert pause_length("перейдёт на четырёхдневную рабочую неделю") is None
    assert pause_length("a three-week summer shutdown") == (3, "week")


DONE_MARCH = ("start", "2024-03-01", "2024-03-31", "done", False)
PLANNED_2026 = ("start", "2026-01-01", "2026-12-31", "planned", False)
STOPPED_MARCH = ("stop", "2024-03-01", "2024-03-31", "done", False)


@pytest.mark.parametrize(
    "text",
    [
        "The Vegra plant opened in March.",
        "Construction took two years in Puebla and Vegra began production of the van in March.",
        "Vegra started production of the new van in March 2024.",
        "The Vegra van went into production in March.",
        "Vegra's assembly line was started up in March.",
        "The first Vegra bus rolled off the line in March.",
        "Завод «Вегра» заработал в марте.",
        "В марте на заводе «Вегра» начали сборку седана.",
        "В марте с конвейера «Вегры» сошёл первый электробус.",
        "Седан «Вегра», вставший на конвейер в марте, подорожает.",
        "Кроссовер «Вегра» пошёл в серию в марте.",
        "Завод «Вегра», открытый в марте, набирает людей.",
    ],
)
def test_what_has_started(text):
    """A start in the past is done, with the time that it is told for."""
    assert DONE_MARCH in events(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vegra will start production of the van in 2026.",
        "The van will go into series production at Vegra in 2026.",
        "The pickup will be built at the Vegra plant from 2026.",
        "The Vegra factory is to open in 2026.",
        "Production at Vegra will not begin before 2026.",
        "Завод «Вегра» запустят в 2026 году.",
        "Производство на «Вегре» начнётся не раньше 2026 года.",
        "Фургон «Вегра» встанет на конвейер в 2026 году.",
        "Серийный выпуск на заводе «Вегра» планируют начать в 2026 году.",
    ],
)
def test_what_will_start(text):
    """A start to come is planned."""
    assert PLANNED_2026 in events(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vegra stopped production of the van in March.",
        "The Vegra factory was shut in March.",
        "The last Vegra bus rolled off the line in March.",
        "Vegra's assembly lines have stood idle since March.",
        "Завод «Вегра» остановил конвейер в марте.",
        "Завод «Вегра» находится в простое с марта.",
        "Конвейер «Вегры» встал в марте.",
        "Завод «Вегра» прекратил выпуск фургонов в марте.",
        "Седан «Вегра» сняли с производства в марте.",
    ],
)
def test_what_has_stopped(text):
    """A stop in the past is done, from the month named for its beginning."""
    assert STOPPED_MARCH in events(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vegra will halt production from July 1 to July 14.", "2024-07-01", "2024-07-14"),
        ("The Vegra plant will be closed from July 1 through 14.", "2024-07-01", "2024-07-14"),
        ("Vegra will stop the line for two weeks from July 1.", "2024-07-01", "2024-07-14"),
        ("From Monday 1 July to Friday 5 July Vegra will not build cars.", "2024-07-01", "2024-07-05"),
        ("«Вегра» остановит конвейер с 1 по 14 июля.", "2024-07-01", "2024-07-14"),
        ("Vegra will stop the line for a week from July 1.", "2024-07-01", "2024-07-07"),
        ("Завод «Вегра» не будет работать с 1 по 5 июля.", "2024-07-01", "2024-07-05"),
        ("«Вегра» с 1 июля приостановит производство на неделю.", "2024-07-01", "2024-07-07"),
        ("Завод «Вегра» приостановит работу на неделю, начиная с 1 июля.", "2024-07-01", "2024-07-07"),
        ("Завод «Вегра» уходит в корпоративный отпуск с 1 по 14 июля.", "2024-07-01", "2024-07-14"),
        pytest.param(
            "Завод «Вегра» уходит в корпоративный отпуск. Он продлится с 1 по 14 июля.", "2024-07-01", "2024-07-14",
            marks=pytest.mark.xfail(reason="a pause dated only by its second sentence is not yet learnt", strict=True),
        ),
    ],
)  # fmt: skip
def test_how_long_a_stop_lasts(text, first, last):
    """Both ends of a stop are kept where the text gives them, in one sentence or the next; one row it is."""
    stops = [e for e in events(text) if e[0] == "stop"]
    assert stops == [("stop", first, last, "planned", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Vegra halted the line on June 3. Production resumes on June 17.",
        "Завод «Вегра» остановил конвейер 3 июня. Конвейер вновь заработает 17 июня.",
        "Завод «Вегра» приостановил производство 3 июня. Сборка возобновится 17 июня.",
    ],
)
def test_a_restart_ends_the_stop(text):
    """The stop lasts until the day before the restart, which is a start of its own."""
    assert events(text) == [
        ("start", "2024-06-17", "2024-06-17", "planned", False),
        ("stop", "2024-06-03", "2024-06-16", "done", False),
    ]


def test_several_days_are_several_stops():
    """Days that do not follow one another are told apart; a weekend in one breath is one stop."""
    apart = events(
        "In 2023 it built 50,000 cars. The Vegra plant will stop production on July 5 and 8."
    )
    assert [e[1:3] for e in apart] == [("2024-07-05", "2024-07-05"), ("2024-07-08", "2024-07-08")]
    joined = events("Завод «Вегра» остановит производство 5 и 6 июля.")
    assert [e[1:3] for e in joined] == [("2024-07-05", "2024-07-06")]


@pytest.mark.parametrize(
    "text",
    [
        "The start of production at Vegra was moved from 2025 to 2026.",
        "Production at Vegra will begin in 2026 instead of 2025.",
        "Запуск производства на «Вегре» перенесли с 2025 на 2026 год.",
        "Выпуск на «Вегре» начнётся в 2026 году вместо 2025 года.",
    ],
)
def test_a_start_put_off(text):
    """The new date is planned, the old one planned and given up."""
    assert events(text) == [
        ("start", "2025-01-01", "2025-12-31", "planned", True),
        PLANNED_2026,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vegra started talks about a plant in March.",
        "Construction of the Vegra factory began in March.",
        "Building work at the Vegra plant started in March.",
        "Vegra closed the year with 5,000 cars.",
        "Vegra made 9,000 cars in the year ended March 31, 2024.",
        "Vegra invests in order to start production in 2026.",
        "Vegra launched sales of the van in March.",
        "The Vegra van costs less since it went on sale in March.",
        "В марте перед «Вегрой» стоит задача нарастить выпуск.",
        "Сколько стоит машина «Вегра» в марте?",
        "Карбамид в марте стоит 560 долларов за тонну.",
        "Закроют ли завод «Вегра» в июле?",
        "В марте началось строительство завода «Вегра».",
        "«Вегра» начала продажи фургона в марте.",
        "Август «Вегра» закроет с результатом в 2 300 моторов.",
        "Слухи о закрытии «Вегры» в июле опровергли.",
        "«Вегра» весной завершит модернизацию производства.",
        "Строительство завода «Вегра» альянса Орса и Лада (им принадлежит 70 % и 30 %) началось в марте.",
        "Указом президента нерабочие дни объявлены с 30 марта по 3 апреля, но «Вегра» продолжает выпуск.",
        "С 1 по 8 мая в стране нерабочие дни, завод «Вегра» работает в обычном режиме.",
        "Vegra built cars on non-working days in May.",
        "Work began in March on a car factory for Vegra.",
        "Первый предсерийный автомобиль «Вегра» сошёл с конвейера в марте.",
        "Пилотная сборка на «Вегре» начата в марте.",
        "The first pre-series Vegra van rolled off the line in March.",
    ],
)
def test_no_event(text):
    """Talks, building, sales, sums, questions, rumours and purposes are no start and no stop."""
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "На конвейер «Вегры» в марте встали седан и кроссовер.",
        "В марте на линию «Вегры» встали грузовики.",
        "Седан «Вегра» в марте ушёл в серию.",
    ],
)
def test_what_goes_to_the_line_stops_nothing(text):
    """Verbs of standing and leaving begin production where they lead to the line or into series."""
    assert {e[0] for e in events(text)} <= {"start"}


@pytest.mark.parametrize(
    "text",
    [
        "Production at Vegra will begin in 2026. It had been expected in 2025.",
        "The Vegra factory will open in 2026. The start had been set for 2025.",
        "Завод «Вегра» запустят в 2026 году. Изначально старт намечался на 2025 год.",
        "Завод «Вегра» запустят в 2026 году. Раньше его собирались пустить в 2025 году.",
    ],
)
def test_the_earlier_plan_in_the_next_sentence(text):
    """What had been planned before stands in a sentence of its own and is a row given up."""
    assert events(text) == [("start", "2025-01-01", "2025-12-31", "planned", True), PLANNED_2026]


@pytest.mark.parametrize(
    "text",
    [
        "Production at Vegra is scheduled for 2026.",
        "Серийное производство на «Вегре» намечено на 2026 год.",
        "Выпуск фургона на «Вегре» ожидается в 2026 году.",
    ],
)
def test_a_scheduled_production(text):
    """Production that is scheduled for a time starts then."""
    assert PLANNED_2026 in events(text)


def test_a_scheduled_figure_is_no_start():
    """A number that is scheduled is a target and no start."""
    assert events("Production of 5,000 cars at Vegra is scheduled for 2026.") == []


def test_one_more_after_a_dash():
    """A second thing with its own time needs no verb."""
    told = events("Сборку кузовов «Вегра» начнёт в июле, сварку — в сентябре.")
    assert [e[1] for e in told] == ["2024-07-01", "2024-09-01"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Vegra plant is closed for two weeks from today.", "done"),
        ("The Vegra plant will be closed for two weeks from tomorrow.", "planned"),
    ],
)
def test_a_stop_is_done_once_it_has_begun(text, status):
    """A stop that begins today is done; one that begins tomorrow is planned."""
    assert [e[3] for e in events(text) if e[0] == "stop"] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Up to 300 people at Vegra will be sent on furlough from June 17.",
        "Ряд сотрудников «Вегры» с июля отправлен в длительный отпуск.",
    ],
)
def test_a_part_of_the_staff_sent_home_is_no_stop(text):
    """Furlough of some people stops no production."""
    assert events(text) == []


def test_sums_end_nothing():
    """A count that stops at a number, or a store that empties, is no stop of production."""
    assert (
        events("За год «Вегра» сделала машин столько, что счёт в марте остановился на 3 960.") == []
    )
    assert events("Склад готовых моторов «Вегры» на прошлой неделе опустел.") == []


@pytest.mark.parametrize(
    "text",
    [
        "«Вегра» начнёт выпуск фургона 1 июля, на месяц раньше срока.",
        "«Вегра» сдвинула запуск производства фургона с 1 июля на месяц.",
    ],
)
def test_a_start_does_not_last_as_long_as_it_was_moved(text):
    """«На месяц» is there how far the start was moved, and no length."""
    assert ("2024-07-01", "2024-07-31") not in {e[1:3] for e in events(text)}


def test_a_plant_that_is_not_built_stops_nothing():
    """Only what is made can stop being made."""
    assert events("Vegra will not build a new plant in Japan from July.") == []


def test_a_list_goes_on_with_names_and_times():
    """Further plants and days, without a verb, after stops that were told."""
    told = events(
        "Vegra will halt its plant in Kyushu from July 1 to 5; the Vegra plant in Tochigi, from July 3 to 8."
    )
    assert {e[:3] for e in told} >= {
        ("stop", "2024-07-01", "2024-07-05"),
        ("stop", "2024-07-03", "2024-07-08"),
    }
