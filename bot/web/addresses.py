"""Addresses of articles and of Telegram posts in one form, so that equal things compare equal."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from courlan import clean_url

LONGEST = 4000  # characters; three hundred Cyrillic letters, percent-encoded, are 1,800
_NO_HOST = re.compile(r"[@\\\s%]")  # readers of addresses differ over what stands before and after these
_TELEGRAM = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?(c/\d+|[A-Za-z]\w{3,31})/(\d+)(?:/(\d+))?(?:[?#].*)?$"
)
_TELEGRAM_APP = re.compile(r"^tg://resolve\?(?=.*\bdomain=([A-Za-z]\w{3,31}))(?=.*\bpost=(\d+))")


def canonical(url: str, *, base: str = "") -> str | None:
    """An address without trackers, default port and fragment; None where it is no address of the web."""
    if not url.strip() or len(url) > LONGEST:
        return None
    try:
        cleaned = clean_url(urldefrag(urljoin(base, url.strip())).url)
        parts = urlsplit(cleaned or "")
        _ = parts.port
    except ValueError:  # "http://[", a port that is none, and the like
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or _NO_HOST.search(parts.netloc):
        return None
    return str(cleaned)


def host_of(url: str) -> str:
    """The host of an address without its www; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def telegram_post(url: str) -> str | None:
    """The address of a Telegram post in the form https://t.me/channel/id; None where it is none."""
    url = url.strip()
    if match := _TELEGRAM_APP.match(url):
        return f"https://t.me/{match[1]}/{match[2]}"
    if match := _TELEGRAM.match(url):
        return f"https://t.me/{match[1]}/{match[3] or match[2]}"  # channel/topic/id in groups with topics
    return None
