"""Where below its title and lead an article may recall a post: the passage that is likest to it, and what tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Part, Reading
from bot.matching.times import day_key
from bot.matching.weights import passage_likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One passage of the body, seen from one post."""

    part: Part
    rate: float  # the share of the passage that the post explains
    lead: float  # over the likest other post; negative where another is liker
    shared: frozenset[str]
    elsewhere: frozenset[str]  # what the rest of the article's news has of the post
    named_day: bool  # it names the post's day, and that is not the article's
    late: float  # 0 the first passage, 1 the last


def find_places(
    article: ArticleReading, posts: Sequence[Reading], days: Sequence[str], rarity: Rarity
) -> list[Place | None]:
    """The passage in which each of a field of rivals would be recalled; `days` are the posts'.

    It is the likest of those that point back, by a word or by the post's day; where none does, the likest of all.
    """
    rates = [[passage_likeness(part.reading, post, rarity) for post in posts] for part in article.body]
    return [_place(article, post, at, days[at], rates) for at, post in enumerate(posts)]


def _place(article: ArticleReading, post: Reading, at: int, day: str, rates: Sequence[Sequence[float]]) -> Place | None:
    body = article.body
    today = day_key(article.article.published_at)
    named = [day != today and day in part.days for part in body]
    back = [place for place, part in enumerate(body) if rates[place][at] and (part.marked or part.past or named[place])]
    best = max(back or range(len(body)), key=lambda place: rates[place][at], default=None)
    if best is None or not rates[best][at]:
        return None
    others = (part.reading.keys for place, part in enumerate(body) if place != best and not part.marked)
    rivals = [rate for rival, rate in enumerate(rates[best]) if rival != at]
    return Place(
        part=body[best],
        rate=rates[best][at],
        lead=rates[best][at] - max(rivals, default=0.0),
        shared=body[best].reading.keys & post.keys,
        elsewhere=article.head.keys.union(*others) & post.keys,
        named_day=named[best],
        late=best / (len(body) - 1) if len(body) > 1 else 0.0,
    )
