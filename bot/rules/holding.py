"""A rule held against a post: whether it lets it through, because of which words, or where it fails."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.rules.patterns import Sought, sought
from bot.rules.views import View
from storage.records import BULK, Channel, Criteria, Pattern, Reason, Rule


class Finds(dict[Sought, tuple[str, ...]]):
    """What patterns find in one post, each looked for once: many people ask for the same words."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view

    def __missing__(self, one: Sought) -> tuple[str, ...]:
        found = self[one] = one.find(self.view)
        return found


class Part(StrEnum):
    """What of a rule a post fails."""

    CHANNEL = "channel"
    TIER = "tier"
    BULK = "bulk"  # the rule names neither the channel nor the tier of bulk posters
    LANGUAGE = "language"
    WANTED = "wanted"
    UNWANTED = "unwanted"


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a rule does not let a post through; the words that were too many."""

    part: Part
    found: tuple[str, ...] = ()


class Held:
    """A rule made ready, once."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.id, self.whose = rule.id, rule.whose
        self.wanted = tuple(sought(pattern) for pattern in rule.criteria.wanted)
        self.unwanted = tuple(sought(pattern) for pattern in rule.criteria.unwanted)
        minutes = rule.criteria.unwritten_minutes
        self.unwritten_for = None if minutes is None else timedelta(minutes=minutes)
        criteria = rule.criteria
        self.is_open = not (criteria.channels or criteria.tiers or criteria.languages or self.unwanted)

    def judge(self, finds: Finds) -> Reason | Failed:
        """Whether it lets a post through, and why."""
        is_wanted = not self.wanted or any(finds[one] for one in self.wanted)
        return self.fails(finds, is_wanted=is_wanted) or self.reason(finds)

    def reason(self, finds: Finds) -> Reason:
        """Why it lets a post through that it lets through."""
        if not self.wanted:
            return Reason(self.id)
        if len(self.wanted) == 1:
            return Reason(self.id, finds[self.wanted[0]])
        return Reason(self.id, tuple(dict.fromkeys([word for one in self.wanted for word in finds[one]])))

    def fails(self, finds: Finds, *, is_wanted: bool = True) -> Failed | None:
        """Where it fails, for whoever looked for the words that it wants."""
        criteria, view = self.rule.criteria, finds.view
        if failed := outside(criteria, view.channel):
            return Failed(failed)
        if criteria.languages and view.post.language not in criteria.languages:
            return Failed(Part.LANGUAGE)
        if not is_wanted:
            return Failed(Part.WANTED)
        for one in self.unwanted:
            if words := finds[one]:
                return Failed(Part.UNWANTED, words)
        return None


def outside(criteria: Criteria, channel: Channel) -> Part | None:
    """What of a channel a rule does not ask for."""
    if criteria.channels and channel.id not in criteria.channels:
        return Part.CHANNEL
    tier = channel.spec.tier
    if criteria.tiers and tier not in criteria.tiers:
        return Part.TIER
    if tier == BULK and not criteria.channels and not criteria.tiers:
        return Part.BULK
    return None


def keys_of(patterns: tuple[Pattern, ...]) -> tuple[str, ...]:
    """Keys of which every post has one that holds one of the patterns; none where any post may."""
    anchors = [sought(pattern).anchor for pattern in patterns]
    return tuple(sorted(frozenset().union(*anchors))) if all(anchors) else ()
