"""What an announcement is, as data: docs/annotation.md shows these tables, and a model that reads is told by them.

A test holds the page and these tables together, so that people, grammar and model go by one definition.
"""

FIELDS: dict[str, str] = {
    "plant": "who produces, as a reader would say it in the language of the text: the works if the text names one, else the company, else brand or model",
    "kind": "`target`, `output`, `capacity`, `start`, `stop` or `investment`",
    "low`, `high": 'the figure with its bounds: one figure fills both; "up to" and "at most" only `high`; "at least" and "over" only `low`; "about" and "almost" both',
    "unit": "`vehicles` for anything with wheels on a road; a measure (`tonnes`, `GWh`, `MW`); a currency code for investments; else the noun that is counted, plural",
    "per": "`year`, `month`, `week`, `day` where the figure is a rate",
    "period_start`, `period_end": "the calendar span that is spoken of; a year named runs from January to December",
    "status": "of starts and stops: `planned` or `done`",
    "prior": "the text itself tells it as a plan that no longer holds",
    "product`, `part": "what is made; which part of the whole, where no product tells",
    "speaker`, `voice`, `said_on": "who says it, whether that is the producer, an authority or an outsider, and the day the text gives to the saying",
    "wording": "how the figure is bounded, in the text's own kind of words",
    "quote`, `start`, `end": "the sentence it rests on: an exact slice of the text",
    "confidence": "of rows at 0.9, about nine in ten are right",
}
"""Field, or fields that belong together, → meaning."""

KINDS: dict[str, str] = {
    "target": "what will be made in a period, be it plan, forecast or order to produce.",
    "output": "what was made.",
    "capacity": "what could be made.",
    "start**, **stop": "production begins, resumes, pauses or ends.",
    "investment": "money that goes into a works or its production; a price paid for a works is none.",
}

NOT_ANNOUNCEMENTS = """\
Not read as announcements: sales, deliveries, registrations, exports, imports, orders, stocks, market shares, prices, jobs,
totals of a country or a whole industry, what a product can do, wishes with neither number nor time, reports that are denied."""

TIME = """\
Times are counted from the day of publication: "this year" is its year, "in early 2024" the first quarter, "by the end of
2024" the whole year, "at the end of 2024" its last quarter, "mid-2024" May to August, seasons three months each. Of a day
without a year the nearest one is meant: before publication for what happened, after it for what is planned. A rate with a
year ("30,000 a year from 2025") has that year; a sum since a year runs from its first of January to publication."""

ROWS = """\
The same thing said twice is one row, the more precise wording wins. A part and its whole are two, told apart by `product`.
"Raised from 50,000 to 70,000" is two: 70,000, and 50,000 with `prior`. Two scenarios are two rows; money in two currencies
is one, in the currency named first. Differences, shares and sums that a reader would have to compute are no rows."""


def field_table() -> list[str]:
    """The rows of the table of fields in Markdown."""
    return [f"| `{name}` | {meaning} |" for name, meaning in FIELDS.items()]


def kind_list() -> list[str]:
    """The kinds as a list in Markdown."""
    return [f"- **{name}**: {meaning}" for name, meaning in KINDS.items()]
