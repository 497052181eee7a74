"""What a backfill lets through, decided on bytes, before anything is parsed: hosts, languages, words."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

HTML_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
CYRILLIC = ("utf-8", "windows-1251", "koi8-r")
HEAD = 4096
"""Bytes in which a page says its language."""
SHARE = 0.05
"""Of the bytes of a page in UTF-8; beyond that the page is Russian."""


class Sieve:
    """Which pages pass. Nothing given lets everything through; several hosts, languages or words: any of them."""

    def __init__(
        self,
        hosts: Sequence[str] = (),
        languages: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> None:
        """`hosts`: names, their subdomains too. `words`: any case, also inside longer words."""
        self.hosts = tuple(host.lower().strip(".") for host in hosts)
        self.languages = frozenset(language.lower() for language in languages)
        self.words = tuple(words)
        self._needles = tuple(dict.fromkeys(n for word in words for n in _spellings(word)))

    def __repr__(self) -> str:
        return f"Sieve({self.hosts}, {sorted(self.languages)}, {self.words})"

    def wants_host(self, url: str) -> bool:
        """Whether pages at `url` are wanted at all."""
        if not self.hosts:
            return True
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            return False
        return any(host == wanted or host.endswith(f".{wanted}") for wanted in self.hosts)

    def wants(self, body: bytes, language: str | None = None) -> bool:
        """Whether a page with this body is wanted; `language` as declared elsewhere. Pages that do not say theirs pass."""
        if self._needles:
            lowered = body.lower()
            if not any(needle in lowered for needle in self._needles):
                return False
        if self.languages:
            said = (language or language_of(body) or "").partition("-")[0].lower()
            return not said or said in self.languages
        return True


def language_of(body: bytes) -> str | None:
    """The language that a page declares, else `ru` where much of it is Cyrillic in UTF-8, else None."""
    said = HTML_LANGUAGE.search(body[:HEAD])
    if said:
        return said[1].decode("ascii").lower()
    lead = body.count(b"\xd0") + body.count(b"\xd1")
    return "ru" if lead > SHARE * len(body) else None


def _spellings(word: str) -> list[bytes]:
    """The bytes under which a word may stand in a body whose ASCII letters are lowered."""
    if word.isascii():
        return [word.lower().encode()]
    forms = (word.lower(), word.capitalize(), word.upper(), word[:1].upper() + word[1:])
    return [form.encode(name, "ignore").lower() for form in forms for name in CYRILLIC]
