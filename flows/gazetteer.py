"""The gazetteer that the settings name."""

from functools import lru_cache

from extractors.gazetteer import Gazetteer, GazetteerError, load_gazetteer
from flows.declarations import Misuse
from flows.settings import Settings

loaded = lru_cache(maxsize=2)(load_gazetteer)
"""The gazetteer of a text; the same text is the same gazetteer, for a night asks for it more than once."""


def read_gazetteer(settings: Settings) -> Gazetteer:
    """The gazetteer that the settings name. Raises Misuse with file and line."""
    try:
        return loaded(plants_text(settings), str(settings.plants))
    except GazetteerError as error:
        raise Misuse(str(error)) from None


def plants_text(settings: Settings) -> str:
    """The text of that file. Raises Misuse."""
    try:
        return settings.plants.read_text("utf-8")
    except OSError as error:
        raise Misuse(
            f"{settings.plants}: cannot be read: {error.strerror}; name an existing file under `plants`"
        ) from None
