"""A figure of a text as a value."""

from dataclasses import dataclass, replace
from typing import Literal

from extractors.model import Per
from extractors.numerals import times

Kind = Literal["count", "money", "measure", "bare", "percent", "other"]


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Quantity:
    """A figure with all that belongs to it; spans are characters of the text, end exclusive."""

    start: int
    end: int
    """The whole expression with bounding words, noun and a rate that follows."""
    number_start: int
    number_end: int
    """The figure or both figures of a range, with scale words."""
    low: float | None
    high: float | None
    figure: Kind
    """`count` of things, `money`, `measure` (tonnes, GWh), `bare`, `percent`; `other`: no figure of production."""
    wording: str | None = None
    """about, almost, just under, up to, at most, less than, at least, over, just over."""
    approximate: bool = False
    unit: str | None = None
    """`vehicles`, `tonnes`, ISO code of money, …; for `other` what kind it is (people, length, code, year, …)."""
    known: bool = False
    """Whether the noun is in the lexicon; names ("Patriots") and unheard nouns are not."""
    noun: str | None = None
    noun_start: int | None = None
    noun_end: int | None = None
    per: Per | None = None
    per_other: bool = False
    """A rate that cannot be written down: per hour, per shift."""
    rate_start: int | None = None
    rate_end: int | None = None
    precision: float = 0.5
    """Half a unit of the last digit stated."""
    up_to: bool = False
    top: float = 0.0
    """The greatest figure named, whatever its bounds."""
    restates: bool = False
    """The sum just named in another currency."""
    change: Literal["from", "to"] | None = None
    """An end of "from 50,000 to 70,000" that is a change and no range."""
    ordinal: bool = False
    """The 300,000th car; `figure` is other, `unit` and `noun` say of what."""
    in_scale: float | None = None
    """What a small bare figure is in the scale of the one before: «120 тыс. машин в год, прежде было 60» → 60,000."""

    def as_reached(self) -> "Quantity":
        """ "up to N" read as "to N", for use after verbs of growth."""
        return (
            replace(self, low=self.top, high=self.top) if self.up_to and self.low is None else self
        )

    def as_scaled(self) -> "Quantity":
        """The quantity in the scale of the figure before it, where it could be meant so."""
        if self.in_scale is None or not self.top:
            return self
        factor = self.in_scale / self.top
        low, high = (None if end is None else times(end, factor) for end in (self.low, self.high))
        return replace(
            self,
            low=low,
            high=high,
            top=self.in_scale,
            precision=self.precision * factor,
            in_scale=None,
        )
