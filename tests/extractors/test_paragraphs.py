"""Paragraphs: what counts as the same, and where each stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.paragraphs import fingerprint, split_paragraphs

TEXT = "The plant builds 80,000-100,000 cars.\n\n  “Demand decides,” he said.  \nThe plant builds 80,000–100,000 cars.\n"


def test_a_repeat_points_at_its_first_place() -> None:
    """The third paragraph says the first again, with another dash."""
    assert [p.repeat_of for p in split_paragraphs(TEXT)] == [None, None, 0]


@pytest.mark.parametrize(
    "variant",
    [
        "the plant builds 80,000 - 100,000 cars",
        "The  plant builds 80,000—100,000 cars.",
        "«The plant builds 80,000-100,000 cars»",
        "THE PLANT BUILDS 80,000-100,000 CARS!",
        "The plant\u00a0builds 80,000\u2011100,000 cars.",
    ],
)
def test_dashes_quotes_spacing_and_case_make_no_other_paragraph(variant: str) -> None:
    """Careless sites vary these when they repeat."""
    assert fingerprint(variant) == fingerprint("The plant builds 80,000-100,000 cars.")


@pytest.mark.parametrize(
    "other", ["The plant builds 80,000-110,000 cars.", "The plant built 80,000-100,000 cars."]
)
def test_another_number_or_word_is_another_paragraph(other: str) -> None:
    """A near copy with another figure must never be taken for a repeat."""
    assert fingerprint(other) != fingerprint("The plant builds 80,000-100,000 cars.")


@given(st.text())
def test_spans_are_slices_and_fingerprints_fit_a_bigint(text: str) -> None:
    """Whatever the text: spans point at stripped lines, in order, without overlap."""
    end = 0
    for paragraph in split_paragraphs(text):
        said = text[paragraph.start : paragraph.end]
        assert said
        assert said == said.strip()
        assert "\n" not in said
        assert paragraph.start >= end
        assert -(2**63) <= paragraph.fingerprint < 2**63
        end = paragraph.end


@given(st.text(alphabet=st.characters(categories=("L", "N", "Z")), min_size=1))
def test_fingerprint_is_stable_under_compatibility_forms(text: str) -> None:
    """Composed and decomposed spellings are one."""
    composed = unicodedata.normalize("NFKC", text)
    assert fingerprint(composed) == fingerprint(unicodedata.normalize("NFKC", composed))
