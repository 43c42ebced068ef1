"""The link of an article that somebody said to have written."""

from datetime import timedelta
from urllib.parse import urlsplit

from bot.alerts.buttons import UNDO, data
from bot.desk.requests import Asked, address, post_address
from bot.desk.sources import post_name
from bot.message import Button, Composer, Message
from storage.records import RequestKind, Role

LISTENING = timedelta(hours=1)  # so long a link of ours is taken for that of what they said to have written


async def linked(asked: Asked) -> Message | None:
    """Keep the link of an article of ours, where somebody has just said to have written a post; None otherwise."""
    new = asked.request.new
    if asked.person.role < Role.EDITOR or new.chat_id < 0 or new.kind is RequestKind.FORWARD:
        return None
    url = address(new.text)
    canonical = asked.desk.canonical(url) if url and post_address(url) is None else None
    if canonical is None or not await _is_ours(asked, canonical):
        return None
    post_id = await asked.store.queue.written(canonical, by=asked.person.id, since=asked.now - LISTENING, at=asked.now)
    standing = await asked.store.posts.standing(post_id) if post_id else None
    if standing is None:
        return None
    asked.desk.bells.outbox.ring()
    _ = asked.words.gettext
    told = Composer().add("🔗 " + _("The link now stands under this post:") + "\n")
    told.join(post_name(standing.post, standing.channel, asked.reader))
    return told.build(((Button(text=_("↩️ Not written"), data=data(UNDO, standing.post.id)),),))


async def _is_ours(asked: Asked, url: str) -> bool:
    """Whether an address is of one of our sites, as far as their feeds say where these are."""
    ours = {_host(feed.spec.url) for feed in await asked.store.feeds.all() if feed.spec.ours}
    return _host(url) in ours or not ours


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
