"""Which keys to ask storage for, and within which times."""

from datetime import timedelta

from bot.language import keys_of, term_keys
from bot.matching.dates import RECALL_WINDOW
from bot.matching.reading import read_article
from storage.records import Article, Post, PostId, Query, Sought

CLOCK_ERROR = timedelta(minutes=15)
"""An article never comes before its post; clocks may differ by so much."""
NEWS_WINDOW = timedelta(hours=72)
"""News is written from posts no older than this, but for what says the same word for word."""
POSTS_OF_AN_ARTICLE = 40
POSTS_RECALLED = 15
OLD_POSTS = 8
ARTICLES_OF_A_POST = 40
_KEYS_ASKED = 120  # the news of a long article has more; what stands first says most


def sought_for(article: Article, *given: PostId) -> Sought:
    """How storage is asked for the posts of an article: keys of its news, and of what in it points back.

    «Нагадаємо» reaches further back, so what recalls is asked for on its own: old posts stay few. An interview rests on
    old posts without a word that says so, hence the last question. Keys are in order of appearance; storage weighs them
    by rarity.
    """
    reading = read_article(article)
    news, background = (keys_of(part.terms)[:_KEYS_ASKED] for part in (reading.news, reading.background))
    asked = (
        (news, NEWS_WINDOW, -CLOCK_ERROR, POSTS_OF_AN_ARTICLE),
        (background, RECALL_WINDOW, -CLOCK_ERROR, POSTS_RECALLED),
        (news, RECALL_WINDOW, NEWS_WINDOW, OLD_POSTS),
    )
    queries = tuple(
        Query(keys=keys, after=article.published_at - oldest, before=article.published_at - newest, limit=limit)
        for keys, oldest, newest, limit in asked
        if keys
    )
    return Sought(article_id=article.id, posts=given, links=tuple(article.links), queries=queries)


def post_keys(post: Post) -> tuple[str, ...]:
    """The keys of a post."""
    return term_keys(post.text, post.language)[:_KEYS_ASKED]
