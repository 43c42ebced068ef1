"""Learning the weights of the scores, and how well they hold on days they have not seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.examples import View
from bot.evaluation.ratios import Ratio, Tally, precision, ratios, recall
from bot.matching import rule
from bot.matching.rulings import Ruling
from bot.matching.score import Model, Scale
from storage.records import Band, Relation

REPORTS = (
    *("coverage", "headline", "passage", "passage_lead", "unshared", "relative", "attribution", "longest_span"),
    *("numbers", "numbers_missing", "names_missing", "lag_hours_log", "other_day", "early", "link"),
)
BACKGROUND = (
    *("place", "place_numbers", "place_names", "place_other_day", "place_source", "marked", "named_day", "back"),
    *("back_own", "back_place", "back_lead", "marked_lead", "day_lead", "late", "relative", "attribution"),
    *("lag_hours_log", "early", "link"),
)
MEANING = {
    Relation.REPORTS: ("near", "near_lead", "near_passage_lead"),
    Relation.BACKGROUND: ("near_any", "near_place_lead", "marked_source"),
}
"""What the model of the second pass learns from besides."""
PRIORS: Mapping[str, float] = {"link": 2.0, "longest_span": 1.5, "early": -2.0}
"""Where weights are drawn to, in the features' own units, for what the sets have too few examples of. Others: to 0."""
STRENGTH = 10.0
"""How strongly weights are drawn, as that many examples would; chosen by the likelihood of held-out days."""
PRECISION = {Relation.REPORTS: 0.99, Relation.BACKGROUND: 0.97}
"""What `matched` must hold on held-out days: above 98 and 95 in 100, as the thresholds are chosen on them."""
PRECISION_WITH_MEANING = {Relation.REPORTS: 0.98, Relation.BACKGROUND: 0.95}
"""The same of the second pass, whose sets are made of what is hard."""
PROBABLE_SHARE = 0.4  # of the odds at which a pair is matched

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learned:
    """A model, and what it is worth on days it did not learn from."""

    model: Model
    held_out: Mapping[Relation, Mapping[str, Ratio]]


def fit(features: Matrix, labels: Matrix, priors: Matrix, strengths: Matrix) -> Matrix:
    """The bias and the weights of a logistic regression, in standard units, drawn to the priors (Newton's steps)."""
    inputs = np.column_stack((np.ones(len(features)), features))
    drawn = np.concatenate(([1e-6], strengths))
    goal = np.concatenate(([0.0], priors))
    weights = goal.copy()
    for _ in range(50):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chances - labels) + drawn * (weights - goal)
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _scale(views: Iterable[View], relation: Relation, names: Sequence[str]) -> Scale:
    rows, labels = [], []
    for view in views:
        for one in view.field:
            rows.append([getattr(one.features, name) for name in names])
            labels.append(view.right.get(view.keys[one.rival.post.id]) is relation)
    inputs = np.array(rows, dtype=np.float64)
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0)
    spread[spread < 1e-9] = 1.0
    priors = np.array([PRIORS.get(name, 0.0) for name in names]) * spread
    # A rare feature would get any weight in standard units, so those with a prior are drawn to it in their own.
    strengths = np.array(
        [max(STRENGTH, 1 / one**2) if name in PRIORS else STRENGTH for name, one in zip(names, spread, strict=True)]
    )
    learned = fit((inputs - middle) / spread, np.array(labels, dtype=np.float64), priors, strengths)
    weights = learned[1:] / spread
    bias = float(learned[0] - weights @ middle)
    plain = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Scale(bias=round(bias, 4), weights=plain, matched=0.5, probable=0.2)


def learn_weights(views: Sequence[View], *, with_meaning: bool = False) -> Model:
    """A model with thresholds that are yet to be chosen."""
    reports, background = (MEANING[relation] if with_meaning else () for relation in Relation)
    return Model(
        reports=_scale(views, Relation.REPORTS, (*REPORTS, *reports)),
        background=_scale(views, Relation.BACKGROUND, (*BACKGROUND, *background)),
    )


def learn(views: Sequence[View], *, with_meaning: bool = False) -> Learned:
    """The weights from all views; the thresholds and the worth from models that had not seen the day they judge."""
    models = {
        group: learn_weights([view for view in views if view.group != group], with_meaning=with_meaning)
        for group in sorted({view.group for view in views})
    }
    chosen = learn_weights(views, with_meaning=with_meaning)
    for relation in Relation:
        at = _threshold(views, models, relation, (PRECISION_WITH_MEANING if with_meaning else PRECISION)[relation])
        chosen = _with_threshold(chosen, relation, at)
        models = {group: _with_threshold(model, relation, at) for group, model in models.items()}
    return Learned(chosen, {relation: worth(views, models, relation) for relation in Relation})


def _with_threshold(model: Model, relation: Relation, at: float) -> Model:
    odds = PROBABLE_SHARE * at / (1 - at)
    name = relation.value
    scale = replace(getattr(model, name), matched=at, probable=round(odds / (1 + odds), 3))
    return replace(model, **{name: scale})


def _threshold(views: Sequence[View], models: Mapping[str, Model], relation: Relation, wanted: float) -> float:
    """The lowest from which on enough of what is matched is right; the most precise one where none is enough."""
    best, best_precision = 0.5, -inf
    for percent in range(30, 95, 2):
        at = percent / 100
        moved = {group: _with_threshold(model, relation, at) for group, model in models.items()}
        held = worth(views, moved, relation)["precision"].value
        if held is not None and held >= wanted:
            return at
        if held is not None and held > best_precision:
            best, best_precision = at, held
    return best


def worth(views: Sequence[View], models: Mapping[str, Model], relation: Relation) -> Mapping[str, Ratio]:
    """Precision and recall of `matched` where each article is judged by the model of its group."""
    tallies: dict[str, Tally] = {}
    for view in views:
        if not view.is_whole:
            continue
        rulings = rule(view.field, models[view.group])
        said = {view.keys[one.rival.post.id] for one in rulings if _is_said(one, relation)}
        wanted = {key for key, label in view.right.items() if key[1] == view.name and label is relation}
        tallies[f"{view.group} {view.name}"] = (len(said & wanted), len(said - wanted), len(wanted - said))
    return ratios(tallies, {"precision": precision, "recall": recall})


def _is_said(ruling: Ruling, relation: Relation) -> bool:
    return ruling.relation is relation and ruling.band is Band.MATCHED


def as_dict(
    learned: Learned, *, meant: Learned | None, encoder: str | None, command: str, sets: Mapping[str, Any]
) -> dict[str, Any]:
    """model.json: the weights of both passes, what they are worth, and how they were made."""
    second = {"encoder": encoder, **_scales(meant)} if meant else None
    return {
        "made_by": command,
        "learned_from": dict(sets),
        **_scales(learned),
        **({"with_meaning": second} if second else {}),
    }


def _scales(learned: Learned) -> dict[str, Any]:
    return {relation.value: _scale_dict(learned, relation) for relation in Relation}


def _scale_dict(learned: Learned, relation: Relation) -> dict[str, Any]:
    scale: Scale = getattr(learned.model, relation.value)
    held = {name: [ratio.rounded, *_interval(ratio)] for name, ratio in learned.held_out[relation].items()}
    return {
        "bias": scale.bias,
        "weights": dict(scale.weights),
        "matched": scale.matched,
        "probable": scale.probable,
        "held_out_days": held,
    }


def _interval(ratio: Ratio) -> list[float]:
    return [round(end, 3) for end in (ratio.low, ratio.high) if end is not None]
