"""Learning the weights of the scores, and how well they hold on days they have not seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import Any, NamedTuple

import numpy as np

from bot.evaluation.examples import View
from bot.evaluation.ratios import Ratio
from bot.evaluation.tables import Matrix, Tables
from bot.evaluation.worth import Worth, are_sets, held_out, precision_of, worth
from bot.matching.score import Model, Scale
from storage.records import Relation

REPORTS = (
    *("headline", "passage", "passage_lead", "relative", "attribution", "longest_span"),
    *("numbers", "numbers_missing", "names_missing", "lag_hours_log", "early", "link"),
    *("other_sources", "quotes_missing", "head_numbers_missing", "back_numbers", "earlier_today"),
    *("share", "following_share", "unexplained", "digest", "digest_share", "digest_place", "clause"),
    "place_numbers_missing",
)
BACKGROUND = (
    *("place", "place_numbers", "place_names", "place_other_day", "place_source", "marked", "named_day", "back"),
    *("back_own", "back_place", "back_lead", "marked_lead", "day_lead", "late", "attribution", "lag_hours_log"),
    *("early", "link", "headline", "passage_lead", "head_share", "unshared", "earlier_today", "spoken_day"),
    *("back_share", "place_numbers_missing", "back_numbers", "back_names", "dates_clash", "passage", "numbers"),
    *("clause", "counted", "counted_clash", "digest", "digest_share", "digest_place", "names_missing", "other_sources"),
    *("fresh", "told_then", "told_else", "place_far", "announced", "back_announced"),
)
WORDS = {Relation.REPORTS: ("unshared",), Relation.BACKGROUND: ()}
"""What the model of words alone learns from besides: it alone sees what has nothing to do with any post."""
MEANING = {
    Relation.REPORTS: (
        *("coverage", "near", "near_lead", "near_passage_lead", "near_line", "near_head_lead", "near_share"),
        *("near_sentence", "near_lines", "near_place_line", "near_back_share"),
    ),
    Relation.BACKGROUND: (
        *("near_any", "near_place_lead", "marked_source", "near_place_line", "near_place_line_lead"),
        *("near_place_line_ahead", "near_place_line_late", "near_back_share", "near_lines"),
        *("near_digest_line", "near_digest_lead", "near_part", "near_place_part"),
    ),
}
"""What the model of the second pass learns from besides."""


class Prior(NamedTuple):
    """Where a weight is drawn to, in the feature's own units, and how strongly: with a variance of 1 / `firmness`."""

    weight: float
    firmness: float = 1.0


PRIORS: Mapping[str, Prior] = {"link": Prior(2.0, firmness=10.0), "longest_span": Prior(1.5), "early": Prior(-2.0)}
"""For what the sets have too few examples of; others are drawn to 0. Their authors were asked to link what an article
only recalls, which news sites seldom do, so a link is believed firmly."""
STRENGTH = 5.0
"""How strongly weights are drawn, as that many examples would; chosen by the likelihood of held-out sets."""
PRECISION = {Relation.REPORTS: 0.98, Relation.BACKGROUND: 0.97}
"""What `matched` must hold on what was held out: 98 and, for the aim of 95 where nobody has looked, 97 in 100."""
TURNS = 2
"""How often the places are chosen anew; a third changes nothing."""
PROBABLE_SHARE = 0.4  # of the odds at which a pair is matched


@dataclass(frozen=True, slots=True)
class Learned:
    """A model, and what it is worth on sets or days it did not learn from."""

    model: Model
    held_out: Mapping[Relation, Worth]
    by: str  # what was held out: sets or days


def fit(features: Matrix, labels: Matrix, priors: Matrix, strengths: Matrix, offsets: Matrix | float = 0.0) -> Matrix:
    """The bias and the weights of a logistic regression, in standard units, drawn to the priors (Newton's steps).

    `offsets` are added to what the weights say of each example.
    """
    inputs = np.column_stack((np.ones(len(features)), features))
    drawn = np.concatenate(([1e-6], strengths))
    goal = np.concatenate(([0.0], priors))

    def loss(weights: Matrix) -> float:
        totals = inputs @ weights + offsets
        misfit = np.logaddexp(0, totals).sum() - labels @ totals
        return float(misfit + (drawn * (weights - goal) ** 2).sum() / 2)

    weights = goal.copy()
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(inputs @ weights + offsets, -50, 50)))
        slope = inputs.T @ (chances - labels) + drawn * (weights - goal)
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        while loss(weights - step) > loss(weights) + 1e-9:  # a whole step may lead past the goal
            step /= 2
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def scale_of(inputs: Matrix, labels: Matrix, names: Sequence[str], offsets: Matrix | float = 0.0) -> Scale:
    """A scale with thresholds that are yet to be chosen; each row of `inputs` has a number for each of the names."""
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0)
    spread[spread < 1e-9] = 1.0
    priors = [PRIORS.get(name, Prior(0.0, firmness=0.0)) for name in names]
    goals = np.array([prior.weight for prior in priors]) * spread
    # A rare feature would get any weight in standard units, so those with a prior are drawn to it in their own.
    strengths = np.maximum(STRENGTH, np.array([prior.firmness for prior in priors]) / spread**2)
    learned = fit((inputs - middle) / spread, labels, goals, strengths, offsets)
    weights = learned[1:] / spread
    bias = float(learned[0] - weights @ middle)
    plain = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Scale(bias=round(bias, 4), weights=plain, matched=0.5, probable=0.2)


def _odds(scale: Scale, inputs: Matrix) -> Matrix:
    """Those that `Scale.odds` gives, of each row."""
    totals = scale.bias + inputs @ np.array(list(scale.weights.values()))
    odds: Matrix = np.exp(np.clip(totals, -50, 50))
    return odds


def tables_for(*, with_meaning: bool = False) -> Tables:
    """Tables with the features that a model has."""
    reports, background = ((MEANING if with_meaning else WORDS)[relation] for relation in Relation)
    return Tables((*REPORTS, *reports), (*BACKGROUND, *background))


def learn_weights(views: Sequence[View], tables: Tables, *, turns: int = TURNS) -> Model:
    """A model with thresholds that are yet to be chosen.

    A label does not say in which sentence a post is recalled. So weights are learned from the likest place, then from
    the one that these weights give most to, as multiple-instance learning does (mi-SVM: Andrews and others, 2003).
    """
    table = tables.of(views)
    told = scale_of(table.told, table.reported, tables.told_names)
    offsets = -np.log1p(_odds(told, table.told))  # as `Model.scores` counts the one chance beside the other
    recalled = scale_of(table.at(table.first), table.background, tables.recalled_names, offsets)
    for _ in range(turns):
        places = table.likeliest(recalled.bias, list(recalled.weights.values()))
        recalled = scale_of(table.at(places), table.background, tables.recalled_names, offsets)
    return Model(reports=told, background=recalled)


def learn(views: Sequence[View], *, with_meaning: bool = False) -> Learned:
    """The weights from all views; the thresholds and the worth from models that had not seen what they judge."""
    weights = partial(learn_weights, tables=tables_for(with_meaning=with_meaning))
    chosen, blind = weights(views), held_out(views, weights)
    for relation in Relation:
        at = _threshold(views, blind, relation)
        chosen, blind = _with_threshold(chosen, relation, at), _moved(blind, relation, at)
    by = "sets" if are_sets(views) else "days"
    return Learned(chosen, {relation: worth(views, blind, relation) for relation in Relation}, by)


def _moved(model_of: Callable[[View], Model], relation: Relation, at: float) -> Callable[[View], Model]:
    return lambda view: _with_threshold(model_of(view), relation, at)


def _with_threshold(model: Model, relation: Relation, at: float) -> Model:
    odds = PROBABLE_SHARE * at / (1 - at)
    name = relation.value
    scale = replace(getattr(model, name), matched=at, probable=round(odds / (1 + odds), 3))
    return replace(model, **{name: scale})


def _threshold(views: Sequence[View], model_of: Callable[[View], Model], relation: Relation) -> float:
    """The lowest from which on enough of what is matched is right; the most precise one where none is enough."""
    best, best_precision = 0.5, -inf
    for percent in range(30, 95, 2):
        at = percent / 100
        held = precision_of(views, _moved(model_of, relation, at), relation)
        if held is not None and held >= PRECISION[relation]:
            return at
        if held is not None and held > best_precision:
            best, best_precision = at, held
    return best


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
    held = {name: [ratio.rounded, *_interval(ratio)] for name, ratio in learned.held_out[relation].whole.items()}
    return {
        "bias": scale.bias,
        "weights": dict(scale.weights),
        "matched": scale.matched,
        "probable": scale.probable,
        f"held_out_{learned.by}": held,
    }


def _interval(ratio: Ratio) -> list[float]:
    return [round(end, 3) for end in (ratio.low, ratio.high) if end is not None]
