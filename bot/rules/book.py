"""All rules of everybody, made ready once and found by the words of a post: most are never looked at.

A rule stands in one drawer: under the keys of the words that it wants, else under its channels, else under its tiers,
else with those that look at every post. Expressions have a drawer of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from bot.rules.holding import Find, Held, outside
from bot.rules.patterns import Expressed, Sought
from bot.rules.views import Said, View
from storage.records import Channel, PersonId, Reason, Recipient, Rule, RuleId

Drawer = dict[RuleId, Held]


class Book:
    """The rules that let something through. `revision`: up to which change they are known."""

    def __init__(self) -> None:
        self.revision = 0
        self._held: dict[RuleId, tuple[Held, Sequence[Drawer]]] = {}
        self._people: dict[PersonId, int] = defaultdict(int)  # how many rules they have
        self._words: dict[str, dict[Sought, Drawer]] = {}
        self._expressions: dict[Sought, Drawer] = {}
        self._channels: dict[int, Drawer] = defaultdict(dict)
        self._tiers: dict[int, Drawer] = defaultdict(dict)
        self._any: Drawer = {}

    def learn(self, rules: Iterable[Rule]) -> None:
        """Take in rules that changed."""
        for rule in rules:
            self.revision = max(self.revision, rule.revision)
            self._forget(rule.id)
            if rule.is_active:
                held = Held(rule)
                drawers = list(self._drawers(held))
                for drawer in drawers:
                    drawer[rule.id] = held
                self._held[rule.id] = (held, drawers)
                self._people[rule.whose] += 1

    def _forget(self, rule_id: RuleId) -> None:
        if rule_id in self._held:
            held, drawers = self._held.pop(rule_id)
            for drawer in drawers:
                del drawer[rule_id]
            self._people[held.rule.whose] -= 1

    def _drawers(self, held: Held) -> Iterator[Drawer]:
        criteria = held.rule.criteria
        if held.wanted:
            for one in held.wanted:
                if isinstance(one, Expressed):
                    yield self._expressions.setdefault(one, {})
                for key in one.anchor:
                    yield self._words.setdefault(key, {}).setdefault(one, {})
        elif criteria.channels:
            yield from (self._channels[channel] for channel in criteria.channels)
        elif criteria.tiers:
            yield from (self._tiers[tier] for tier in criteria.tiers)
        else:
            yield self._any

    def has_rules(self, person_id: PersonId) -> bool:
        """Whether somebody has a rule that is on."""
        return self._people.get(person_id, 0) > 0

    def choose(self, post: Said, channel: Channel, hearing: Collection[PersonId]) -> list[Recipient]:
        """Who of some people is to hear of a post by their rules."""
        view, finds = View(post, channel), Finds()
        reasons: dict[PersonId, list[Reason]] = {}
        waits: dict[PersonId, list[tuple[timedelta, Reason]]] = {}
        for held in self._candidates(view, finds):
            if held.rule.whose not in hearing:
                continue
            reason = held.judge(view, finds.of(view))
            if not isinstance(reason, Reason):
                continue
            if held.unwritten_for is None:
                reasons.setdefault(held.rule.whose, []).append(reason)
            else:
                waits.setdefault(held.rule.whose, []).append((held.unwritten_for, reason))
        return [
            *(Recipient(person_id=whose, why=_in_order(why)) for whose, why in reasons.items()),
            *(_later(whose, found) for whose, found in waits.items() if whose not in reasons),
        ]

    def _candidates(self, view: View, finds: "Finds") -> Collection[Held]:
        """The rules that may let a post through, each once."""
        found: Drawer = {}
        for key in view.keys & self._words.keys():
            for one, drawer in self._words[key].items():
                if drawer and finds.find(one, view):
                    found |= drawer
        for one, drawer in self._expressions.items():
            inside = {rule: held for rule, held in drawer.items() if outside(held.rule.criteria, view.channel) is None}
            if inside and finds.find(one, view):
                found |= inside
        found |= self._channels.get(view.channel.id, {})
        found |= self._tiers.get(view.channel.spec.tier, {})
        found |= self._any
        return found.values()


class Finds:
    """What was found in one post: many people ask for the same words."""

    def __init__(self) -> None:
        self._found: dict[Sought, tuple[str, ...]] = {}

    def find(self, one: Sought, view: View) -> tuple[str, ...]:
        """The words that a pattern finds in the post."""
        found = self._found.get(one)
        if found is None:
            found = self._found[one] = one.find(view)
        return found

    def of(self, view: View) -> Find:
        """The same, for a rule to ask."""
        return lambda one: self.find(one, view)


def _in_order(why: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(why, key=lambda reason: reason.rule_id))


def _later(whose: PersonId, found: Sequence[tuple[timedelta, Reason]]) -> Recipient:
    """The rule that waits the shortest decides when."""
    soonest = min(after for after, _ in found)
    return Recipient(person_id=whose, why=_in_order([reason for _, reason in found]), unwritten_for=soonest)
