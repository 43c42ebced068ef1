"""Which keys to ask storage for, and within which times."""

from datetime import timedelta

from bot.language import term_keys
from bot.matching.background import Role, article_text, passages
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

NEWS = frozenset({Role.HEAD, Role.NEWS})
RECALLED = frozenset({Role.BACKGROUND})


def article_keys(article: Article, roles: frozenset[Role] = NEWS) -> tuple[str, ...]:
    """The keys of some passages of an article, in order of appearance. Storage weighs them by rarity."""
    text = article_text(article)
    found: dict[str, None] = {}
    for passage in passages(article):
        if passage.role in roles:
            found |= dict.fromkeys(term_keys(text[passage.start : passage.end], article.language))
    return tuple(found)[:_KEYS_ASKED]


def post_keys(post: Post) -> tuple[str, ...]:
    """The keys of a post."""
    return term_keys(post.text, post.language)[:_KEYS_ASKED]
