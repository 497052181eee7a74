"""The gazetteer that the settings name."""

from extractors.gazetteer import Gazetteer, GazetteerError, load_gazetteer
from flows.declarations import Misuse
from flows.settings import Settings


def read_gazetteer(settings: Settings) -> Gazetteer:
    """The gazetteer that the settings name. Raises Misuse with file and line."""
    try:
        return load_gazetteer(settings.plants.read_text("utf-8"), str(settings.plants))
    except OSError as error:
        raise Misuse(
            f"{settings.plants}: cannot be read: {error.strerror}; name an existing file under `plants`"
        ) from None
    except GazetteerError as error:
        raise Misuse(str(error)) from None
