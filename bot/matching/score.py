"""From features to a number between 0 and 1: how sure it is that an article was written from a post, or recalls it.

The weights are set by hand, near those of a logistic regression over a labelled set of 117 invented articles (126
`reports`), rounded so that they are not fitted to it. The regression saw each article three times: with all posts of
its window, with the posts it was written from taken away, and with six posts picked by chance. Without the second,
being the likeliest of the posts at hand counts for so much that one article in five without a post gets one. Raised
where the set has too few examples to tell: a link, a long run of equal words, an article older than its post.

A learned model may take the place of the weights; it needs nothing but `Features`.
"""

import math
from dataclasses import fields

from bot.matching.features import BackgroundFeatures, Features
from storage.records import Band

_REPORTS = {
    "coverage": 1.2,
    "headline": 1.1,
    "passage": 2.7,
    "passage_lead": 1.5,
    "unshared": 1.7,
    "relative": 0.9,
    "link": 1.5,
    "attribution": 2.2,
    "longest_span": 1.2,
    "numbers": 2.8,
    "numbers_missing": -1.0,
    "numbers_clash": -0.8,
    "names_missing": -0.9,
    "names_clash": -0.4,
    "dates_clash": -0.4,
    "lag_hours_log": -1.0,
    "other_day": -1.6,
    "early": -2.5,
}
_REPORTS_BIAS = -3.7

_BACKGROUND = {
    "passage": 3.0,
    "passage_lead": 6.0,
    "coverage": 1.0,
    "numbers": 3.0,
    "names": 1.0,
    "attribution": 1.0,
    "longest_span": 1.5,
    "link": 1.0,
    "news": 0.0,
    "lag_hours_log": 0.2,
}
_BACKGROUND_BIAS = -2.3

MATCHED = 0.5
"""At and above this an alert says that an article is written from a post."""
PROBABLE = 0.2
"""At and above this an editor is asked to look."""


def _logistic(total: float) -> float:
    return 1.0 / (1.0 + math.exp(-total))


def score_reports(features: Features) -> float:
    """How sure it is that the article reports the post."""
    return _logistic(
        _REPORTS_BIAS + sum(_REPORTS[part.name] * getattr(features, part.name) for part in fields(features))
    )


def score_background(features: BackgroundFeatures) -> float:
    """How sure it is that the article recalls the post."""
    parts = fields(features)
    return _logistic(_BACKGROUND_BIAS + sum(_BACKGROUND[part.name] * getattr(features, part.name) for part in parts))


def band_of(score: float) -> Band:
    """The band of a score."""
    if score >= MATCHED:
        return Band.MATCHED
    return Band.PROBABLE if score >= PROBABLE else Band.NONE
