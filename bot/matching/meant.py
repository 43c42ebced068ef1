"""What an encoder adds to what is measured: how near posts are to an article in meaning, and how far ahead of others.

Pure: whoever has an encoder says how near each post is to each of the texts that `texts_of` asks for.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.matching.background import Role, passages
from bot.matching.reading import ArticleReading, read_article
from bot.matching.rivals import Rival
from bot.matching.rulings import Measured
from storage.records import Article

FAR = 0.75
"""What has nothing in common is hardly farther: encoders of this kind give no smaller numbers."""
TENTH = 0.1  # features are counted in tenths, as what matters lies between 0.75 and 0.95
_MOST_LEAD = 1.5
_PASSAGES = 12  # of the news: what it is written from stands early

Nearness = Mapping[str, Sequence[float]]
"""By text: the cosines of a field's posts, in the field's order."""


def texts_of(article: Article, field: Sequence[Measured]) -> list[str]:
    """The texts that posts are to be compared with: title, lead, news, and the sentences that may recall a post."""
    reading = read_article(article)
    places = (_place(reading, one.rival) for one in field)
    return list(dict.fromkeys((*_news(reading), *(text for text in places if text))))


def add_meaning(article: Article, field: Sequence[Measured], near: Nearness) -> list[Measured]:
    """The field with what its posts mean beside the article; `near` has the texts of `texts_of`."""
    reading = read_article(article)
    news = [near[text] for text in _news(reading)]
    best = [max((row[at] for row in news), default=FAR) for at in range(len(field))]
    found: list[Measured] = []
    for at, one in enumerate(field):
        others = _others(at, field)
        place = _place(reading, one.rival)
        row = near[place] if place else None
        nearest = max(best[at], row[at] if row else FAR)
        features = replace(
            one.features,
            near=_tenths(best[at]),
            near_lead=_lead([best], at, others),
            near_passage_lead=_lead(news, at, others),
            near_any=_tenths(nearest),
            near_place_lead=_lead([row] if row else (), at, others),
        )
        found.append(replace(one, features=features, meaning=round(nearest, 3)))
    return found


def _tenths(cosine: float) -> float:
    return max(cosine - FAR, 0.0) / TENTH


def _others(at: int, field: Sequence[Measured]) -> list[int]:
    """Whom a post competes with: not with what says the same in another channel."""
    same = {field[at].rival.post.id, *field[at].rival.twins}
    return [other for other, one in enumerate(field) if one.rival.post.id not in same]


def _lead(rows: Sequence[Sequence[float]], at: int, others: Sequence[int]) -> float:
    """How much nearer a post is than the nearest other, in the text where that is most."""
    leads = (row[at] - max((row[other] for other in others), default=FAR) for row in rows)
    return min(max(max(leads, default=-math.inf) / TENTH, -_MOST_LEAD), _MOST_LEAD)


def _news(reading: ArticleReading) -> list[str]:
    article = reading.article
    news = (reading.text[one.start : one.end].strip() for one in passages(article) if one.role is Role.NEWS)
    texts = (text for text in (article.title, article.lead, *news) if text)
    return list(dict.fromkeys(texts))[:_PASSAGES]


def _place(reading: ArticleReading, rival: Rival) -> str | None:
    if rival.place is None:
        return None
    words = rival.place.part.reading.words
    return reading.text[words[0].start : words[-1].end]
