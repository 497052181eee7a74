"""Where everything is and how much of it: `plantwatch.toml`, else the defaults here and in `seeds/`.

Secrets are not here: channel addresses and model keys come from the environment or Prefect blocks.
"""

from importlib import resources
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from flows.declarations import ONE_LINE, Misuse, line_of, read_declaration

Some = Annotated[int, msgspec.Meta(ge=1)]
"""A count of one or more."""
Number = Annotated[int, msgspec.Meta(ge=0)]
Duration = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
"""Seconds, a day at most."""
Pause = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Line = Annotated[str, msgspec.Meta(pattern=ONE_LINE)]
"""Words that can stand in a header."""


class FetchLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the web is asked. Seconds, bytes, counts."""

    contact: Line = "https://example.org/plantwatch"
    """Stands in the user agent, so that a site's owner can complain."""
    user_agent: Line | None = None
    connections: Some = 32
    connect_seconds: Duration = 10
    first_byte_seconds: Duration = 20
    total_seconds: Duration = 60
    max_bytes: Some = 10_000_000
    max_redirects: Number = 5
    host_gap_seconds: Pause = 1.0
    host_pages: Some = 200
    """Pages a night from one host, whoever leads there."""
    attempts: Some = 4
    """Nights on which a failed page is tried before it is given up."""
    retry_seconds: Duration = 0.5
    """Wait before a question whose failure may pass is asked again, doubled each time, with jitter."""
    recheck_days: Number = 3
    """Articles this young are asked again, for edits."""
    robots: bool = True


class ReadLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reading pool. 0 workers: as many as there are cores."""

    workers: Number = 0
    seconds: Duration = 20
    memory_mb: Some = 1500
    chunk: Some = 32
    recycle: Some = 2000
    """Documents after which a process is replaced."""
    attempts: Some = 3


class ArchiveSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The archive of raw responses. 0 days: kept for ever."""

    compression: Literal["zstd", "gzip"] = "zstd"
    keep_days: Number = 0


class ModelSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language model as second reader; off without `model`. Without `base_url` nothing is asked, kept answers are used."""

    base_url: str | None = None
    model: str | None = None
    key_env: str = "OPENAI_API_KEY"
    policy: Literal["model", "grammar", "both"] = "both"
    calls: Number = 200
    tokens: Number = 1_000_000
    money: Amount = 0
    """Cap a night in the currency of `price_in`/`price_out` (a million tokens); 0: no cap."""
    price_in: Amount = 0
    price_out: Amount = 0
    minutes: Amount = 90
    """How long a night may spend on questions."""
    seconds: Duration = 120
    """For one answer."""
    concurrency: Some = 4
    confidence: Share = 0.7
    """Of a row that the model alone has read; the precision that you have measured for your model."""


class OperatorSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who hears that a night did not work, and when."""

    channel: str | None = None
    """Name of a channel in alerts.toml."""
    stale_months: Some = 6
    quiet_nights: Some = 3
    """Nights in a row with pages but no announcement before it is said."""
    disk_mb: Number = 1000


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """plantwatch.toml."""

    data: str | None = None
    sources: str | None = None
    alerts: str | None = None
    plants: str | None = None
    corrections: str | None = None
    timezone: str = "UTC"
    night: str = "02:00"
    poll_minutes: Some = 15
    catch_up_days: Number = 14
    copies: Number = 0
    """Published files of so many nights kept in `copies/`, beside the newest."""
    feeds_url: str | None = None
    """Where `feeds/` is served from, if it is: each feed then says its own address."""
    fetch: FetchLimits = FetchLimits()
    read: ReadLimits = ReadLimits()
    archive: ArchiveSettings = ArchiveSettings()
    model: ModelSettings = ModelSettings()
    operator: OperatorSettings = OperatorSettings()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All paths absolute."""

    data: Path
    sources: Path
    alerts: Path
    plants: Path
    corrections: Path | None
    timezone: str
    night: str
    poll_minutes: int
    catch_up_days: int
    copies: int
    feeds_url: str | None
    fetch: FetchLimits
    read: ReadLimits
    archive: ArchiveSettings
    model: ModelSettings
    operator: OperatorSettings

    @property
    def state(self) -> Path:
        """The working database, ours alone."""
        return self.data / "state.duckdb"

    @property
    def published(self) -> Path:
        """The database that people query."""
        return self.data / "plantwatch.duckdb"

    @property
    def archive_folder(self) -> Path:
        """Raw responses as WARC."""
        return self.data / "archive"


def seeds() -> Path:
    """The folder of declarations and the sample site that come with the project."""
    return Path(str(resources.files("flows"))).parent / "seeds"


def load_settings(
    config: Path | None = None,
    *,
    data: Path | None = None,
    sources: Path | None = None,
    alerts: Path | None = None,
) -> Settings:
    """Settings from `config` (else `plantwatch.toml` in the working directory, else defaults); arguments win.

    Paths in the file count from the file's folder. Raises Misuse.
    """
    default = Path("plantwatch.toml")
    file = config or (default if default.exists() else None)
    declared = read_declaration(file, Declared) if file else Declared()
    base = file.parent if file else Path()
    if file:
        _check(declared, file)

    def path(argument: Path | None, said: str | None, otherwise: Path) -> Path:
        return (argument or (base / said if said else otherwise)).expanduser().absolute()

    folder = path(data, declared.data, Path("data"))
    if folder.exists() and not folder.is_dir():
        raise Misuse(f"{folder}: is a file; name a folder for the data")
    return Settings(
        data=folder,
        sources=path(sources, declared.sources, seeds() / "sources.toml"),
        alerts=path(alerts, declared.alerts, seeds() / "alerts.toml"),
        plants=path(None, declared.plants, seeds() / "plants.toml"),
        corrections=path(None, declared.corrections, base) if declared.corrections else None,
        timezone=declared.timezone,
        night=declared.night,
        poll_minutes=declared.poll_minutes,
        catch_up_days=declared.catch_up_days,
        copies=declared.copies,
        feeds_url=declared.feeds_url,
        fetch=declared.fetch,
        read=declared.read,
        archive=declared.archive,
        model=declared.model,
        operator=declared.operator,
    )


def _check(declared: Declared, file: Path) -> None:
    """What the shape of the file cannot say. Raises Misuse with file, line and key."""
    if wrong := _wrong_with(declared):
        line = line_of(file.read_text("utf-8"), f".{wrong.partition(':')[0]}")
        raise Misuse(f"{file}:{line}: {wrong}")


def _wrong_with(declared: Declared) -> str | None:
    try:
        ZoneInfo(declared.timezone)
    except (KeyError, ValueError, OSError):
        return f"timezone: unknown zone {declared.timezone!r}; write one such as 'Europe/Berlin'"
    hour, _, minute = declared.night.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return f"night: {declared.night!r} is no time of day; write one such as '02:00'"
    if declared.feeds_url and not declared.feeds_url.startswith(("http://", "https://")):
        return f"feeds_url: {declared.feeds_url!r} is no web address; write one such as 'https://plants.example/feeds/'"
    return None
