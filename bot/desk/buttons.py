"""Presses of buttons. Each is answered, and the role is checked each time: a button outlives a role."""

import re
from datetime import datetime

from bot.alerts import buttons as named
from bot.alerts.articles import ordered
from bot.desk import cards, deciding, handover, here, labelling, muting, queue, quiet, removal, rules, stats
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Click, Desk
from bot.message import cut, plain
from bot.texts.catalogues import words
from storage.api import Store
from storage.records import PersonId, PostId, Role

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
    if action.of_place and made.part:
        concerned = await made.concerning(PersonId(-made.part))
        if concerned is None:
            return Answer(text=words(person.language).gettext("No alerts come to this chat any more."), alert=True)
        made = concerned
    answer = await action.do(made)
    return Answer(text=cut(answer.text, ANSWER_UNITS), alert=answer.alert, reply=answer.reply, show=answer.show)


async def _articles(made: Press) -> Answer:
    _, standing = made.reader.words.gettext, await made.store.posts.standing(PostId(made.item))
    if standing is None:
        return deciding.gone(made)
    may_label = made.person.role >= Role.EDITOR
    if not ordered(standing.mentions) and not (may_label and standing.rejected):
        return Answer(text=_("No article yet"))
    if may_label:
        return Answer(text="", reply=await cards.labelled_articles(made.store, standing, made.reader))
    return Answer(text="", reply=cards.articles_card(standing, made.reader))


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
    named.TAKE: Action(deciding.take, Role.EDITOR),
    named.WRITTEN: Action(deciding.written, Role.EDITOR),
    named.NOT_NEWS: Action(deciding.not_news, Role.EDITOR),
    named.GIVE_BACK: Action(deciding.release, Role.EDITOR),
    named.UNDO: Action(deciding.release, Role.EDITOR),
    removal.ASK: Action(_ask_removal, Role.OPERATOR),
    removal.DO: Action(_remove, Role.OPERATOR),
    removal.LEAVE: Action(_leave, Role.OPERATOR),
    **handover.ACTIONS,
    **here.ACTIONS,
    **labelling.ACTIONS,
    **muting.ACTIONS,
    **queue.ACTIONS,
    **quiet.ACTIONS,
    **rules.ACTIONS,
    **stats.ACTIONS,
}
