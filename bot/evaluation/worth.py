"""What models are worth on what they have not seen: precision and recall, as a whole, by set and by kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.evaluation.errors import TooLittle
from bot.evaluation.examples import View
from bot.evaluation.names import Key
from bot.evaluation.ratios import Ratio, Tally, precision, ratios, recall
from bot.matching import rule
from bot.matching.score import Model
from storage.records import Band, Relation

FEWEST_SETS = 4
"""With so many, whole sets are held out: the days of one set have one author, and a model learns his manner."""


GroupOf = Callable[[View], str]
Ratios = Mapping[str, Ratio]


def grouping(views: Sequence[View]) -> GroupOf:
    """What is held out together: a set where there are enough, else a day of a set."""
    return (lambda view: view.labelled) if are_sets(views) else (lambda view: f"{view.labelled} {view.day}")


def are_sets(views: Sequence[View]) -> bool:
    """Whether whole sets are held out."""
    return len({view.labelled for view in views}) >= FEWEST_SETS


@dataclass(frozen=True, slots=True)
class Worth:
    """Of `matched`, in one relation."""

    whole: Ratios
    by_set: Mapping[str, Ratios]
    by_kind: Mapping[str, Ratios]  # recall alone


@dataclass(frozen=True, slots=True)
class _Said:
    view: View
    said: set[Key]
    wanted: set[Key]

    def tally(self, of: set[Key] | None = None) -> Tally:
        """Right, wrong and missed, of all or of some."""
        said, wanted = (keys if of is None else keys & of for keys in (self.said, self.wanted))
        return len(said & wanted), len(said - wanted), len(wanted - said)


def precision_of(views: Sequence[View], model_of: Callable[[View], Model], relation: Relation) -> float | None:
    """Precision alone, without an interval: thresholds are chosen by it."""
    tallies = [one.tally() for one in _said(views, model_of, relation)]
    return precision(tuple(map(sum, zip(*tallies, strict=True)))) if tallies else None


def worth(views: Sequence[View], model_of: Callable[[View], Model], relation: Relation) -> Worth:
    """What is said of articles beside all their posts, each judged by the model that `model_of` gives for it."""
    said = _said(views, model_of, relation)
    sets = sorted({one.view.labelled for one in said})
    kinds = sorted({kind for one in said for key, kind in one.view.kinds.items() if key in one.wanted})
    return Worth(
        whole=_ratios(said),
        by_set={name: _ratios([one for one in said if one.view.labelled == name]) for name in sets},
        by_kind={kind: {"recall": _ratios(said, kind)["recall"]} for kind in kinds},
    )


def _said(views: Sequence[View], model_of: Callable[[View], Model], relation: Relation) -> list[_Said]:
    return [_judged(view, model_of(view), relation) for view in views if view.is_whole]


def _judged(view: View, model: Model, relation: Relation) -> _Said:
    said = {
        view.keys[one.rival.post.id]
        for one in rule(view.field, model)
        if one.relation is relation and one.band is Band.MATCHED
    }
    wanted = {key for key, label in view.right.items() if key[1] == view.name and label is relation}
    return _Said(view, said, wanted)


def _ratios(said: Sequence[_Said], kind: str | None = None) -> Ratios:
    tallies = {
        f"{one.view.labelled} {one.view.name}": one.tally(
            None if kind is None else {key for key, each in one.view.kinds.items() if each == kind}
        )
        for one in said
    }
    return ratios(tallies, {"precision": precision, "recall": recall})


def held_out(views: Sequence[View], learn: Callable[[Sequence[View]], Model]) -> Callable[[View], Model]:
    """For each view a model that has not seen its group."""
    group_of = grouping(views)
    if len(set(map(group_of, views))) < 2:
        raise TooLittle("Weights are tried on days that they were not learned from: give a set of two days or more.")
    models = {
        group: learn([view for view in views if group_of(view) != group])
        for group in {group_of(view) for view in views}
    }
    return partial(_of_group, models, group_of)


def _of_group(models: Mapping[str, Model], group_of: GroupOf, view: View) -> Model:
    return models[group_of(view)]
