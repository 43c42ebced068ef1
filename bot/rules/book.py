"""All rules of everybody, made ready once and found by the words of a post: most are never looked at.

A rule stands in one drawer: under the keys of the words that it wants, else under its channels, else under its tiers,
else with those that look at every post. Expressions have a drawer of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.rules.expressions import Apart, Together, together
from bot.rules.holding import Finds, Held
from bot.rules.patterns import Expressed, Sought
from bot.rules.views import Said, View
from storage.records import BULK, Channel, PersonId, Reason, Recipient, Rule, RuleId

Drawer = dict[Held, None]
"""An ordered set."""
MOST_REASONS = 3  # told to one person of one post


class Book:
    """The rules that let something through. `revision`: up to which change they are known."""

    def __init__(self) -> None:
        self.revision = 0
        self._held: dict[RuleId, tuple[Held, Sequence[Drawer]]] = {}
        self._people: dict[PersonId, int] = defaultdict(int)  # how many rules they have
        self._words: dict[str, dict[Sought, Drawer]] = {}
        self._expressions: dict[str, tuple[Sought, Drawer]] = {}
        self._goes: list[Together | Apart] | None = []  # None: to be made anew
        self._channels: dict[int, Drawer] = defaultdict(dict)
        self._tiers: dict[int, Drawer] = defaultdict(dict)
        self._any: Drawer = {}

    def learn(self, rules: Iterable[Rule]) -> None:
        """Take in rules that changed."""
        for rule in rules:
            self.revision = max(self.revision, rule.revision)
            self._forget(rule.id)
            if rule.is_active:
                self._put_in(Held(rule))
        if self._goes is None:
            wanted = {text: kept for text, kept in self._expressions.items() if kept[1]}
            self._expressions, self._goes = wanted, together(sorted(wanted))

    def _put_in(self, held: Held) -> None:
        drawers = list(self._drawers(held))
        for drawer in drawers:
            drawer[held] = None
        self._held[held.id] = (held, drawers)
        self._people[held.whose] += 1

    def _forget(self, rule_id: RuleId) -> None:
        if rule_id in self._held:
            held, drawers = self._held.pop(rule_id)
            for drawer in drawers:
                drawer.pop(held, None)
            self._people[held.whose] -= 1

    def _drawers(self, held: Held) -> Iterator[Drawer]:
        criteria = held.criteria
        if held.wanted:
            for one in held.wanted:
                if isinstance(one, Expressed):
                    if one.text not in self._expressions:
                        self._goes = None
                    yield self._expressions.setdefault(one.text, (one, {}))[1]
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
        finds, language, is_usual = Finds(View(post, channel)), post.language, channel.spec.tier != BULK
        at_once: dict[PersonId, list[Held]] = {who: [] for who in hearing}
        later: dict[PersonId, list[Held]] = {}
        for held in self._candidates(finds):
            rules = at_once.get(held.whose)
            if rules is None or len(rules) >= MOST_REASONS:
                continue
            if not (held.is_anywhere and is_usual) and not held.takes(channel, language):
                continue
            if held.unwanted and held.has_unwanted(finds):
                continue
            if held.unwritten_for is None:
                rules.append(held)
            else:
                later.setdefault(held.whose, []).append(held)
        return [
            *(Recipient(person_id=who, why=_why(rules, finds)) for who, rules in at_once.items() if rules),
            *(_later(who, rules, finds) for who, rules in later.items() if not at_once[who]),
        ]

    def _candidates(self, finds: Finds) -> Drawer:
        """The rules that may let a post through, each once."""
        candidates: Drawer = {}
        for one, drawer in self._looked_at(finds.view):
            if finds[one]:
                candidates |= drawer
        channel = finds.view.channel
        for plain in (self._channels.get(channel.id), self._tiers.get(channel.spec.tier), self._any):
            candidates |= plain or {}
        return candidates

    def _looked_at(self, view: View) -> Iterator[tuple[Sought, Drawer]]:
        """What may be found in a post, each once, and who wants it; in the order of its words."""
        patterns: dict[Sought, Drawer] = {}
        for key in view.post.keys.split():
            if (wanting := self._words.get(key)) is not None:
                patterns |= wanting
        yield from patterns.items()
        for go in self._goes or ():
            for text in go.find(view.encoded):
                yield self._expressions[text]


def _why(rules: Sequence[Held], finds: Finds) -> tuple[Reason, ...]:
    return tuple([held.reason(finds) for held in rules])


def _later(who: PersonId, rules: Sequence[Held], finds: Finds) -> Recipient:
    """The rule that waits the shortest decides when."""
    soonest = min(held.unwritten_for for held in rules if held.unwritten_for is not None)
    return Recipient(person_id=who, why=_why(rules[:MOST_REASONS], finds), unwritten_for=soonest)
