"""What a language gives to the number grammar; `numbers_en` and `numbers_ru` fill it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NumberWords:
    """Words in lower case, ё written as е. Tables of phrases map the phrase to what it means."""

    cardinals: dict[str, float]
    """twelve → 12. One word each; tens and units join by themselves."""
    wholes: dict[str, float]
    """A figure by itself, that scales may follow: dozen, полтора, сотня."""
    scales: dict[str, float]
    letters: frozenset[str]
    """Scales of one letter, which count only next to a figure."""
    halves: frozenset[str]
    """half, пол: 0.5 before a scale."""
    and_a_half: tuple[tuple[str, ...], ...]
    """"and a half", «с половиной»."""
    couples: frozenset[str]
    """"couple", «пара»: about two, before a scale."""
    bare_scales: frozenset[str]
    """Scale words that are a number by themselves: «тысяча», «миллион»."""
    bare_genitives: frozenset[str]
    """… and those that are one after `bare_after` («до тысячи»), else vague plurals."""
    bare_after: frozenset[str]
    inverting: frozenset[str]
    """Scale words that before a number mean about: «тысяч пятьдесят»."""
    singular: frozenset[str]
    """Words that mean one, a figure only next to a noun of production or a rate."""
    articles: frozenset[str]
    joins: frozenset[str]
    """"and" inside two hundred and four."""
    range_words: frozenset[str]
    between: frozenset[str]
    between_and: frozenset[str]
    from_words: frozenset[str]
    from_to: frozenset[str]
    change_from: frozenset[str]
    """«с» before a figure that is left behind; "from" is one only after a word of change."""
    change: frozenset[str]
    """Words of change, after which from-to is no range."""
    falling: frozenset[str]
    """Those of a fall, after which from-to is one all the same where it rises: "down from 200,000 to 300,000"."""
    before: dict[str, str]
    """Phrase before a figure → wording."""
    after: dict[str, str]
    """Phrase after a figure → wording."""
    fillers: frozenset[str]
    rate_in: frozenset[str]
    """"a", "per", «в»: what stands before the name of a time in a rate."""
    rate_times: dict[str, str]
    rate_adverbs: dict[str, str]
    rate_adjectives: dict[str, str]
    rated: tuple[str, ...]
    """What an adjective of rate makes a rate of: "annual capacity", unlike "annual plan". Beginnings of words."""
    rate_before: frozenset[str]
    """Words before a time that make a rate of it before the figure too: per, each, «в»."""
    not_before: frozenset[str]
    """Times that before a figure are no rate: "a day after"."""
    rate_units: dict[str, tuple[str, str, float]]
    """upa, ktpa: unit, time and factor in one word."""
    currencies: dict[str, str]
    nations: dict[str, str]
    """Adjectives before the name of a currency → its code, empty where the name alone says it."""
    percents: frozenset[str]
    price_in: frozenset[str]
    """Words after money that make it a price: "a tonne", "apiece", «за штуку»."""
    numbered: frozenset[str]
    """What carries a number as its name: phase 2, Model 3, цех № 7."""
    thousandths: dict[str, float]
    """Endings of milestones that scale their figure: 300-тысячный."""
    milestones: dict[str, float]
    """Single words of a milestone: millionth, «стотысячный»."""
    abbreviations: frozenset[str]
    """Scale words after which a point is no end of a sentence."""
    fractions: frozenset[str]
    """Words that a hyphen joins to a figure to make a fraction: third, quarters."""
    times: frozenset[str]
    """"times", «раза»: a multiple and no count."""
    fewer: frozenset[str]
    """Words after a figure that make it a difference: "9,000 fewer"."""
    by: frozenset[str]
    grown: tuple[str, ...]
    """Beginnings of words of change where those are many forms of one: «увеличил», «сокращение»."""
    grown_words: frozenset[str]
    """… and whole ones: «рост», which begins other words too."""
    planned: tuple[str, ...]
    """What ends the look for them: «рассчитан на 50 тысяч»."""
    sized: frozenset[str]
    """… and what is of a size: «вырастет завод на 60 тысяч»."""
    differing: frozenset[str]
    """… and those that do so after «на»: на 910 больше."""
    ordinals: frozenset[str]
    """Endings glued to figures that make an ordinal: th, «тысячный»."""
    case_endings: frozenset[str]
    """Endings joined to figures that tell their case and no more: «60-ти»."""
    stops: frozenset[str]
    """Words that end a noun phrase."""
    generic: frozenset[str]
    """units, pieces: nouns after which "of" may name the thing."""
    of: frozenset[str]
    determiners: frozenset[str]
    year_prepositions: frozenset[str]
    """After these a figure such as 2024 is a year, whatever noun follows."""
