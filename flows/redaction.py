"""Keeps a channel's address out of every log line while it is in use."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote, urlsplit

from flows.alerts import Secret

_TALKATIVE = ("apprise", "httpx", "httpcore", "urllib3", "requests")


@contextmanager
def redacted(*secrets: Secret) -> Iterator[None]:
    """Within the block no log record of this process, at any level, holds any part of the addresses."""
    parts = sorted(
        {part for secret in secrets for part in secret_parts(secret)}, key=len, reverse=True
    )
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    make = logging.getLogRecordFactory()

    def record(*arguments: object, **named: object) -> logging.LogRecord:
        made = make(*arguments, **named)
        said = made.getMessage() if made.args else str(made.msg)
        hidden = redact(said, parts)
        if hidden != said:
            made.msg, made.args = hidden, None
        return made

    logging.setLogRecordFactory(record)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def redact(text: str, parts: list[str]) -> str:
    """`text` with each of `parts` (longest first) blotted out."""
    for part in parts:
        text = text.replace(part, "***")
    return text


def secret_parts(secret: Secret) -> set[str]:
    """What of an address must not be seen: all of it, user, password, path and the values of its query."""
    text = secret.reveal()
    try:
        url = urlsplit(text)
        pieces = {url.username, url.password, url.path, *url.path.split("/")}
        pieces |= {value for _, value in parse_qsl(url.query)}
        pieces |= {url.netloc} if url.netloc.isalnum() else set()
    except ValueError:
        pieces = set()
    known = {piece for piece in pieces if piece} | {text}
    return {piece for piece in known | {unquote(piece) for piece in known} if len(piece) >= 5}
