"""`/queue`: the posts that no article of ours covers, by tier, the oldest first, with what can be decided of each."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.alerts.buttons import GIVE_BACK, NOT_NEWS, TAKE, UNDO, WRITTEN, Rows
from bot.alerts.ours import no_sites
from bot.alerts.post import Reader
from bot.desk import deciding
from bot.desk.cards import in_short
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked
from bot.message import Button, Composer, Message, stack
from bot.texts.dates import duration
from storage.api import Store
from storage.records import ClaimState, EntityKind, PersonId, PostId, QueuePage, Role, Standing

LASTING = timedelta(hours=24)  # what nobody wrote within a day is history
SIZE = 5
PAGE = "queue"
IN_QUEUE = "q_"  # before the name of a decision: the page on which its button stands is shown anew

Decide = Callable[[Press], Awaitable[Answer]]


async def overview(asked: Asked) -> Message:
    """`/queue`."""
    return await _screen(asked.store, 0, asked.reader, asked.person.id)


async def _page(made: Press) -> Answer:
    """Another page, or this one as it is now."""
    return Answer(text="", show=await _screen(made.store, made.item, made.reader, made.person.id))


async def _decide(made: Press, *, decide: Decide) -> Answer:
    """Decide as under an alert, and show the page anew, with a way back for what has left it."""
    answer = await decide(made)
    standing = await made.store.posts.standing(PostId(made.item))
    claim = standing.claim if standing else None
    left = claim is not None and claim.person_id == made.person.id and claim.state is not ClaimState.TAKEN
    shown = await _screen(
        made.store, made.part, made.reader, made.person.id, left=standing if left and standing else None
    )
    return replace(answer, show=shown)


async def _screen(
    store: Store, number: int, reader: Reader, person_id: PersonId, *, left: Standing | None = None
) -> Message:
    page = await store.queue.page(number, size=SIZE, since=reader.now - LASTING)
    has_sites = any(feed.spec.ours for feed in await store.feeds.all())
    parts = [_heading(page, reader, has_sites=has_sites)]
    first = page.number * SIZE + 1
    for place, standing in enumerate(page.standings, start=first):
        waiting = duration((reader.now - standing.post.sent_at).total_seconds(), reader.language)
        waits = reader.words.gettext("waits {time}").format(time=waiting)
        parts.append(Composer().add(f"{place}. ").join(in_short(standing, reader)).add(f" · ⏳ {waits}"))
    if page.standings:
        parts.append(Composer().add(reader.words.gettext("✍️ take · ✅ written · 🚫 not news"), EntityKind.ITALIC))

    def left_out(count: int) -> str:
        return reader.words.ngettext("… and {count} more post", "… and {count} more posts", count).format(count=count)

    return stack(parts, left_out=left_out).build(_rows(page, person_id, reader, left))


def _heading(page: QueuePage, reader: Reader, *, has_sites: bool) -> Composer:
    words, composer = reader.words, Composer()
    if page.total:
        told = words.ngettext(
            "{count} post of the last day is not written up",
            "{count} posts of the last day are not written up",
            page.total,
        )
        composer.add("📥 ").add(told.format(count=page.total), EntityKind.BOLD)
    else:
        composer.add("📭 " + words.gettext("The queue is empty: every post of the last day is written up or decided."))
    if not has_sites:
        composer.add("\n⚠️ " + no_sites(words))
    return composer


def _rows(page: QueuePage, person_id: PersonId, reader: Reader, left: Standing | None) -> Rows:
    first = page.number * SIZE + 1
    rows = [_deciding(place, standing, person_id, page) for place, standing in enumerate(page.standings, start=first)]
    if left is not None:
        undo = reader.words.gettext("↩️ Take back: {channel}, {time}").format(
            channel=left.channel.title[:24], time=reader.clock(left.post.sent_at)
        )
        rows.append((_button(undo, UNDO, left.post.id, page),))
    return (*rows, _turning(page))


def _deciding(place: int, standing: Standing, person_id: PersonId, page: QueuePage) -> tuple[Button, ...]:
    claim, post_id = standing.claim, standing.post.id
    if claim is None:
        wanted: Sequence[tuple[str, str]] = (("✍️", TAKE), ("✅", WRITTEN), ("🚫", NOT_NEWS))
    elif claim.person_id == person_id:
        wanted = (("✅", WRITTEN), ("↩️", GIVE_BACK))
    else:
        return ()  # a colleague is writing
    return tuple(_button(f"{place} {mark}", action, post_id, page) for mark, action in wanted)


def _button(text: str, action: str, post_id: PostId, page: QueuePage) -> Button:
    return Button(text=text, data=f"{IN_QUEUE}{action}:{post_id}.{page.number}")


def _turning(page: QueuePage) -> tuple[Button, ...]:
    """To the pages beside, and this one anew."""
    buttons = [Button(text=f"🔄 {page.number + 1}/{page.pages}", data=f"{PAGE}:{page.number}")]
    if page.number:
        buttons.insert(0, Button(text="‹", data=f"{PAGE}:{page.number - 1}"))
    if page.number + 1 < page.pages:
        buttons.append(Button(text="›", data=f"{PAGE}:{page.number + 1}"))
    return tuple(buttons)


DECISIONS: dict[str, Decide] = {
    TAKE: deciding.take,
    WRITTEN: deciding.written,
    NOT_NEWS: deciding.not_news,
    GIVE_BACK: deciding.release,
    UNDO: deciding.release,
}
ACTIONS = {
    PAGE: Action(_page, Role.EDITOR),
    **{IN_QUEUE + name: Action(partial(_decide, decide=decide), Role.EDITOR) for name, decide in DECISIONS.items()},
}
