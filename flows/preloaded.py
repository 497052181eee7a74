"""Imported by the fork server alone: what reading processes need and what is the same for each, so that none waits for it.

An article in each language is read, after which all that is loaded or worked out when first asked for is there.
"""

import os
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the readers share the cores among themselves

from extractors import feed, reading  # noqa: F401
from extractors.announcements import extract
from extractors.gazetteer import Gazetteer, GazetteerError, load_gazetteer
from extractors.model import Document
from flows.gazetteer import loaded
from flows.processes import PLANTS
from warehouse import archive  # noqa: F401

ARTICLES = (
    "The plant built 80,000 cars in 2023 and plans 100,000 in 2024, director John Smith said. It began to make vans in May.",
    "Завод собрал 80 тыс. машин в 2023 году и планирует 100 тыс. в 2024-м, сообщил директор Иван Петров. В мае начат выпуск фургонов.",
)


def gazetteer(named: str) -> Gazetteer:
    """The gazetteer in that file; an empty one where it cannot be read, which the night says in its own words."""
    try:
        return loaded(Path(named).read_text("utf-8"), named)
    except (OSError, GazetteerError):
        return load_gazetteer("")


for article in ARTICLES:
    extract(
        Document(text=article, published=date(2024, 6, 1)), gazetteer(os.environ.get(PLANTS, ""))
    )
