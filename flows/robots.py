"""robots.txt by RFC 9309: 4xx allows all, out of reach allows nothing, 500 KiB are read, five redirects, believed for a day.

protego reads the rules; what a missing or broken file means is decided here.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

from extractors.encoding import decoded
from flows.answers import Answer, Failed, Fetched, Refused
from flows.hosts import Host
from flows.patience import ask
from flows.web import Client, user_agent
from warehouse.polls import Robots

BELIEVED = timedelta(days=1)
MOST = 500 * 1024
OUT_OF_REACH = "robots.txt is out of reach"
"""Forbids everything, for now."""
RULE = re.compile(r"\s*(user.?agent|d\w*l+[ao]w|allow|crawl-?delay)\b", re.IGNORECASE)
"""Lines that count, typing errors among them; any other does not part a group from its agents."""
AGENT = re.compile(r"(\s*user.?agent\s*:?\s*[A-Za-z_-]+)[^#\r\n]*", re.IGNORECASE)
"""Of the agent only the product token counts: `Plantwatch` in `Plantwatch/0.1 (news)`."""


class RobotRules:
    """The rules of all origins of a run, asked for once each."""

    def __init__(self, client: Client, known: Mapping[str, Robots]) -> None:
        """`known`: what was seen within the last day, by origin."""
        self.fresh: list[Robots] = []
        """Seen in this run, to be stored."""
        self._client = client
        self._known = dict(known)
        self._read: dict[str, Protego] = {}

    async def verdict(
        self, url: str, host: Host, *, agent: str | None, private: tuple[str, int] | None
    ) -> str | None:
        """Why `url` may not be fetched, None if it may; slows `host` down to its crawl-delay."""
        origin = origin_of(url)
        robots = self._known.get(origin)
        if robots is None:
            place = f"{origin}/robots.txt"
            answer = await ask(
                self._client,
                host,
                place,
                private=private,
                agent=agent,
                media=None,
                most=MOST,
                cut=True,
            )
            if isinstance(answer, Refused) and answer.at == place:
                return answer.reason  # nothing there may be asked
            robots = judged(answer, origin, self._client)
            self._known[origin] = robots
            self.fresh.append(robots)
        if robots.outcome != "rules":
            return None if robots.outcome == "all" else OUT_OF_REACH
        rules = self._read.get(origin)
        if rules is None:
            rules = self._read[origin] = read_rules(robots.rules or "")
        product = product_of(agent or user_agent(self._client.limits))
        host.slow_to(rules.crawl_delay(product))
        return None if allowed(rules, url, product) else "robots.txt forbids it"

    async def elsewhere(
        self, url: str, *, host: Host | None, agent: str | None, private: tuple[str, int] | None
    ) -> str | None:
        """The same for where a redirect leads; without `host` while the turn of its host is held."""
        host = host or Host(0.0, asyncio.Semaphore())
        return await self.verdict(url, host, agent=agent, private=private)


def judged(answer: Answer, origin: str, client: Client) -> Robots:
    """What an answer to the question for robots.txt means."""
    seen = Robots(origin=origin, fetched_at=client.clock(), outcome="all")
    match answer:
        case Fetched(body=body, charset=charset, status=status):
            return replace(
                seen,
                outcome="rules",
                status=status,
                rules=decoded(body[:MOST], charset).replace("\x00", ""),
            )
        case Failed(status=int(status)) if 400 <= status < 500 and status != 429:
            return replace(seen, status=status)
        case Refused(reason=reason) | Failed(reason=reason) if reason.startswith(
            ("redirect", "more than")
        ):
            return seen  # more than five redirects, or in a loop: as if there were none
        case Failed(status=status) | Refused(status=status):
            return replace(seen, outcome="none", status=status)
    return seen


def read_rules(text: str) -> Protego:
    """The rules in a robots.txt."""
    lines = (AGENT.sub(r"\1", line) for line in text.splitlines() if RULE.match(line))
    return Protego.parse("\n".join(lines))


def allowed(rules: Protego, url: str, product: str) -> bool:
    """Whether the rules let the robot named `product` fetch `url`; robots.txt itself always."""
    return urlsplit(url).path == "/robots.txt" or rules.can_fetch(url, product)


def product_of(agent: str) -> str:
    """The product token that rules are addressed to: `plantwatch` of `plantwatch/0.1 (+https://…)`."""
    found = re.match(r"[A-Za-z_-]+", agent)
    return found[0] if found else agent


def origin_of(url: str) -> str:
    """scheme://host:port."""
    scheme, _, rest = url.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{scheme}://{host.rpartition('@')[2]}".lower()
