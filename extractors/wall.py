"""Pages that stand before the article: challenges, consent, login, paywall."""

import re
from urllib.parse import urlsplit

from lxml import html

from extractors.encoding import decoded

CHALLENGES = (
    (b"_cf_chl_opt", "Cloudflare challenge"),
    (b"/cdn-cgi/challenge-platform/h/", "Cloudflare challenge"),
    (b"cf-browser-verification", "Cloudflare challenge"),
    (b"captcha-delivery.com", "DataDome challenge"),
    (b"Incapsula incident ID", "Incapsula challenge"),
    (b"_Incapsula_Resource", "Incapsula challenge"),
    (b"px-captcha", "PerimeterX challenge"),
    (b"/showcaptcha?", "Yandex captcha"),
    (b"smartcaptcha.yandexcloud.net", "Yandex captcha"),
    (b"ddos-guard.net/", "DDoS-Guard challenge"),
    (b"DDoS-Guard</", "DDoS-Guard challenge"),
    (b"AwsWafIntegration", "AWS challenge"),
    (b"gokuProps", "AWS challenge"),
    (b"servicepipe.ru", "bot challenge"),
    (b"get_cookie_spsn", "bot challenge"),
    (b"StormWall", "bot challenge"),
    (b"__qrator", "bot challenge"),
)
"""What the pages of bot filters contain. Bytes as they are: this is looked for in every page that is fetched."""

TITLES = (
    (
        r"just a moment|attention required|checking your browser|are you (?:a )?(?:human|robot)|verify you are human|one more step",
        "challenge page",
    ),
    (
        r"access (?:to this page has been )?denied|request (?:blocked|rejected)|pardon our interruption|доступ (?:ограничен|запрещ[её]н)",
        "access denied",
    ),
    (r"вы не робот|подтвердите, что вы не робот|ой!$|проверка браузера|captcha", "challenge page"),
    (
        r"^\s*(?:log ?in|sign ?in|вход|войти|авторизация|login)\b[^a-zа-я]*(?:[|–—-].*)?$",
        "login page",
    ),
    (
        r"before you continue|privacy (?:gate|settings|preference)|cookie (?:consent|settings)",
        "consent page",
    ),
)
CONSENT_HOSTS = re.compile(
    r"^(consent|guce|cmp|privacy-?\w*|myprivacy)\.|\.consent\.|sourcepoint|privacy-mgmt",
    re.IGNORECASE,
)
LOGIN_PATHS = re.compile(
    r"/((?:wp-)?log[-_]?in|sign[-_]?in|sign-?on|auth|sso|account/login|users?/login|oauth\d?)(/|$|\?|\.)",
    re.IGNORECASE,
)
PHRASES = (
    (
        r"we (?:and our \d* ?partners )?(?:value|care about) your privacy|accept (?:all )?(?:the )?cookies|cookies? (?:to|and) (?:continue|proceed)|consent to the use of",
        "consent page",
    ),
    (
        r"subscri(?:be|bers?)[^.\n]{0,40}(?:to (?:continue|read)|only)|to (?:continue|keep) reading|already a subscriber|exclusive to subscribers",
        "paywall",
    ),
    (
        r"(?:по|оформи(?:те|ть)) подписк[еуи]|только (?:для )?подписчик|доступ(?:ен|на) (?:только )?(?:по|подписчикам)",
        "paywall",
    ),
    (
        r"(?:enable|turn on) (?:javascript|cookies)[^.\n]{0,60}(?:continue|view|browser)|включите (?:javascript|cookies?)",
        "page that needs a browser",
    ),
    (
        r"(?:log|sign) in (?:to|with)[^.\n]{0,40}(?:continue|account|read)|войдите[^.\n]{0,30}(?:чтобы|аккаунт)",
        "login page",
    ),
)
SMALL = 30_000
"""Bytes. A challenge is a small page; a whole article may mention all these words."""
FEWEST = 6
"""Paragraphs from which a page is an article, whatever it mentions."""
FEW = 700
"""Characters of text under which a phrase decides."""


LOGIN = "login page"


def leads_to_login(url: str, final_url: str) -> bool:
    """Whether a redirect from `url` leads to where one signs in."""
    return bool(LOGIN_PATHS.search(urlsplit(final_url).path)) and not LOGIN_PATHS.search(url)


def looks_like_wall(
    body: bytes, *, url: str, final_url: str | None = None, status: int | None = None
) -> str | None:
    """What stands before the article, in a few words; None where it looks like one."""
    if final_url is not None and final_url != url:
        there = urlsplit(final_url)
        if CONSENT_HOSTS.search(there.netloc):
            return "consent page"
        if leads_to_login(url, final_url):
            return LOGIN
    if len(body) > SMALL and status not in (401, 403, 429, 503):
        return None
    if body.count(b"<p>") + body.count(b"<p ") >= FEWEST:
        return None
    filtered = next((name for mark, name in CHALLENGES if mark in body), None)
    return filtered or _first(TITLES, _title(body))


def _title(body: bytes) -> str:
    found = re.search(rb"<title[^>]*>\s*([^<]{1,300})", body[:SMALL], re.IGNORECASE)
    return " ".join(decoded(found[1]).split()) if found else ""


def short_wall(text: str, tree: html.HtmlElement) -> str | None:
    """The same from what was read: a few words that ask for consent, a subscription, a login."""
    if len(text) >= FEW:
        return None
    if (
        any(field.get("type") == "password" for field in tree.iter("input"))
        and len(text) < FEW // 2
    ):
        return "login page"
    return _first(PHRASES, text or " ".join(tree.text_content().split())[:2000])


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for pattern, name in table if re.search(pattern, text, re.IGNORECASE)), None)
