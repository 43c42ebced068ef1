"""What editors decide of a post: somebody writes it, it is written, it is not news; and each of these taken back."""

from bot.alerts.buttons import UNDO, data
from bot.alerts.post import claim_line
from bot.desk.presses import Press
from bot.desk.requests import Answer
from bot.message import Button, Message
from storage.records import Claim, ClaimState, PostId


async def take(made: Press) -> Answer:
    """Colleagues see who writes."""
    claim = await _claim(made, ClaimState.TAKEN)
    if isinstance(claim, Answer):
        return claim
    return Answer(text=made.reader.words.gettext("It is yours: colleagues see that you are writing."))


async def written(made: Press) -> Answer:
    """It leaves the queue; where it stands is asked for."""
    _ = made.reader.words.gettext
    claim = await _claim(made, ClaimState.WRITTEN)
    if isinstance(claim, Answer):
        return claim
    told = _("Marked as written, for everybody.")
    if claim.link is not None:
        return Answer(text=told)
    asks = _("✅ Marked as written. Send me the link in private, and colleagues will see it under the post.")
    asks += "\n" + _("You need not: when our feed carries the article, I find it myself.")
    undo = Button(text=_("↩️ Not written"), data=data(UNDO, PostId(made.item)))
    return Answer(text=told, reply=Message(text=asks, buttons=((undo,),)))


async def not_news(made: Press) -> Answer:
    """Nobody need look at it again."""
    claim = await _claim(made, ClaimState.NOT_NEWS)
    if isinstance(claim, Answer):
        return claim
    return Answer(text=made.reader.words.gettext("Marked as not news, for everybody."))


async def release(made: Press) -> Answer:
    """Give back, not written, and news after all: one's word is taken back."""
    claim = await made.store.posts.release(PostId(made.item), by=made.person.id, at=made.now)
    made.desk.bells.outbox.ring()
    if claim is not None and claim.person_id != made.person.id:
        return _taken(made, claim)
    return Answer(text=made.reader.words.gettext("Done: anybody may take it."))


async def _claim(made: Press, state: ClaimState) -> Claim | Answer:
    """The claim, if it is theirs now; else what to tell them."""
    claim = await made.store.posts.claim(PostId(made.item), state=state, by=made.person.id, at=made.now)
    made.desk.bells.outbox.ring()
    if claim is None:
        return gone(made)
    return claim if claim.person_id == made.person.id else _taken(made, claim)


def _taken(made: Press, claim: Claim) -> Answer:
    """Somebody was first: who, and when."""
    _ = made.reader.words.gettext
    told = _("Already: {claim}") if claim.state is ClaimState.TAKEN else _("Already marked: {claim}")
    return Answer(text=told.format(claim=claim_line(claim, made.reader)), alert=True)


def gone(made: Press) -> Answer:
    """There is nothing to decide."""
    return Answer(text=made.reader.words.gettext("This post is not held any more."), alert=True)
