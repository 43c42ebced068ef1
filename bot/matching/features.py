"""What can be measured of an article and a post: numbers with names, from which a score is made."""

import math
from dataclasses import dataclass, replace

from bot.matching.placed import LEAST_LEAD, of_place
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading
from bot.matching.rivals import Rival
from bot.matching.sources import other_sources
from bot.matching.weights import SHORT_PRIOR, missing, weigh
from storage.records import Article, Post

_FRESH_HOURS = 3.0
_MOST_MISSING = 3  # quotations
_OF_POST = 0.3  # of a quotation's weight: with less in common it is not the post's
_OF_POST_ABROAD = 0.15
_QUOTE_PRIOR = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One article and one post. Shares lie between 0 and 1 and are weighted by rarity."""

    # The article's news as a whole: title, lead, and what does not recall.
    coverage: float  # of the post by the article's news
    headline: float  # of title and lead by the post
    passage: float  # of the news passage that is likest the post
    passage_lead: float  # that passage's likeness over the next post's; negative where another post is liker
    unshared: float  # weight of what no liker post explains, 1 at 20
    relative: float  # likeness over that of the likeliest post
    link: float  # 1 where the article links the post
    attribution: float  # 1 where it names the source
    longest_span: float  # words of the longest run, 1 at 12
    numbers: float  # weight of agreeing numbers, 1 at 10
    numbers_missing: float  # share of the post's numbers that the article lacks
    names_missing: float  # share of the post's names that the article lacks
    dates_clash: float  # 1 where both have dates and share none
    lag_hours_log: float  # log(1 + hours after the post)
    early: float  # 1 where it came before the post
    fresh: float  # 1 where it came within three hours after it
    share: float  # of the article's sentences, by words
    following_share: float  # the largest of another post
    unexplained: float  # of the sentences, what no post explains
    back_share: float  # of its share, what points back
    head_share: float  # of title and lead
    head_numbers_missing: float  # share of the numbers of title and lead that the post lacks
    other_sources: float  # how often its news names an interview, a broadcast and the like, if the post names none
    digest: float  # 1 where its title or its form says that it tells of several things
    digest_share: float  # its share of the sentences, there
    digest_place: float  # how far it is ahead of the next post in the sentence that is likest it, there
    quotes_missing: float  # quotations that have little of the post, 1 at 3

    # The sentence below title and lead in which the post would be recalled.
    place: float
    place_numbers: float  # 1 at 10
    place_names: float  # 1 at 10
    marked: float  # 1 where that passage begins with «Нагадаємо» or the like
    named_day: float  # 1 where it names the post's day and that is not the article's
    spoken_day: float  # 1 where it names another day, of which the post speaks
    earlier_today: float  # 1 where it names a part of a day, and came within twenty hours of the post
    back_numbers: float  # as `place_numbers`, where it points back
    back_names: float  # as `place_names`, where it points back
    place_numbers_missing: float  # share of its numbers and dates that the post lacks
    told_then: float  # 1 where it names the part of the article's day in which the post came
    told_else: float  # 1 where it names another part of that day alone
    place_other_day: float  # 1 where it names another day, and not the post's
    place_far: float  # 1 where it speaks of a time too far for any post that is held, and the post does not
    place_source: float  # 1 where it names the source
    back: float  # 1 where it points back
    back_own: float
    back_place: float
    back_lead: float
    late: float  # 0 the first sentence, 1 the last
    announced: float  # 1 where the post names the article's day as one to come
    back_announced: float  # the same, where it points back
    marked_lead: float
    day_lead: float
    clause: float  # as `place`, of the clause of it that the post explains best
    counted: float  # things of it that are counted as in the post, 1 at 2
    counted_clash: float  # and those that are counted otherwise
    marked_source: float  # «Раніше мер говорив про сімох»: marked, names the source, and the post is of the same day

    # What an encoder says, in the second pass alone. In halves of a cosine: `meant.py` says why.
    near: float = 0.0  # the post and the news passage that is nearest in meaning
    near_lead: float = 0.0  # over the next post
    near_passage_lead: float = 0.0  # over the next post in one passage, that where it is most
    near_line: float = 0.0  # as `near`, of the post's line that is nearest
    near_head_lead: float = 0.0  # of a line over those of the next post, in title or lead
    near_share: float = 0.0  # its share of the sentences, beside the largest of another post
    near_sentence: float = 0.0  # the post and the sentence that is nearest
    near_lines: float = 0.0  # the mean over the sentences, each with the post's line that is nearest
    near_any: float = 0.0  # as `near`, with the sentence in which it would be recalled
    near_place_lead: float = 0.0  # over the next post in that sentence
    near_place_line: float = 0.0  # of its nearest line there
    near_place_line_lead: float = 0.0
    near_place_line_ahead: float = 0.0  # the same where it is ahead, else 0
    near_place_line_late: float = 0.0  # the same times `lag_hours_log`: of what is older, fewer are left to be recalled
    near_back_share: float = 0.0  # as `back_share`
    near_part: float = 0.0  # the largest part that it has of one sentence
    near_place_part: float = 0.0  # and of the one in which it would be recalled
    near_digest_line: float = 0.0  # as `near_place_line`, in a digest
    near_digest_lead: float = 0.0  # as `near_place_line_lead`, in a digest


def hours_between(article: Article, post: Post) -> float:
    """How long after the post the article came, in hours; negative where it came before."""
    return (article.published_at - post.sent_at).total_seconds() / 3600


def measure(article: ArticleReading, rival: Rival, *, attributed: bool, longest_words: int, rarity: Rarity) -> Features:
    """All features of an article and one of the posts that compete for it."""
    news, reading, standing = article.news, rival.reading, rival.news
    hours = hours_between(article.article, rival.post)
    return Features(
        coverage=weigh(news.keys & reading.keys, rarity) / (rival.whole or 1.0),
        headline=weigh(article.head.keys & reading.keys, rarity) / (weigh(article.head.keys, rarity) + SHORT_PRIOR),
        passage=standing.passage,
        passage_lead=max(standing.passage_lead, LEAST_LEAD),
        unshared=min(weigh(standing.unshared, rarity) / 20, 1.0),
        relative=standing.relative,
        link=float(rival.linked),
        attribution=float(attributed),
        longest_span=min(longest_words / 12, 1.0),
        numbers=min(weigh(news.numbers & reading.numbers, rarity) / 10, 1.5),
        numbers_missing=missing(reading.numbers, news.keys, rarity),
        names_missing=missing(reading.names, news.keys, rarity),
        dates_clash=float(bool(reading.dates and news.dates and not reading.dates & news.dates)),
        lag_hours_log=math.log1p(max(hours, 0.0)),
        early=float(hours < 0),
        fresh=float(0 <= hours < _FRESH_HOURS),
        **_of_share(rival),
        head_numbers_missing=missing(article.head.numbers, reading.keys, rarity),
        other_sources=0.0 if other_sources(rival.post.text) else article.other_sources,
        quotes_missing=_quotes_missing(article, rival, rarity),
        **_of_digest(article, rival),
        **of_place(rival, rival.place, rarity, hours=hours, digest=float(article.is_digest)),
    )


def _of_share(rival: Rival) -> dict[str, float]:
    return {
        "share": rival.share.own,
        "following_share": rival.share.following,
        "unexplained": rival.share.unexplained,
        "back_share": rival.share.back,
        "head_share": rival.head_share,
    }


def _of_digest(article: ArticleReading, rival: Rival) -> dict[str, float]:
    """In a digest each post has a sentence or two, and none of the title."""
    digest = float(article.is_digest)
    return {"digest": digest, "digest_share": digest * rival.share.own}


def _quotes_missing(article: ArticleReading, rival: Rival, rarity: Rarity) -> float:
    """Whoever quotes what the post does not say has it from elsewhere."""
    least = _OF_POST if article.article.language == rival.post.language else _OF_POST_ABROAD
    shares = (
        weigh(keys & rival.reading.keys, rarity) / (weigh(keys, rarity) + _QUOTE_PRIOR) for keys in article.quoted
    )
    return min(sum(share < least for share in shares) / _MOST_MISSING, 1.0)


def elsewhere(features: Features, article: ArticleReading, rival: Rival, rarity: Rarity) -> tuple[Features, ...]:
    """The features of a rival with each of its other places in place of the likeliest."""
    hours = hours_between(article.article, rival.post)
    digest = features.digest
    return tuple(
        replace(features, **of_place(rival, place, rarity, hours=hours, digest=digest)) for place in rival.places[1:]
    )
