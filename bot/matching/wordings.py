"""Which wording of an edited post an article was written from.

Whoever quoted it before the edit quoted it rightly, and whoever mends his article afterwards has the later wording.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.language import fold, normalise, tokens
from bot.matching.background import article_text
from bot.matching.revising import difference
from storage.records import Article, Post

_RUN = 3  # words: what an edit of one word changes, and a common word does not


def as_read_by(article: Article, post: Post) -> Post:
    """A post in the wording that an article repeats most of; among equals in that which stood when it came out."""
    if not post.earlier:
        return post
    text, read = article_text(article), max(article.published_at, article.fetched_at or article.published_at)
    runs = frozenset(_runs(text))
    then = _stood_at(post, article.published_at)
    options = _wordings(post)[: _stood_at(post, read) + 1]
    at = max(range(len(options)), key=lambda each: (_repeated(options[each], runs), each == then))
    if options[at] == post.original:
        return replace(post, earlier=())
    differs = difference(options[at], post.original, post.language).is_material
    return replace(post, original=options[at], text=normalise(options[at]), earlier=(), superseded=differs)


def _wordings(post: Post) -> Sequence[str]:
    return (*(one.original for one in post.earlier), post.original)


def _stood_at(post: Post, moment: datetime) -> int:
    """The place of the wording that stood at a moment."""
    return sum(one.until <= moment for one in post.earlier)


def _repeated(wording: str, runs: frozenset[tuple[str, ...]]) -> int:
    return len(runs.intersection(_runs(wording)))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [fold(token.text) for token in tokens(normalise(text))]
    return zip(*(words[at:] for at in range(_RUN)), strict=False)
