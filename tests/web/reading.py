"""Pages as they are read for an article that a feed has listed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.web.extract import extract
from bot.web.fetch import Answer
from storage.records import Article, ArticleAccess, ArticleId, ArticlePage

KYIV = ZoneInfo("Europe/Kyiv")
FOUND_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
ADDRESS = "https://visnyk.example/news/2026/03/02/1001/?utm_source=rss"
SENTENCES = " ".join(f"Речення номер {number} розповідає про подію на сході країни." for number in range(8))


def article(*, url: str = ADDRESS, title: str = "Назва зі стрічки", lead: str = "Коротко зі стрічки.") -> Article:
    return Article(
        id=ArticleId(1),
        feed_id=None,
        site="Вісник",
        ours=False,
        url=url,
        title=title,
        lead=lead,
        text="",
        keys="",
        access=ArticleAccess.PENDING,
        language=None,
        author=None,
        links=(),
        published_at=FOUND_AT,
        found_at=FOUND_AT,
        fetched_at=None,
        fetches=0,
        revision=0,
        copy_of=None,
    )


def read(
    content: bytes | str, *, url: str = ADDRESS, kind: str = "text/html", charset: str | None = None
) -> ArticlePage:
    answer = Answer(
        url=url,
        content=content.encode() if isinstance(content, str) else content,
        content_type=kind,
        charset=charset,
        etag=None,
        last_modified=None,
    )
    return extract(answer, article(), zone=KYIV)


def page(body: str, *, head: str = "") -> str:
    return f'<html><head><meta charset="utf-8">{head}</head><body><article>{body}</article></body></html>'
