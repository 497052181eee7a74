"""Nets: what two traits mean together."""

import numpy as np
import pytest

from extractors.learnt import Classes, Options
from extractors.nets import Net, packed, unpacked
from tests.net_fitting import together

TRAITS = ("one", "other", "target|one")


def _net(classes: int = 2) -> Net:
    """Speaks for the first class where "one" and "other" stand together, and says nothing else."""
    vectors = np.zeros((len(TRAITS) + 1, 1 + classes), np.float32)
    vectors[1:3, 0] = 1.0
    vectors[3, 0] = 1.0
    parts = {
        "vectors": vectors, "scale": np.ones(1 + classes, np.float32),
        "bias": np.array([-1.5], np.float32),
        "inner": np.array([[4.0]], np.float32), "inner_bias": np.zeros(1, np.float32),
        "outer": np.array([[4.0] + [0.0] * (classes - 1)], np.float32),
    }  # fmt: skip
    return Net(TRAITS, parts)


@pytest.mark.parametrize("net", [_net(), unpacked(packed(TRAITS, _net().parts))])
def test_two_traits_together_may_mean_what_neither_does(net: Net):
    """Fresh, and as read back from its file."""
    classes = Classes(("none", "target"), {}, net)
    assert classes.read(["one"])["none"] == pytest.approx(0.5)
    assert classes.read(["other", "unheard of"])["none"] == pytest.approx(0.5)
    assert classes.read(["one", "other"])["none"] > 0.9


def test_a_trait_met_twice_counts_once():
    """ "one" twice is not "one" and "other"."""
    classes = Classes(("none", "target"), {}, _net())
    assert classes.read(["one", "one"])["none"] == pytest.approx(0.5)


def test_a_theme_has_vectors_of_its_own():
    """The same trait may speak for an option of one kind of statement and not of another."""
    options = Options({}, _net(1))
    assert options.read([["one"], []], "output") == pytest.approx([0.5, 0.5])
    assert options.read([["one"], []], "target")[0] > 0.9


def test_options_may_have_values_or_no_trait_at_all():
    """Half a trait counts half; a choice of nothing is no choice."""
    options = Options({}, _net(1))
    assert options.read([{"one": 0.5, "other": 0.5}, {}]) == pytest.approx([0.5, 0.5])
    assert options.read([{"one": 1.0, "other": 1.0}, {}])[0] > 0.9
    assert options.read([]) == []


def test_nets_together_say_what_they_say_on_average():
    """Of nets that know other traits each still hears its own; a trait that one does not know says nothing to it."""
    rng = np.random.default_rng(3)

    def drawn(traits: tuple[str, ...], hidden: int) -> Net:
        def some(*shape: int) -> np.ndarray:
            return rng.normal(0, 1, shape).astype(np.float32)

        parts = {
            "vectors": np.vstack([np.zeros((1, hidden + 2), np.float32), some(len(traits), hidden + 2)]), "scale": np.abs(some(hidden + 2)),
            "bias": some(hidden), "inner": some(hidden, 3), "inner_bias": some(3), "outer": some(3, 2),
        }  # fmt: skip
        return Net(traits, parts)

    one, other = drawn(("a", "b"), 4), drawn(("b", "c"), 5)
    both = together([one, other])

    def sums(net: Net, *traits: str) -> np.ndarray:
        rows = [net.known[t] - 1 for t in traits if t in net.known]
        layered, alone = (vectors[rows].sum(axis=0) for vectors in net.vectors())
        return alone + net.passed(layered)

    for traits in (("a",), ("b", "c"), ("a", "b", "c")):
        expected = (sums(one, *traits) + sums(other, *traits)) / 2
        assert sums(both, *traits) == pytest.approx(expected, rel=1e-4)
