"""From features to a number between 0 and 1: how sure it is that an article was written from a post, or recalls it.

The weights stand in model.json beside this file, learned by `python -m bot train` from labelled sets: a logistic
regression for each relation, its weights in the features' own units, so that each can be read and changed by hand.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter, mul
from typing import Any

from bot.matching.features import Features
from storage.records import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What makes one relation likely, and from where on it is said."""

    bias: float
    weights: Mapping[str, float]
    matched: float  # at and above this an alert says it
    probable: float  # at and above this an editor is asked to look
    _values: Callable[[Features], Iterable[float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_values", _asked_for(tuple(self.weights)))

    def odds(self, features: Features) -> float:
        """How much likelier it is than not."""
        total = self.bias + sum(map(mul, self.weights.values(), self._values(features)))
        return math.exp(max(-50.0, min(50.0, total)))

    def band(self, score: float) -> Band:
        """The band of a score."""
        if score >= self.matched:
            return Band.MATCHED
        return Band.PROBABLE if score >= self.probable else Band.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One scale for each relation."""

    reports: Scale
    background: Scale

    def scores(self, features: Features, *elsewhere: Features) -> tuple[float, float, int]:
        """How sure it is that an article reports a post, that it recalls it, and at which of its places.

        What is reported looks recalled too where a sentence far from the title tells it, so the one chance is
        counted beside the other. `elsewhere` are the features with other places than the likeliest.
        """
        odds = [self.background.odds(each) for each in (features, *elsewhere)]
        reports, background = self.reports.odds(features), max(odds)
        return reports / (1 + reports), background / (1 + reports + background), odds.index(background)


def _asked_for(names: tuple[str, ...]) -> Callable[[Features], Iterable[float]]:
    """The values of features, in one call: a thousand articles are scored beside a dozen posts each."""
    if len(names) < 2:  # else it is no tuple
        return lambda features: [getattr(features, name) for name in names]
    return attrgetter(*names)


def model_of(values: Mapping[str, Any]) -> Model:
    """A model as model.json has it; what else the file says is for people."""
    wanted = ("bias", "weights", "matched", "probable")
    return Model(
        reports=Scale(**{name: values["reports"][name] for name in wanted}),
        background=Scale(**{name: values["background"][name] for name in wanted}),
    )


@lru_cache(maxsize=2)
def shipped(*, with_meaning: bool = False) -> Model:
    """The model that comes with the application: of words alone, or of words and an encoder's vectors."""
    values = json.loads(files("bot.matching").joinpath("model.json").read_text(encoding="utf-8"))
    return model_of(values.get("with_meaning", values) if with_meaning else values)
