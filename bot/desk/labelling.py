"""Presses that label a pair, or take a label back. The card on which a button stands shows at once what stands then."""

from functools import partial

from bot.desk import cards
from bot.desk.labels import Card, action, said
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer
from bot.desk.statements import together
from bot.message import Message
from bot.texts.marking import N_
from storage.records import ArticleId, LabelKind, PostId, Role

DONE = {
    LabelKind.REPORTS: N_("Noted: written from this post. The matcher will not say otherwise."),
    LabelKind.BACKGROUND: N_("Noted: it only recalls this post. The matcher will not say otherwise."),
    LabelKind.UNRELATED: N_("Noted: not from this post. It is gone from all alerts."),
}


async def _label(made: Press, *, card: Card, kind: LabelKind) -> Answer:
    _, article = made.reader.words.gettext, ArticleId(made.part)
    labels = [
        await made.store.labels.put(post, article, kind=kind, by=made.person.id, at=made.now)
        for post in await _posts(made, card)
    ]
    label = next((one for one in labels if one is None or one.kind is not kind), labels[0])
    if label is None:
        return Answer(
            text=_("The matcher does not connect these two any more."), alert=True, show=await _show(made, card)
        )
    _ring(made)
    shown = await _show(made, card)
    if label.kind is kind:
        return Answer(text=_(DONE[kind]), show=shown)
    told = _("Already: {label}. Whoever knows better takes that back first.").format(label=said(label, made.reader))
    return Answer(text=told, alert=True, show=shown)


async def _take_back(made: Press, *, card: Card) -> Answer:
    _, article = made.reader.words.gettext, ArticleId(made.part)
    gone = [
        await made.store.labels.take_back(post, article, by=made.person.id, at=made.now)
        for post in await _posts(made, card)
    ]
    _ring(made)
    told = _("Taken back: the matcher decides again.") if any(gone) else _("It was taken back already.")
    return Answer(text=told, show=await _show(made, card))


async def _posts(made: Press, card: Card) -> list[PostId]:
    """What a button is about: on the card of an article, all posts of the statement whose row it stands in."""
    post = PostId(made.item)
    article = await made.store.articles.get(ArticleId(made.part)) if card is Card.OF_ARTICLE else None
    if article is None:
        return [post]
    told = [one for shown in await cards.behind(made.store, article) for one in together(article, shown)]
    found = ([source.post.id for source in one.sources] for one in told)
    return next((posts for posts in found if post in posts), [post])


def _ring(made: Press) -> None:
    made.desk.bells.outbox.ring()
    made.desk.bells.matcher.ring()


async def _show(made: Press, card: Card) -> Message | None:
    store = made.store
    if card is Card.OF_POST:
        standing = await store.posts.standing(PostId(made.item))
        return await cards.labelled_articles(store, standing, made.reader) if standing else None
    article = await store.articles.get(ArticleId(made.part))
    if article is None:
        return None
    sources, rejected = await cards.behind(store, article)
    return cards.source_card(article, sources, made.reader, rejected=rejected)


ACTIONS = {
    **{
        action(card, kind): Action(partial(_label, card=card, kind=kind), Role.EDITOR)
        for card in Card
        for kind in LabelKind
    },
    **{action(card, None): Action(partial(_take_back, card=card), Role.EDITOR) for card in Card},
}
