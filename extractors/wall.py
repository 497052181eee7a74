"""Pages that stand before the article: challenges, consent, login, paywall."""

import re
from urllib.parse import urlsplit

from lxml import html

CHALLENGES = (
    (
        r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|cf-browser-verification|cf_captcha_kind",
        "Cloudflare challenge",
    ),
    (r"geo\.captcha-delivery\.com|captcha-delivery\.com/captcha", "DataDome challenge"),
    (
        r"_Incapsula_Resource\?[^\"']*(?:SWJIYLWA|CWUDNSAI)|Incapsula incident ID",
        "Incapsula challenge",
    ),
    (r"px-captcha|_pxAppId\s*=", "PerimeterX challenge"),
    (r"/showcaptcha\?|smartcaptcha\.yandexcloud\.net|SmartCaptcha by Yandex", "Yandex captcha"),
    (r"ddos-guard\.net/|DDoS-Guard</|data-ddg-", "DDoS-Guard challenge"),
    (r"awswaf\.com/|AwsWafIntegration|gokuProps", "AWS challenge"),
    (
        r"servicepipe\.ru|id_spinner.{0,200}get_cookie_spsn|StormWall|qrator\.net/|__qrator",
        "bot challenge",
    ),
)
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
    r"/(log-?in|sign-?in|auth|sso|account/login|users?/login|oauth\d?)(/|$|\?|\.)", re.IGNORECASE
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
TRACES = (
    "_cf_chl_opt", "challenge-platform/h/", "cf-browser-verification", "cf_captcha_kind", "captcha", "incapsula", "_pxappid",
    "ddos-guard", "data-ddg-", "awswaf", "gokuprops", "servicepipe.ru", "id_spinner", "stormwall", "qrator",
)  # fmt: skip
"""In lower case: a page without any of these has none of the CHALLENGES."""
SMALL = 60_000
"""Bytes. A challenge is a small page; a whole article may mention all these words."""
FEW = 700
"""Characters of text under which a phrase decides."""


def looks_like_wall(
    body: bytes,
    *,
    url: str,
    final_url: str | None = None,
    status: int | None = None,
    text: str | None = None,
) -> str | None:
    """What stands before the article, in a few words; None where it looks like one. `text`: the body decoded, if at hand."""
    moved = final_url is not None and final_url != url
    if moved and CONSENT_HOSTS.search(urlsplit(final_url or "").netloc):
        return "consent page"
    if moved and LOGIN_PATHS.search(urlsplit(final_url or "").path) and not LOGIN_PATHS.search(url):
        return "login page"
    if len(body) > SMALL and status not in (401, 403, 429, 503):
        return None
    head = (text if text is not None else body[:SMALL].decode("utf-8", "replace"))[:SMALL]
    lowered = head.lower()
    found = _first(CHALLENGES, head) if any(trace in lowered for trace in TRACES) else None
    if found and len(re.findall(r"<p[\s>]", head)) < 6:
        return found
    title = re.search(r"<title[^>]*>\s*([^<]{1,200})", head, re.IGNORECASE)
    return _first(TITLES, title[1].strip()) if title else None


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
