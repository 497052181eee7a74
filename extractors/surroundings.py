"""What stands around a place of a sentence, as traits: cues by side and distance, stems of words, what kind of line it is."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from extractors.cues import Cue
from extractors.morphology import stem
from extractors.scenes import Scene

_STEPS = (0.7, 1.6, 3.0, 5.0, 8.0)
WINDOW = 7
"""So many words to either side are taken note of."""
_NO_WORDS = frozenset(",.;:()«»\"'—–-")


def step(cost: float) -> int:
    """A distance of extractors/scenes.py as one of six steps."""
    return bisect_left(_STEPS, cost)


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """A word cut to what its forms share; figures become their number of digits."""
    if word[:1].isdigit():
        return f"#{len(word)}"
    return stem(word)[:9]


def roots(scene: Scene) -> list[str]:
    """The root of each word of a sentence."""
    return scene.once("roots", lambda s: [root(t.lower) for t in s.tokens])


def tags_of(scene: Scene) -> set[str]:
    """The tags of a sentence's cues."""
    return scene.once("tags", lambda s: {c.tag for c in s.cues})


def surroundings(scene: Scene, i: int, j: int) -> Iterator[str]:
    """Traits of what stands around tokens `i` to `j`."""
    yield from _cues(scene, i, j)
    yield from _words(scene, i, j)
    yield f"role {scene.sentence.role}"
    yield f"line {min(5, (scene.sentence.line + 1) // 2)}"
    yield f"long {min(6, len(scene.tokens) // 10)}"


def _cues(scene: Scene, i: int, j: int) -> Iterator[str]:
    left: list[tuple[float, Cue]] = []
    right: list[tuple[float, Cue]] = []
    for cue in scene.cues:
        if cue.first <= j and i <= cue.last:
            yield f"in {cue.tag}"
            continue
        cost = scene.between(cue.first, cue.last, i, j)
        side = left if cue.last < i else right
        side.append((cost, cue))
    for name, found in (("L", left), ("R", right)):
        found.sort(key=lambda f: f[0])
        for cost, cue in found:
            group, _, form = cue.tag.partition(".")
            at = step(cost)
            yield f"{name}{at} {cue.tag}"
            if form:
                yield f"{name}{at} {group}"
            if at < 4:
                yield f"{name} {cue.tag}"
        tags = list(dict.fromkeys(c.tag for _, c in found[:6]))[:3]
        yield f"{name}seq {' '.join(tags[:1])}"
        yield f"{name}seq2 {' '.join(tags[:2])}"
    both = sorted([*left, *right], key=lambda f: f[0])
    near = list(dict.fromkeys(c.tag for _, c in both))
    yield f"near {' '.join(near[:1])}"
    yield f"near2 {' '.join(near[:2])}"


def _words(scene: Scene, i: int, j: int) -> Iterator[str]:
    told_by = roots(scene)
    before = told_by[max(0, i - WINDOW) : i][::-1]
    after = told_by[j + 1 : j + 1 + WINDOW]
    for side, words in (("l", before), ("r", after)):
        for n, word in enumerate(words):
            if n < 3:
                yield f"{side}{n + 1} {word}"
            if word not in _NO_WORDS:
                yield f"{side} {word}"
        told = [w for w in words if w not in _NO_WORDS]
        if words:
            yield f"{side}12 {' '.join(words[:2])}"
        if len(told) > 1:
            yield f"{side}ab {told[0]} {told[1]}"
            yield f"{side}bc {' '.join(told[1:3])}"
    if not before:
        yield "opens"
    if not after:
        yield "ends"
