"""Sentences that are passed over, since their words announce nothing."""

from datetime import date

import pytest

from extractors import learnt, reader
from extractors.announcements import extract
from extractors.model import Document
from extractors.telling import WORTH, likelihood, words_of
from tests.quality import ROOT, load, names, read

PUBLISHED = date(2024, 3, 14)


def test_words_are_cut_and_figures_are_told_by_size():
    """Forms of a word share a beginning; a year is no figure; each counts once."""
    assert words_of("Plants planted 80,000 and 12 000 trees, 5% in 2024") == [
        "always", "plants", "plante", "#5", "and", "trees", "#1", "%", "in", "#year",
    ]  # fmt: skip


def test_without_weights_every_sentence_is_read(monkeypatch):
    """Who teaches the reader from nothing must see all."""
    monkeypatch.setitem(learnt.tables, "telling", {})
    assert likelihood("The choir sang.") == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "The film was made for $40 million. Its production took three years, and 2,000 people worked on it. The studio plans a second part in 2026.",
        "Hydrangeas are plants for half shade. Plant them in April, 80 cm apart, and cut 200 stems in autumn. A plant can live 50 years.",
        "The docker build fails in production. I built 3 images and started the server with 8 GB. It stops after 300 seconds.",
        "Школа № 12 открылась после ремонта. В 2024 году её окончат 300 выпускников, в плане 12 новых классов. Здание построено в 1961 году.",
        "Режиссёр запустил производство сериала. Съёмки начнутся в мае, в первой серии собрали 40 актёров. Бюджет — 300 млн рублей.",
    ],
)
def test_general_news_tells_nothing(text):
    """Words like made, production and plant are no announcement."""
    assert extract(Document(text=text, published=PUBLISHED), names()).announcements == ()


def test_explanation_says_that_an_article_was_passed_over(monkeypatch):
    """Whoever asks why nothing was found is told."""
    monkeypatch.setattr(reader, "likelihood", lambda _: WORTH)
    text = "The plant built 300 cars in May."
    reading = extract(Document(text=text, published=PUBLISHED), names(), explain=True)
    assert reading.announcements == ()
    assert any("passed over" in note for note in reading.notes)


def test_what_is_passed_over_still_says_when_and_who(monkeypatch):
    """The next sentence takes its year and its company from one that is not read closely."""
    sold, built = "In 2022 Toyota sold 500,000 cars.", "In the same year it built 300,000 cars."
    monkeypatch.setattr(reader, "likelihood", lambda words: 0.9 if "built" in words else WORTH / 2)
    document = Document(text=f"{sold} {built}", published=PUBLISHED)
    (row,) = extract(document, names(), least=0.0).announcements
    assert (row.plant, row.low, row.period_start) == ("Toyota", 300_000, date(2022, 1, 1))


def test_few_general_texts_tell_anything():
    """Texts full of words that sound like making, never learnt from: nine of ten tell nothing."""
    docs = load([ROOT / "tests" / "articles" / "general"])
    told = [d["id"] for d in docs if read(d, names()).announcements]
    assert len(told) <= len(docs) / 10, told
