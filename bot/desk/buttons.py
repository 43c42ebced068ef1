"""Presses of buttons. Each is answered, and the role is checked each time: a button outlives a role."""

import re
from datetime import datetime

from bot.alerts import buttons as named
from bot.alerts.articles import ordered
from bot.alerts.post import claim_line
from bot.desk import cards, labelling, removal, rules
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Click, Desk
from bot.message import cut, plain
from bot.texts.catalogues import words
from storage.api import Store
from storage.records import Claim, ClaimState, PersonId, PostId, Role

ANSWER_UNITS = 200


async def press(store: Store, click: Click, *, now: datetime, desk: Desk) -> Answer:
    """Do what a button says, if its presser may; the answer fits Telegram's 200 characters."""
    person = await store.people.get(click.person_id)
    if person is None:
        return Answer(text=words(desk.language).gettext("This bot is private."), alert=True)
    found = re.fullmatch(r"([a-z_]{1,20}):(\d{1,18})(?:\.(\d{1,18}))?", click.data)
    action = ACTIONS.get(found[1]) if found else None
    if found is None or action is None:
        return Answer(text=words(person.language).gettext("This button is out of date."))
    made = Press(store=store, desk=desk, person=person, item=int(found[2]), part=int(found[3] or 0), now=now)
    if person.role < action.role:
        return Answer(text=words(person.language).gettext("Your role does not allow this."), alert=True)
    answer = await action.do(made)
    return Answer(text=cut(answer.text, ANSWER_UNITS), alert=answer.alert, reply=answer.reply, show=answer.show)


async def _articles(made: Press) -> Answer:
    _, standing = made.reader.words.gettext, await made.store.posts.standing(PostId(made.item))
    if standing is None:
        return _gone(made)
    may_label = made.person.role >= Role.EDITOR
    if not ordered(standing.mentions) and not (may_label and standing.rejected):
        return Answer(text=_("No article yet"))
    if may_label:
        return Answer(text="", reply=await cards.labelled_articles(made.store, standing, made.reader))
    return Answer(text="", reply=cards.articles_card(standing, made.reader))


async def _take(made: Press) -> Answer:
    claim = await _claim(made, ClaimState.TAKEN)
    if claim is None:
        return _gone(made)
    if claim.person_id != made.person.id:
        return _taken(made, claim)
    return Answer(text=made.reader.words.gettext("It is yours: colleagues see that you are writing."))


async def _not_news(made: Press) -> Answer:
    claim = await _claim(made, ClaimState.NOT_NEWS)
    if claim is None:
        return _gone(made)
    if claim.person_id != made.person.id:
        return _taken(made, claim)
    return Answer(text=made.reader.words.gettext("Marked as not news, for everybody."))


async def _release(made: Press) -> Answer:
    """Give back, and news after all: one's word is taken back."""
    claim = await made.store.posts.release(PostId(made.item), by=made.person.id, at=made.now)
    made.desk.bells.outbox.ring()
    if claim is not None and claim.person_id != made.person.id:
        return _taken(made, claim)
    return Answer(text=made.reader.words.gettext("Done: anybody may take it."))


async def _claim(made: Press, state: ClaimState) -> Claim | None:
    claim = await made.store.posts.claim(PostId(made.item), state=state, by=made.person.id, at=made.now)
    made.desk.bells.outbox.ring()
    return claim


def _taken(made: Press, claim: Claim) -> Answer:
    """Somebody was first: who, and when."""
    _ = made.reader.words.gettext
    told = _("Already: {claim}") if claim.state is ClaimState.TAKEN else _("Already marked: {claim}")
    return Answer(text=told.format(claim=claim_line(claim, made.reader)), alert=True)


def _gone(made: Press) -> Answer:
    return Answer(text=made.reader.words.gettext("This post is not held any more."), alert=True)


async def _ask_removal(made: Press) -> Answer:
    return Answer(text="", show=await removal.question(made.store, PersonId(made.item), made.reader))


async def _remove(made: Press) -> Answer:
    told = await removal.remove(made.store, PersonId(made.item), by=made.person, reader=made.reader)
    made.desk.bells.menus.ring()
    return Answer(text=told, show=plain(told))


async def _leave(made: Press) -> Answer:
    return Answer(text="", show=plain(made.reader.words.gettext("Nothing was changed.")))


ACTIONS = {
    named.ARTICLES: Action(_articles, Role.REPORTER),
    named.TAKE: Action(_take, Role.EDITOR),
    named.NOT_NEWS: Action(_not_news, Role.EDITOR),
    named.GIVE_BACK: Action(_release, Role.EDITOR),
    named.UNDO: Action(_release, Role.EDITOR),
    removal.ASK: Action(_ask_removal, Role.OPERATOR),
    removal.DO: Action(_remove, Role.OPERATOR),
    removal.LEAVE: Action(_leave, Role.OPERATOR),
    **labelling.ACTIONS,
    **rules.ACTIONS,
}
