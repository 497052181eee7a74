"""Extraction alone: announcements of texts, against finding the text of the same pages."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from extractors.announcements import extract
from extractors.article import read_page
from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.model import Document
from extractors.paragraphs import split_paragraphs
from flows.settings import seeds
from tests.bench.figure import Figure, best_of, cpu_seconds
from tests.bench.reading import bare_texts
from tests.bench.samples import kind_of_pages, pages

COUNT = 500


@cache
def gazetteer() -> Gazetteer:
    """The bundled one."""
    plants = seeds() / "plants.toml"
    return load_gazetteer(plants.read_text("utf-8"), str(plants))


@cache
def _documents() -> tuple[list[tuple[bytes, Document]], list[tuple[bytes, Document]]]:
    """(page, document) of pages that announce something, and of all others."""
    announcing, general = [], []
    for url, html in pages(COUNT):
        text = read_page(html, url=url, want_title=False, want_date=False).text
        document = _document(text)
        found = extract(document, gazetteer()).announcements
        (announcing if found else general).append((html, document))
    return announcing, general


def _document(text: str) -> Document:
    repeats = frozenset(p.position for p in split_paragraphs(text) if p.repeat_of is not None)
    return Document(text=text, published=date(2025, 6, 1), skip=repeats)


def _extract_all(documents: list[Document]) -> None:
    for document in documents:
        extract(document, gazetteer())


def extract_cost() -> Iterator[Figure]:
    """`extract`: CPU of extraction over CPU of trafilatura, on pages that announce and on general ones."""
    for name, given, target in zip(
        ("extract", "extract_general"), _documents(), ("<= 0.5", "<= 0.05"), strict=True
    ):
        if not given:
            continue
        html, documents = [h for h, _ in given], [d for _, d in given]
        ours, bare = best_of(
            3, lambda d=documents: _extract_all(d), lambda h=html: bare_texts(h), by=cpu_seconds
        )  # type: ignore[misc]
        yield Figure(
            name=name,
            value=ours / len(given) * 1000,
            unit="ms/page",
            ratio=ours / bare,
            against=f"trafilatura fast on the same {len(given)} {kind_of_pages()}: {bare / len(given) * 1000:.2f} ms/page (CPU)",
            target=target,
        )


def extract_growth() -> Iterator[Figure]:
    """`extract_growth`: what twice the text costs."""
    texts = [document.text for _, document in _documents()[0]][:60]
    once = [_document(text) for text in texts]
    twice = [_document(f"{text}\n{_other(text)}") for text in texts]
    single, double = best_of(
        3, lambda: _extract_all(once), lambda: _extract_all(twice), by=cpu_seconds
    )
    yield Figure(
        name="extract_growth",
        value=double / len(texts) * 1000,
        unit="ms/page",
        ratio=double / single,
        against=f"half the text: {single / len(texts) * 1000:.2f} ms/page (CPU)",
        target="<= 2.2",
    )


def _other(text: str) -> str:
    """The same text with other figures, so that no paragraph is a repeat."""
    return text.translate(str.maketrans("123456789", "234567891"))
