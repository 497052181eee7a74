"""The gazetteer that the settings name."""

from functools import lru_cache

from extractors.gazetteer import Gazetteer, GazetteerError, load_gazetteer
from flows.declarations import Misuse
from flows.settings import Settings

_loaded = lru_cache(maxsize=2)(load_gazetteer)
"""The same text is the same gazetteer: a night asks for it more than once."""


def read_gazetteer(settings: Settings) -> Gazetteer:
    """The gazetteer that the settings name. Raises Misuse with file and line."""
    try:
        return _loaded(settings.plants.read_text("utf-8"), str(settings.plants))
    except OSError as error:
        raise Misuse(
            f"{settings.plants}: cannot be read: {error.strerror}; name an existing file under `plants`"
        ) from None
    except GazetteerError as error:
        raise Misuse(str(error)) from None
