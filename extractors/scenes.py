"""A sentence with all that was found in it, and how far apart two of its places are in meaning.

Distance grows with the words between and with what parts clauses (commas a little, "while" and semicolons much),
so that a figure goes to the verb, the time and the producer of its own clause.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from extractors.cues import Cue, Token, find_cues, find_tokens
from extractors.sentences import Sentence

T = TypeVar("T")
WORD_COST = 0.3
RIGHT_COST = 0.8
"""What stands after the figure governs it less often than what stands before."""
ASIDE = 0.6
"""What a stretch in brackets puts between the words around it."""
FAR = 99.0

BARRIERS: dict[str, float] = {
    # signs
    ",": 1.2, ";": 6, ":": 1.5, "—": 2, "–": 2, "-": 1, "(": 1.8, ")": 1.8, "|": 1, "•": 4, '"': 0.5, "«": 0.2, "»": 0.2, "…": 3, "?": 5, ".": 4, "!": 5,
    # English
    "and": 0.8, "but": 4, "while": 5, "whereas": 5, "although": 4, "though": 4, "which": 2, "who": 2, "where": 2, "that": 1.5, "when": 2.5,
    "because": 4, "since": 1, "if": 2.5, "after": 1.2, "before": 1.2, "until": 1.5, "as": 1, "with": 0.8, "compared": 2, "against": 1.5, "versus": 1.5, "or": 0.5,
    "whose": 2, "plus": 1, "including": 1, "despite": 2, "yet": 3, "so": 1.5, "then": 1.5,
    # Russian
    "а": 3, "но": 4, "однако": 4, "и": 0.8, "который": 2, "которая": 2, "которое": 2, "которые": 2, "которого": 2, "которой": 2, "которых": 2, "которую": 2,
    "где": 2, "что": 1.5, "чтобы": 2, "когда": 2.5, "если": 2.5, "хотя": 4, "поскольку": 4, "тогда": 2, "против": 1.5, "или": 0.5, "чем": 1.5, "после": 1.2,
    "при": 0.6, "затем": 1.5, "потом": 1.5, "причем": 2, "включая": 1,
}  # fmt: skip


@dataclass
class Scene:
    """One sentence read: words, cues, and whatever figures, periods, mentions and speakers fall into it.

    Words and cues are found when they are first asked for: most sentences are passed over without.
    """

    text: str
    sentence: Sentence
    language: str
    quantities: list[Any] = field(default_factory=list)
    periods: list[Any] = field(default_factory=list)
    mentions: list[Any] = field(default_factory=list)
    times: list[Any] = field(default_factory=list)
    """The periods that things happen in (extractors/times.py)."""
    revised: dict[int, Any] = field(default_factory=dict)
    """Figures that are ends of a revised plan, by where they begin (extractors/revisions.py)."""
    spots: list[tuple[int, int]] = field(default_factory=list)
    """The tokens of each figure."""
    _kept: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def tokens(self) -> list[Token]:
        return find_tokens(self.text, self.sentence.start, self.sentence.end)

    @cached_property
    def cues(self) -> list[Cue]:
        return find_cues(self.tokens, self.language)

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _depth(self) -> list[float]:
        return _depth(self.tokens)

    def place(self, quantities: list[Any], periods: list[Any], mentions: list[Any]) -> None:
        """Sets what falls into the sentence."""
        self.quantities, self.periods, self.mentions = quantities, periods, mentions
        self.spots = [(self.index(q.start), self.index(q.end - 1)) for q in quantities]

    def once(self, what: object, make: Callable[["Scene"], T]) -> T:
        """`make(scene)`, called once for the sentence; `what` names it."""
        if what not in self._kept:
            self._kept[what] = make(self)
        return self._kept[what]  # type: ignore[no-any-return]

    def index(self, position: int) -> int:
        """The token at or before a place in the text."""
        return bisect_right(self._starts, position, 1) - 1

    def spot(self, found: Any) -> tuple[int, int]:
        """The first and last token of what was found in the text."""
        span = found.start, found.end
        at = self._kept.get(span)
        if at is None:
            at = self._kept[span] = (self.index(span[0]), self.index(span[1] - 1))
        return at

    def apart(self, i: int, j: int) -> float:
        """Distance between two tokens."""
        return abs(self._depth[j] - self._depth[i])

    def between(self, first: int, last: int, i: int, j: int) -> float:
        """Distance between two stretches of tokens; 0 where they touch or overlap."""
        if last < i:
            return self.apart(last, i)
        return self.apart(j, first) + RIGHT_COST if j < first else 0.0

    def near(self, tags: Iterable[str], i: int, j: int) -> tuple[float, Cue | None]:
        """The nearest cue of one of `tags` (a tag or the part before its dot) to tokens `i` to `j`."""
        wanted, best, which = set(tags), FAR, None
        for cue in self.cues:
            if cue.tag in wanted or cue.tag.split(".")[0] + ".*" in wanted:
                cost = self.between(cue.first, cue.last, i, j)
                if cost < best:
                    best, which = cost, cue
        return best, which

    def words(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]


def _depth(tokens: Sequence[Token]) -> list[float]:
    """How far on each token is; what stands in brackets lies aside, so that the words around it stay near."""
    depth: list[float] = []
    total, closes, opened = -WORD_COST, _brackets(tokens), {}
    for n, token in enumerate(tokens):
        if n in closes:
            opened[closes[n]] = total
        total += WORD_COST + BARRIERS.get(token.lower, 0.0)
        depth.append(total)
        if n in opened:
            total = opened[n] + ASIDE
    return depth or [0.0]


def _brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each outer bracket that is closed in the sentence opens and closes."""
    found, begun = {}, None
    for n, token in enumerate(tokens):
        if token.lower == "(":
            begun = n if begun is None else begun
        elif token.lower == ")" and begun is not None:
            found[begun], begun = n, None
    return found
