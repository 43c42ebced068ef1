"""A rule held against a post: whether it lets it through, because of which words, or where it fails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.rules.patterns import Sought, sought
from bot.rules.views import View
from storage.records import BULK, Channel, Criteria, Pattern, Reason, Rule

Find = Callable[[Sought], tuple[str, ...]]
"""Looks a pattern up in one post; whoever asks for many posts or rules remembers what was found."""


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
        self.wanted = [sought(pattern) for pattern in rule.criteria.wanted]
        self.unwanted = [sought(pattern) for pattern in rule.criteria.unwanted]
        minutes = rule.criteria.unwritten_minutes
        self.unwritten_for = None if minutes is None else timedelta(minutes=minutes)

    def judge(self, view: View, find: Find) -> Reason | Failed:
        """Whether it lets a post through, and why."""
        criteria = self.rule.criteria
        if failed := outside(criteria, view.channel):
            return Failed(failed)
        if criteria.languages and view.post.language not in criteria.languages:
            return Failed(Part.LANGUAGE)
        found: tuple[str, ...] = ()
        if self.wanted:
            found = tuple(dict.fromkeys(word for one in self.wanted for word in find(one)))
            if not found:
                return Failed(Part.WANTED)
        for one in self.unwanted:
            if words := find(one):
                return Failed(Part.UNWANTED, words)
        return Reason(rule_id=self.rule.id, found=found)


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
