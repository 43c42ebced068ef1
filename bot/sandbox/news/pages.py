"""How the local site answers when nothing is wrong: pages, feeds and sitemaps, with ETag and Last-Modified."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import Headers
from starlette.responses import Response

from bot.sandbox.news.articles import SiteArticle
from bot.sandbox.news.labels import LABELS

KYIV = ZoneInfo("Europe/Kyiv")
LISTED = 50  # a feed's newest items, as many sites have it

LISTS = {
    "/rss.xml": ("rss.xml", "application/rss+xml"),
    "/atom.xml": ("atom.xml", "application/atom+xml"),
    "/sitemap.xml": ("sitemap_index.xml", "application/xml"),
    "/sitemap-news.xml": ("sitemap_news.xml", "application/xml"),
    "/sitemap-archive.xml": ("sitemap_archive.xml", "application/xml"),
    "/": ("front.html", "text/html"),
}


def _rfc(moment: datetime) -> str:
    return format_datetime(moment.astimezone(KYIV))


def _iso(moment: datetime) -> str:
    return moment.astimezone(KYIV).isoformat(timespec="seconds")


def environment() -> Environment:
    """The templates of the package."""
    made = Environment(
        loader=PackageLoader("bot.sandbox.news"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters |= {"rfc": _rfc, "iso": _iso}
    return made


class Pages:
    """Renders a site's pages."""

    def __init__(self, name: str, language: str) -> None:
        self._templates = environment()
        self._about = {"name": name, "language": language, "labels": LABELS.get(language, LABELS["en"])}

    def render(
        self, template: str, media_type: str, *, base: str, articles: Sequence[SiteArticle], article: SiteArticle | None
    ) -> Response:
        """One page about an article, or about all of them, newest first."""
        text = self._templates.get_template(template).render(
            **self._about, base=base, articles=articles[:LISTED], article=article
        )
        return Response(text, media_type=media_type)


def conditional(response: Response, asked: Headers, *, changed_at: datetime) -> Response:
    """The response with its ETag and Last-Modified, or 304 where the asker holds it already."""
    etag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:16]}"'
    validators = {"ETag": etag, "Last-Modified": format_datetime(changed_at.astimezone(UTC), usegmt=True)}
    if _holds(asked, etag, changed_at.replace(microsecond=0)):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=validators)
    response.headers.update(validators)
    return response


def _holds(asked: Headers, etag: str, changed_at: datetime) -> bool:
    if held := asked.get("If-None-Match"):
        return etag in held
    since = asked.get("If-Modified-Since")
    return since is not None and changed_at <= parsedate_to_datetime(since)
