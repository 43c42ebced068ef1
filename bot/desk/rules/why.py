"""`/why` and `/whynot`: because of which rule and which words a post came, or why it did not, and to whom it did."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.alerts import buttons as named
from bot.alerts.post import Reader, heading
from bot.desk.arriving import usage
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked, address, post_address
from bot.desk.rules import reasons
from bot.desk.rules.listing import SHOW, back, known
from bot.message import Button, Composer, Message, cut, plain
from storage.api import Store
from storage.records import EntityKind, Fate, Heard, Person, PostId, Role, Rule, Standing

NAME_UNITS = 60
NAMED = 20  # people
EXAMPLE = "/whynot https://t.me/GeneralStaffZSU/12345"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A post, who asks of it, and all that decides whether it comes."""

    store: Store
    standing: Standing
    person: Person
    reader: Reader
    heard: Sequence[Heard]
    rules: Sequence[Rule]

    @property
    def mine(self) -> Heard | None:
        """What became of it for whoever asks."""
        return next((one for one in self.heard if one.person_id == self.person.id), None)


async def why(asked: Asked) -> Message:
    """`/why`, as an answer to an alert, of a link, or of the newest alert."""
    found = await _post(asked) if asked.rest else await _answered(asked)
    if isinstance(found, Message):
        return found
    case = await _case(asked.store, found, asked.whose, asked.reader)
    return _gone(asked) if case is None else await _explained(case)


async def why_not(asked: Asked) -> Message:
    """`/whynot link`."""
    found = await _post(asked) if asked.rest or asked.request.new.reply_to is None else await _answered(asked)
    if isinstance(found, Message):
        return found
    case = await _case(asked.store, found, asked.whose, asked.reader)
    return _gone(asked) if case is None else await _explained(case, others=True)


async def _answered(asked: Asked) -> PostId | Message:
    """The post of the alert that they answer, or of their newest."""
    found = await asked.store.rules.post_of(asked.whose.id, asked.request.new.reply_to)
    if found is not None:
        return found
    return plain(asked.words.gettext("Answer an alert of a post with /why, or send me the link: /why link"))


async def _post(asked: Asked) -> PostId | Message:
    """The post that they name by its link."""
    wanted = post_address(address(asked.rest) or "")
    if wanted is None:
        return usage(asked, "whynot", EXAMPLE)
    channel = await asked.store.channels.find(wanted.channel)
    if channel is None:
        return plain(asked.words.gettext("I do not watch the channel of this post."))
    post = await asked.store.posts.by_message(channel.id, wanted.message_id)
    return _gone(asked) if post is None else post.id


def _gone(asked: Asked) -> Message:
    told = asked.words.gettext("I do not hold this post: it is older than my watching of this channel, or was deleted.")
    return plain(told)


async def _case(store: Store, post_id: PostId, person: Person, reader: Reader) -> Case | None:
    standing = await store.posts.standing(post_id)
    if standing is None:
        return None
    heard, rules = await store.rules.heard(post_id), await store.rules.of(person.id)
    return Case(store=store, standing=standing, person=person, reader=reader, heard=heard, rules=rules)


async def _explained(case: Case, *, others: bool = False) -> Message:
    """The post by name, what became of it for them and why, and who else heard of it."""
    words, mine = case.reader.words, case.mine
    composer = heading(case.standing.post, case.standing.channel, case.reader).add("\n\n")
    shown: list[Rule] = []
    if mine is not None and mine.fate not in {Fate.WRITTEN, Fate.OFF}:
        composer.add(reasons.fate(mine, case.reader), EntityKind.BOLD).add("\n")
        shown = await _because(case, mine, composer)
        composer.join(reasons.articles(case.standing, words))
    else:
        composer.add(words.gettext("It did not come to you."), EntityKind.BOLD).add("\n")
        against = reasons.against(case.standing, case.person, mine, case.reader)
        against.join(_each_rule(case, await known(case.store)))
        unknown = words.gettext("Nothing that stands today explains it: your rules or your role changed since.")
        composer.join(against if against.length else Composer().add(unknown + "\n"))
    if others:
        composer.join(_whom(case))
    numbers = {rule.id: number for number, rule in enumerate(case.rules, 1)}
    buttons = [
        Button(text=words.gettext("✏️ Rule {number}").format(number=numbers[rule.id]), data=f"{SHOW}:{rule.id}")
        for rule in shown
        if rule.id in numbers
    ]
    return composer.build([(*buttons, back(case.person.id, case.reader))])


async def _because(case: Case, mine: Heard, composer: Composer) -> list[Rule]:
    """The rules that let it through, with the words that were found; the rules themselves."""
    words, shown = case.reader.words, []
    if not mine.why:
        composer.add(words.gettext("You had no rules that were on, so every post came to you.") + "\n")
    channels = await known(case.store)
    for reason in mine.why:
        rule = await case.store.rules.get(reason.rule_id)
        if rule is None:
            continue
        shown.append(rule)
        composer.join(reasons.because(rule, reason, mine, channels, case.reader))
    return shown


def _each_rule(case: Case, channels: reasons.Channels) -> Composer:
    composer = Composer()
    for number, rule in enumerate(case.rules, 1):
        composer.add(f"{number}. ").join(reasons.failed(rule, case.standing, channels, case.reader)).add("\n")
    return composer


def _whom(case: Case) -> Composer:
    """To whom it came, and when."""
    words, composer = case.reader.words, Composer()
    told = [one for one in case.heard if one.sent_at is not None]
    if not told:
        return composer.add("\n👥 " + words.gettext("It came to nobody."))
    composer.add("\n👥 " + words.gettext("It came to:"))
    for one in told[:NAMED]:
        time = case.reader.clock(one.sent_at) if one.sent_at else ""
        composer.add(f"\n• {cut(one.person_name, NAME_UNITS)} · {time}")
    if more := len(told) - NAMED:
        composer.add("\n" + words.gettext("and {count} more").format(count=more) if more > 0 else "")
    return composer


async def _pressed(made: Press) -> Answer:
    case = await _case(made.store, PostId(made.item), made.whose, made.reader)
    if case is None:
        return Answer(text=made.reader.words.gettext("This post is not held any more."), alert=True)
    return Answer(text="", reply=await _explained(case))


EXPLAINING = {named.WHY: Action(_pressed, Role.EDITOR, of_place=True)}
