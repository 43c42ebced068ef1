"""A rule held against a post: whether it lets it through, because of which words, or where it fails."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import chain

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
        self.id, self.whose, self.criteria = rule.id, rule.whose, rule.criteria
        self.wanted = tuple(sought(pattern) for pattern in rule.criteria.wanted)
        self.unwanted = tuple(sought(pattern) for pattern in rule.criteria.unwanted)
        minutes = rule.criteria.unwritten_minutes
        self.unwritten_for = None if minutes is None else timedelta(minutes=minutes)
        self.is_anywhere = not (rule.criteria.channels or rule.criteria.tiers or rule.criteria.languages)

    def judge(self, finds: Finds) -> Reason | Failed:
        """Whether it lets a post through, and why."""
        if failed := outside(self.criteria, finds.view.channel):
            return Failed(failed)
        if self.criteria.languages and finds.view.post.language not in self.criteria.languages:
            return Failed(Part.LANGUAGE)
        found = [finds[one] for one in self.wanted]
        if self.wanted and not any(found):
            return Failed(Part.WANTED)
        if had := self.has_unwanted(finds):
            return Failed(Part.UNWANTED, had)
        return self.reason(finds)

    def takes(self, channel: Channel, language: str | None) -> bool:
        """The same of the channel and the language alone, quickly: thousands are asked of each post."""
        return outside(self.criteria, channel) is None and (
            not self.criteria.languages or language in self.criteria.languages
        )

    def has_unwanted(self, finds: Finds) -> tuple[str, ...]:
        """The words of the first pattern that it has and must not have."""
        for one in self.unwanted:
            if words := finds[one]:
                return words
        return ()

    def reason(self, finds: Finds) -> Reason:
        """Why it lets a post through, where everything in it that is wanted was looked up."""
        found = [words for one in self.wanted if (words := finds.get(one))]
        if len(found) < 2:
            return Reason(self.id, *found)
        return Reason(self.id, tuple(dict.fromkeys(chain.from_iterable(found))))


def outside(criteria: Criteria, channel: Channel) -> Part | None:
    """What of a channel a rule does not ask for."""
    if criteria.channels and channel.id not in criteria.channels:
        return Part.CHANNEL
    if criteria.tiers and channel.spec.tier not in criteria.tiers:
        return Part.TIER
    if channel.spec.tier == BULK and not criteria.channels and not criteria.tiers:
        return Part.BULK
    return None


def keys_of(patterns: tuple[Pattern, ...]) -> tuple[str, ...]:
    """Keys of which every post has one that holds one of the patterns; none where any post may."""
    anchors = [sought(pattern).anchor for pattern in patterns]
    return tuple(sorted(frozenset().union(*anchors))) if all(anchors) else ()
