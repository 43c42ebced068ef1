"""Which wording of an edited post an article was written from.

Whoever quoted it before the edit quoted it rightly, and whoever mends his article afterwards has the later wording.
"""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from bot.language import fold, normalise, tokens
from bot.matching.background import article_text
from bot.matching.revising import difference
from storage.records import Article, Post

_RUN = 3  # words: what an edit of one word changes, and a common word does not
_KEPT = 64  # texts: an article is held against several posts that were edited, and they against many articles

Runs = frozenset[tuple[str, ...]]


def as_read_by(article: Article, post: Post) -> Post:
    """A post in the wording that an article repeats most of; among equals in that which stood when it came out.

    No wording that came after the article was last read counts.
    """
    if not post.earlier:
        return post
    read = max(article.published_at, article.fetched_at or article.published_at)
    wordings = (*(one.original for one in post.earlier), post.original)[: _stood_at(post, read) + 1]
    then, runs = _stood_at(post, article.published_at), _runs(article_text(article))
    at = max(range(len(wordings)), key=lambda each: (len(runs & _runs(wordings[each])), each == then))
    if wordings[at] == post.original:
        return replace(post, earlier=())
    differs = difference(wordings[at], post.original, post.language).is_material
    return replace(post, original=wordings[at], text=normalise(wordings[at]), earlier=(), superseded=differs)


def _stood_at(post: Post, moment: datetime) -> int:
    """The place of the wording that stood at a moment."""
    return sum(one.until <= moment for one in post.earlier)


@lru_cache(maxsize=_KEPT)
def _runs(text: str) -> Runs:
    words = [fold(token.text) for token in tokens(normalise(text))]
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
