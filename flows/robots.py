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
from flows.hosts import Hosts
from flows.patience import Own, ask, host_at
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

    def __init__(self, client: Client, hosts: Hosts, known: Mapping[str, Robots]) -> None:
        """`known`: what was seen within the last day, by origin."""
        self.fresh: list[Robots] = []
        """Seen in this run, to be stored."""
        self._client = client
        self._hosts = hosts
        self._known = dict(known)
        self._asking: dict[str, asyncio.Lock] = {}
        self._read: dict[str, Protego] = {}

    async def verdict(
        self, url: str, *, agent: str | None, private: Own | None
    ) -> Refused | Failed | None:
        """Why `url` may not be fetched, None if it may; slows its host down to its crawl-delay.

        To be asked while no host's turn is held, since it takes one where the rules are not known yet.
        """
        robots = await self._robots(origin_of(url), agent, private)
        if not isinstance(robots, Robots):
            return robots
        if robots.outcome == "none":
            return Failed(url=url, reason=OUT_OF_REACH, passing=True)
        if robots.outcome == "all":
            return None
        rules = self._read.get(robots.origin)
        if rules is None:
            rules = self._read[robots.origin] = read_rules(robots.rules or "")
        product = product_of(agent or user_agent(self._client.limits))
        host_at(self._hosts, url, private).slow_to(rules.crawl_delay(product))
        if allowed(rules, url, product):
            return None
        return Refused(url=url, reason="robots.txt forbids it", at=url)

    async def _robots(
        self, origin: str, agent: str | None, private: Own | None
    ) -> Robots | Refused | Failed:
        """The file of an origin; where many want it at once, the first asks and the others wait for it."""
        async with self._asking.setdefault(origin, asyncio.Lock()):
            known = self._known.get(origin)
            if known:
                return known
            place = f"{origin}/robots.txt"
            answer = await ask(
                self._client, self._hosts, place,
                private=private, agent=agent, media=None, most=MOST, cut=True,
            )  # fmt: skip
            if isinstance(answer, Refused) and answer.at == place:
                return answer  # nothing there may be asked
            if isinstance(answer, Failed) and answer.postponed:
                return answer
            robots = self._known[origin] = judged(answer, origin, self._client)
            self.fresh.append(robots)
            return robots


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
