"""Which keys to ask storage for, and within which times."""

from datetime import timedelta

from bot.language import keys_of, term_keys
from bot.matching.reading import read_article
from storage.records import Article, Post

CLOCK_ERROR = timedelta(minutes=15)
"""An article never comes before its post; clocks may differ by so much."""
NEWS_WINDOW = timedelta(hours=72)
"""News is written from posts no older than this."""
RECALL_WINDOW = timedelta(days=14)
"""«Нагадаємо» reaches further back; what an article recalls is asked for on its own, so that old posts stay few."""
POSTS_OF_AN_ARTICLE = 40
POSTS_RECALLED = 15
ARTICLES_OF_A_POST = 40
_KEYS_ASKED = 120  # the news of a long article has more; what stands first says most


def article_keys(article: Article) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of an article's news, and of what in it points back, in order of appearance.

    Storage weighs them by rarity.
    """
    reading = read_article(article)
    return keys_of(reading.news.terms)[:_KEYS_ASKED], keys_of(reading.background.terms)[:_KEYS_ASKED]


def post_keys(post: Post) -> tuple[str, ...]:
    """The keys of a post."""
    return term_keys(post.text, post.language)[:_KEYS_ASKED]
