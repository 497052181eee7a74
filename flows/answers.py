"""What asking a URL can come to. Values, not exceptions: one dead server never stops a run.

Fetched | NotModified | Refused | Failed
"""

import email.utils
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

LONGEST_WAIT = timedelta(days=2)
"""A Retry-After beyond this is a mistake or a joke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A 2xx answer with its whole body, unpacked."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    media_type: str | None
    charset: str | None
    body: bytes = field(repr=False)
    packed: bytes | None = field(default=None, repr=False)
    """The body as it was sent, where that is what `body` is packed by the answer's Content-Encoding."""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    """Where every redirect on the way was a permanent one: the address it ended at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304: what we have still holds."""

    url: str
    final_url: str
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """We did not ask, or did not take the answer: address, scheme, credentials, size, encoding, media type, robots.txt."""

    url: str
    reason: str
    status: int | None = None
    at: str | None = None
    """The address on the way that was refused, where it is not the answer: `url` itself or where a redirect led."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No answer, or one that is none: network errors, 4xx, 5xx."""

    url: str
    reason: str
    status: int | None = None
    passing: bool = False
    """Whether the same may work a little later."""
    retry_after: timedelta | None = None
    """What the server asked us to wait, bounded; of a host that has asked before: what is left of it."""
    answer: Fetched | None = None
    """What the server sent with it, for the archive."""
    postponed: bool = False
    """Whether it was not asked at all, by politeness: it stays wanted, and no try is counted."""

    @property
    def final_url(self) -> str | None:
        """Where redirects led to who answered; None where nobody did."""
        return self.answer.final_url if self.answer else None


Answer = Fetched | NotModified | Refused | Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An address that sends us on; who asked decides whether to follow (flows/patience.py)."""

    url: str
    to: str
    status: int
    permanent: bool
    """Whether it is for good; a step down from https never is."""


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for: seconds or a date; None for rubbish, negative ones and the past."""
    text = (header or "").strip()
    if text.isdecimal() and text.isascii():
        wait = timedelta(seconds=min(int(text[:12]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            then = email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
        wait = (then if then.tzinfo else then.replace(tzinfo=UTC)) - now
    return min(wait, LONGEST_WAIT) if wait > timedelta(0) else None
