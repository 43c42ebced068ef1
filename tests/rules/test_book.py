"""The book of rules: what it learns holds from then on, and a rule that breaks keeps nobody from hearing."""

from typing import Any

from bot.alerts.audience import Audience
from bot.language import search_keys
from bot.rules.book import MOST_REASONS, Book
from storage.records import (
    BULK,
    ChannelSpec,
    Criteria,
    NewPost,
    Pattern,
    PatternKind,
    PersonId,
    Reason,
    Recipient,
    Role,
    Roster,
    Rule,
    RuleId,
)
from tests.alerts.scenes import NOON, channel, person
from tests.builders import new_post

DRON = (Pattern(kind=PatternKind.WORDS, text="дрон"),)
WHO = PersonId(1)


def rule(number: int = 1, **changes: Any) -> Rule:
    criteria = Criteria(**{"wanted": DRON} | changes.pop("criteria", {}))
    values = {
        "id": RuleId(number),
        "whose": WHO,
        "criteria": criteria,
        "is_on": True,
        "revision": number,
        "made_at": NOON,
        "changed_at": NOON,
        "removed_at": None,
    }
    return Rule(**values | changes)


def post(text: str = "Збито дрони.") -> NewPost:
    return new_post(channel(), text=text, keys=search_keys(text))


def heard(book: Book, text: str = "Збито дрони.") -> list[Recipient]:
    return book.choose(post(text), channel(), {WHO})


def test_what_is_learned_last_holds():
    book = Book()
    book.learn([rule(1)])
    assert heard(book) == [Recipient(WHO, (Reason(RuleId(1), ("дрони",)),))]
    book.learn([rule(1, revision=2, is_on=False)])
    assert (heard(book), book.has_rules(WHO), book.revision) == ([], False, 2)
    book.learn([rule(1, revision=3, criteria={"wanted": (Pattern(kind=PatternKind.EXPRESSION, text="міст"),)})])
    assert heard(book) == []
    assert heard(book, "Новий Міст.") == [Recipient(WHO, (Reason(RuleId(1), ("Міст",)),))]
    book.learn([rule(1, revision=4, removed_at=NOON)])
    assert heard(book, "Новий міст.") == []


def test_one_is_told_of_a_few_rules_and_at_once_where_one_of_them_does_not_wait():
    book = Book()
    book.learn([rule(number) for number in range(1, 6)])
    (recipient,) = heard(book)
    assert [reason.rule_id for reason in recipient.why] == [1, 2, 3][:MOST_REASONS]
    book.learn([rule(number, revision=9, criteria={"unwritten_minutes": 10 * number}) for number in range(1, 5)])
    (recipient,) = heard(book)
    assert (recipient.unwritten_for, recipient.why) == (None, (Reason(RuleId(5), ("дрони",)),))
    book.learn([rule(5, revision=10, is_on=False)])
    (recipient,) = heard(book)
    assert recipient.unwritten_for is not None
    assert recipient.unwritten_for.total_seconds() == 600, "the shortest"


def test_an_expression_that_is_refused_by_now_finds_nothing_and_breaks_nothing():
    book = Book()
    book.learn([rule(1, criteria={"wanted": (Pattern(kind=PatternKind.EXPRESSION, text="(дрон"),)}), rule(2)])
    assert [one.why for one in heard(book)] == [(Reason(RuleId(2), ("дрони",)),)]


def test_where_rules_break_everybody_hears():
    broken = rule(1, criteria={"tiers": 5})
    people = [person(id=1), person(id=2, role=Role.OWNER), person(id=3, role=Role.REPORTER)]
    choose = Audience()(Roster(people=people, rules_since=lambda _: [broken]))
    assert [one.person_id for one in choose(post(), channel(spec=ChannelSpec(username="b", tier=BULK)))] == [1, 2]
