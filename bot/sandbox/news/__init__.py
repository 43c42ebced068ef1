"""A local news site on 127.0.0.1 for the demo, the tests and the benchmarks: real HTTP, real feeds, real clutter.

site = NewsSite("Київський вісник", language="uk")
async with site.serve():
    article = site.publish(title="…", lead="…", paragraphs=["…"])
    site.fault(article, Status(503, retry_after=30))
    await site.until(lambda: len(site.requests) == 2)
"""

from bot.sandbox.news.articles import SiteArticle
from bot.sandbox.news.faults import (
    Fault,
    GzipBomb,
    HangUp,
    Huge,
    Redirect,
    ScriptOnly,
    Slow,
    Status,
    Visit,
    Walled,
    WebPage,
)
from bot.sandbox.news.site import Asked, NewsSite

__all__ = [
    "Asked",
    "Fault",
    "GzipBomb",
    "HangUp",
    "Huge",
    "NewsSite",
    "Redirect",
    "ScriptOnly",
    "SiteArticle",
    "Slow",
    "Status",
    "Visit",
    "Walled",
    "WebPage",
]
