"""What a URL is a key of: the article, the site, the publisher family. Keys only; what is fetched is what the feed said."""

import contextlib
import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

TRACKING = re.compile(
    r"""(utm_|at_(?!id$)|mtm_|pk_|hsa_|_hs|ns_|mc_|vero_|oly_|wt[._]|stm_|piwik_|matomo_)\w*
    |fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|_openstat|rb_clickid|erid|frommail
    |cmpid|cmp|campaign_id|campaign|icid|ito|ncid|sr_share|share|shared|smid|smtyp|mkt_tok|trk|spm|__twitter_impression
    |ref|ref_src|referer|referrer|refr|from|src|rss|partner|feed|xtor|via|tsrc|guccounter|guce_referrer(_sig)?
    |amp|outputtype|phpsessid|jsessionid|sid|sessionid|_ga|_gl|nocache|cb|yptr|soc_src|soc_trk|recommendationid""",
    re.VERBOSE | re.IGNORECASE,
)
"""Query parameters that tell where a reader comes from, not what is read."""
DOUBTFUL = re.compile(
    r"ref|from|src|rss|partner|feed|via|share|sid|cmp|campaign|ncid|ito", re.IGNORECASE
)
"""Those of them that name the article on some sites: by a short number, where the path does not name it."""
SCRIPT = re.compile(r"[^/]*\.(?:php\d?|phtml|aspx?|jspx?|cgi|pl|cfm|dll|do)", re.IGNORECASE)
GENERAL = re.compile(
    r"articles?|stor(?:y|ies)|news|show|view|read|items?|node|index|main|default|pages?|posts?|details?|content|material|print|text|full",
    re.IGNORECASE,
)
"""Last steps of paths under which all articles of a site stand."""
OWN_NUMBER = re.compile(r"(?:^|[-_.,])\d+(?:$|[-_.,])|\d{3}")
"""What tells an article from others in its last step: `1`, `plant-12`, `id123`; not `v2`, `mp3`, `news24`."""
DAY = re.compile(r"/(?:19|20)\d\d(?:/\d\d?){0,2}$")
LONG_NUMBER = re.compile(r"(?:^|[-_.])\d{4,}(?:$|[-_.])")

AMP_CACHE = re.compile(
    r"^(?:www\.google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[acv])/(?:s/)?(.+)$", re.IGNORECASE
)
PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|wap|touch|pda)\.(?=[^.]+\.[^.])", re.IGNORECASE)
SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
SAFE = "/:@!$&'()*+,;=~-._"
TWO_PART = re.compile(r"^(?:co|com|org|net|gov|edu|ac|or|ne|go|msk|spb)\.[a-z]{2}$")


def key_url(url: str) -> str:
    """The same for all addresses of one article: a key, never to be fetched.

    Scheme, www and mobile hosts, AMP, tracking parameters, their order, trailing slashes and fragments do not count, but
    for those that are pages (`#!/story/1`, `#!story/1`). Text that is no http(s) URL is returned stripped.
    """
    parts = _split(url)
    if parts is None:
        return url.strip()
    cached = AMP_CACHE.match(f"{parts.netloc.rpartition('@')[2]}{parts.path}")
    if cached:
        return key_url(f"https://{cached[1]}" + (f"?{parts.query}" if parts.query else ""))
    path = _path(parts.path)
    query = _query(parts.query, path)
    return f"https://{_site(parts)}{path}" + (f"?{query}" if query else "") + _page(parts)


def article_key(url: str, final_url: str | None = None, canonical: str | None = None) -> str:
    """The key of the article that was read at `url`: the page's own word where it can be believed, else where redirects led.

    A canonical link counts when it stays in the publisher's family and does not name a front page or section for an
    article (careless templates do); a redirect to a front page does not count either.
    """
    reached = final_url if final_url and _deeper(final_url, url) else url
    same = canonical and family_of(_netloc(canonical)) == family_of(_netloc(reached))
    if canonical and same and _deeper(canonical, reached):
        return key_url(canonical)
    return key_url(reached)


def _deeper(candidate: str, url: str) -> bool:
    """Whether `candidate` can name one article, as `url` does: not fewer than two steps where `url` has more, same or longer."""
    there, here = _split(candidate), _split(url)
    if there is None or here is None:
        return False
    if _page(here) and not _page(there):
        return _tells_page(there.path, _page(here))
    chosen, query = _chosen(there), _chosen(here)
    if there.path.strip("/") == "":
        return here.path.strip("/") == "" and chosen == query
    if query and not chosen and here.path.rstrip("/") == there.path.rstrip("/"):
        return not re.search(r"\d", query)
    return not key_url(url).startswith(key_url(candidate) + "/")


def _chosen(parts: SplitResult) -> str:
    """What a query names for sure: a doubtful parameter only where all articles stand under the path."""
    return _query(parts.query, parts.path if _is_general(parts.path) else None)


def _page(parts: SplitResult) -> str:
    """A fragment that is a page of its own, with its `#`; empty for a place on the page, and for the front page `#!/`."""
    is_page = parts.fragment.startswith("!") and parts.fragment.strip("!/")
    return f"#{parts.fragment}" if is_page else ""


def _tells_page(path: str, page: str) -> bool:
    """Whether a path without a fragment names the same as a page's fragment does: its last step is in it."""
    last = re.split(r"[/!]", page.partition("?")[0].rstrip("/"))[-1]
    return re.search(rf"(?<![^\W_]){re.escape(last)}(?![^\W_])", path) is not None


def site_of(url: str) -> str:
    """The host of `url` without www, mobile and AMP prefixes; with its port where it is not the usual one."""
    parts = _split(url)
    return _site(parts) if parts else ""


def family_of(host: str) -> str:
    """The publisher family that a host (or host:port) belongs to: its registrable name; an address is a family of its own."""
    host = host.rpartition("@")[2].lower().strip(".")
    name, _, port = host.partition(":") if host.count(":") == 1 else (host, "", "")
    if "." not in name or re.fullmatch(r"[\d.]+", name) or ":" in name:
        return f"{name}:{port}" if port and port not in ("80", "443") else name
    labels = name.split(".")
    keep = 3 if len(labels) > 2 and TWO_PART.match(".".join(labels[-2:])) else 2
    return ".".join(labels[-keep:])


def is_web(url: str) -> bool:
    """Whether `url` is an absolute http(s) address with a host."""
    return _split(url) is not None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(
            re.sub(r"[\x00-\x20]+", "", url) if " " not in url.strip() else url.strip()
        )
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
        _ = parts.port
    except ValueError:
        return None
    return parts


def _netloc(url: str) -> str:
    parts = _split(url)
    return parts.netloc.rpartition("@")[2].lower() if parts else ""


def _site(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    with contextlib.suppress(UnicodeError):
        host = host.encode("idna").decode() if not host.isascii() else host
    host = PREFIX.sub("", host)
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port in (None, 80, 443) else f"{shown}:{parts.port}"


def _path(path: str) -> str:
    path = SESSION.sub("", path)
    path = (
        quote(unquote(path), safe=SAFE)
        if "%" in path or not path.isascii() or " " in path
        else path
    )
    path = _undotted(re.sub(r"/{2,}", "/", path))
    path = re.sub(r"^/amp(?=/.)", "", path, flags=re.IGNORECASE)
    path = re.sub(
        r"(/amp/?|[./-]amp(?=\.html?$)|\.amp$|/index\.(?:html?|php|aspx?)$)",
        "",
        path,
        flags=re.IGNORECASE,
    )
    return path.rstrip("/")


def _undotted(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del kept[max(1, len(kept) - 1) :]
        elif step != ".":
            kept.append(step)
    return "/".join(kept)


def _query(query: str, path: str | None) -> str:
    """What of a query names the article; a doubtful parameter does where nothing else can, and nowhere without `path`."""
    if not query:
        return ""
    told = parse_qsl(query, keep_blank_values=True)
    pairs = [(name, value) for name, value in told if not TRACKING.fullmatch(name)]
    if not pairs and path is not None and not _names_article(path):
        pairs = [(name, value) for name, value in told if _may_name(name, value)]
    return urlencode(sorted(pairs))


def _names_article(path: str) -> bool:
    """Whether a path tells one article from others by a number; a version or section (`/v2/`, `/news24/`) does not."""
    if DAY.search(path):
        return False
    *above, last = path.strip("/").split("/")
    if OWN_NUMBER.search(re.sub(r"\.[A-Za-z]\w{1,4}$", "", last)):
        return True
    return not _is_general(path) and any(LONG_NUMBER.search(step) for step in above)


def _is_general(path: str) -> bool:
    """Whether all articles of a site may stand under this path: the front page, a script, `/story`."""
    last = path.rstrip("/").rpartition("/")[2]
    return not last or bool(SCRIPT.fullmatch(last) or GENERAL.fullmatch(last))


def _may_name(name: str, value: str) -> bool:
    return DOUBTFUL.fullmatch(name) is not None and re.fullmatch(r"\d{1,10}", value) is not None
