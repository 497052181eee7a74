"""What was learnt: shares of classes and options, and the articles that teach them."""

import math

import pytest

from extractors import learnt
from extractors.learnt import Classes, Options, shares
from tests import annotated
from tests.lessons import lessons
from tests.quality import TAUGHT, load, names

ARTICLE = """
id: t-1
lang: en
published: 2024-03-14
A: Vegra; Vegra plant

The Vegra plant plans to build 5,000 cars in 2025. It sold 700 cars in 2023.
----
A | target 5000 vehicles | 2025 | | cars | | plans to build 5,000 cars in 2025
"""


def test_shares_add_up_to_one_however_large_the_sums():
    """No overflow, and the largest sum has the largest share."""
    found = shares([1000.0, 999.0, -1e6])
    assert math.isclose(sum(found), 1.0)
    assert found[0] > found[1] > found[2] >= 0
    assert shares([]) == []


def test_traits_nobody_taught_change_nothing():
    """Only known traits count; without any all classes are alike."""
    classes = Classes(("none", "target"), {"plans": (0.0, 2.0)})
    assert classes.read(["unheard of"]) == {"none": 0.5, "target": 0.5}
    assert classes.read(["plans", "unheard of"])["target"] > 0.85


def test_a_theme_adds_weights_of_its_own():
    """The same trait may speak for an option of one kind of statement and not of another."""
    options = Options({"near": 1.0, "target|far": 3.0})
    assert options.read([["near"], ["far"]])[0] > 0.7
    assert options.read([["near"], ["far"]], "target")[1] > 0.7
    assert options.read([{"near": 0.5}, {"far": 1.0}], "target")[1] > 0.9


def test_an_article_teaches_what_each_figure_is(monkeypatch):
    """The figure that a row is read from has the row's kind, any other none; which sentences tell something."""
    monkeypatch.setitem(learnt.tables, "telling", {})
    made = lessons(annotated.article(ARTICLE), names(), taught=True)
    assert [label for _, _, label in made.figures] == ["target", "none"]
    (_, _, right, theme) = made.figure_times[0]
    assert theme == "target"
    assert any(right)
    assert [label for _, _, label in made.telling] == ["something", "nothing"]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("| target 5000", "| aim 5000", "no kind"),
        ("| 2025 |", "| 2025-13..x |", "no period"),
        ("plans to build 5,000 cars in 2025\n", "plans to make\n", "no slice"),
        ("A | target", "B | target", "no producer"),
        ("vehicles | 2025 | |", "vehicles | 2025 | done |", "belongs to start and stop"),
        ("----", "", "no line of ----"),
        ("published: 2024-03-14\n", "", "lacks"),
    ],
)
def test_a_fault_in_an_annotated_article_is_named(before, after, fault):
    """Whoever annotates is told what is wrong."""
    assert before in ARTICLE + "\n"
    with pytest.raises(annotated.FaultError, match=fault):
        annotated.article((ARTICLE + "\n").replace(before, after))


def test_the_articles_in_the_repository_are_without_fault():
    """All batches are read; no id stands twice, and none that is held back is taught."""
    taught = [d["id"] for d in load([TAUGHT])]
    held = [d["id"] for d in load([TAUGHT.parent / "held"])]
    assert len(set(taught + held)) == len(taught) + len(held)
