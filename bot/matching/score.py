"""From features to a number between 0 and 1: how sure it is that an article was written from a post, or recalls it.

The weights are set by hand, near those of a logistic regression over the pairs of a labelled set of 117 invented
articles (126 `reports`), rounded so that they are not fitted to it, and raised where that set had too few examples to
tell: a link, a long run of equal words, clashes, an article older than its post. A learned model may take their place;
it needs nothing but `Features`.
"""

import math
from dataclasses import fields

from bot.matching.features import BackgroundFeatures, Features
from storage.records import Band

_REPORTS = {
    "coverage": 1.0,
    "headline": 0.5,
    "passage": 2.0,
    "passage_lead": 1.3,
    "unshared": 2.3,
    "relative": 2.0,
    "link": 1.5,
    "attribution": 1.9,
    "longest_span": 1.5,
    "numbers": 2.2,
    "numbers_missing": -0.9,
    "numbers_clash": -0.5,
    "names_missing": -0.6,
    "names_clash": -0.7,
    "dates_clash": -0.5,
    "lag_hours_log": -0.9,
    "other_day": -1.4,
    "early": -2.5,
}
_REPORTS_BIAS = -3.6

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
