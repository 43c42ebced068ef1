"""What came in from channels, into storage: posts, edits and deletions, and what a comparison with the ledger finds."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from bot.bell import Bells
from bot.bulk import is_bulk
from bot.incoming import Deleted, Edited, Event, Incoming, Presented, new_post
from bot.paging import Writing, ahead
from bot.preparing import Preparing, Reading, prepare_here
from storage.api import Store
from storage.forms import content_hash, dump_entities
from storage.records import Arrival, Audience, Channel, Held, NewPost, Profile

log = logging.getLogger(__name__)

PREPARED_AT_ONCE = 50  # posts: those before them are written meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Writes and rings; remembers nothing."""

    store: Store
    audience: Audience
    bells: Bells
    now: Callable[[], datetime]
    summary_after: timedelta | None = None  # of not seeing a channel
    preparing: Preparing = field(default_factory=Preparing)

    async def take(self, events: Sequence[tuple[Channel, Event]]) -> None:
        """Store what was pushed, in its order: a deletion may follow its post in one batch."""
        for kind, run in groupby(events, key=lambda one: type(one[1])):
            of_kind = list(run)
            if kind is Incoming:
                await self.add([(channel, event) for channel, event in of_kind if isinstance(event, Incoming)])
            elif kind is Edited:
                await self._edit([(channel, event.message) for channel, event in of_kind if isinstance(event, Edited)])
            for channel, event in of_kind:
                if isinstance(event, Deleted):
                    await self._delete(channel, event.message_ids, since=None)
                elif isinstance(event, Presented):
                    await self._present(channel, event.profile)

    async def add(self, messages: Sequence[tuple[Channel, Incoming]], arrival: Arrival = Arrival.PUSH) -> int:
        """Store posts with their alerts; returns how many were new."""
        writing = Writing(self._add)
        try:
            for first in range(0, len(messages), PREPARED_AT_ONCE):
                await writing.put(await self._posts(messages[first : first + PREPARED_AT_ONCE], arrival))
        finally:
            new = await writing.close()
        return new

    async def add_pages(self, channel: Channel, pages: AsyncIterator[Sequence[Incoming]], *, after: int) -> int:
        """Store all that follows a message in a channel's history, oldest first; returns how many posts were new."""
        reached = after

        async def store(posts: Sequence[NewPost]) -> int:
            nonlocal reached
            after, reached = reached, max([reached, *(post.message_id for post in posts)])
            return await self._add(posts, after=after)

        return await self._in_turn(channel, pages, Arrival.CATCH_UP, store)

    async def extend(self, channel: Channel, pages: AsyncIterator[Sequence[Incoming]]) -> int:
        """Store what is older than all we hold, newest page first, an empty one at the beginning; how many posts."""

        async def store(posts: Sequence[NewPost]) -> int:
            first = min((post.message_id for post in posts), default=0)
            return len((await self.store.posts.extend(channel.id, posts, first=first, at=self.now())).posts)

        return await self._in_turn(channel, pages, Arrival.SEED, store)

    async def _in_turn(
        self,
        channel: Channel,
        pages: AsyncIterator[Sequence[Incoming]],
        arrival: Arrival,
        store: Callable[[Sequence[NewPost]], Awaitable[int]],
    ) -> int:
        writing = Writing(store)
        try:
            async with (
                self.preparing.reading() as reading,
                aclosing(ahead(pages)) as coming,
                aclosing(ahead(self._prepared(channel, coming, arrival, reading))) as prepared,
            ):
                async for posts in prepared:
                    await writing.put(posts)
        finally:
            new = await writing.close()
        return new

    async def _prepared(
        self, channel: Channel, pages: AsyncIterator[Sequence[Incoming]], arrival: Arrival, reading: Reading
    ) -> AsyncIterator[Sequence[NewPost]]:
        async for page in pages:
            prepared = await reading.prepare([message.text for message in page])
            at = self.now()
            yield [
                new_post(channel, message, arrival=arrival, at=at, prepared=one)
                for message, one in zip(page, prepared, strict=True)
            ]

    async def _posts(self, messages: Sequence[tuple[Channel, Incoming]], arrival: Arrival) -> list[NewPost]:
        prepared = await prepare_here([message.text for _, message in messages])
        at = self.now()
        return [
            new_post(channel, message, arrival=arrival, at=at, prepared=one)
            for (channel, message), one in zip(messages, prepared, strict=True)
        ]

    async def _add(self, posts: Sequence[NewPost], *, after: int | None = None) -> int:
        added = await self.store.posts.add(
            posts, audience=self.audience, at=self.now(), after=after, summary_after=self.summary_after
        )
        if added.posts:
            self._ring()
            log.info(
                "posts_stored",
                extra={"posts": len(added.posts), "alerts": added.alerts, "arrival": posts[0].arrival.value},
            )
        return len(added.posts)

    async def seed(self, channel: Channel, messages: Sequence[Incoming]) -> None:
        """Store what a channel held before we watched it."""
        at = self.now()
        posts = [new_post(channel, message, arrival=Arrival.SEED, at=at) for message in messages]
        await self.store.posts.seed(channel.id, posts, is_bulk=is_bulk(messages), at=at)
        self._ring()

    async def settle(
        self, channel: Channel, page: Sequence[Incoming], held: dict[int, Held], *, since: datetime | None
    ) -> int:
        """Make the ledger agree with a stretch of the channel as it stands, oldest first; how many posts were missing.

        `held` is what the ledger said of the stretch before the page was read: what came meanwhile is not compared.
        """
        there = {message.message_id for message in page}
        missing = [message for message in page if message.message_id not in held]
        added = await self.add([(channel, message) for message in missing], Arrival.CATCH_UP)
        edited = [message for message in page if is_newer(message, held.get(message.message_id))]
        await self._edit([(channel, message) for message in edited])
        gone = [number for number, entry in held.items() if number not in there and not entry.is_deleted]
        if gone:
            await self._delete(channel, gone, since=since)
        return added

    async def _edit(self, messages: Sequence[tuple[Channel, Incoming]]) -> None:
        """Store edits. One whose post we lack is the post, as it reads now; unless it is older than our watching."""
        messages = [(channel, each) for channel, each in messages if each.message_id >= channel.seeded_from]
        if not messages:
            return
        await self.add(messages)
        at = self.now()
        edits = [new_post(channel, message, arrival=Arrival.PUSH, at=at) for channel, message in messages]
        if changed := await self.store.posts.revise(edits, at=at):
            self._ring()
            log.info("posts_edited", extra={"posts": changed})

    async def _delete(self, channel: Channel, message_ids: Sequence[int], *, since: datetime | None) -> None:
        gone = await self.store.posts.delete(channel.id, message_ids, since=since, at=self.now())
        if gone:
            self._ring()
            log.info("posts_deleted", extra={"channel": channel.title, "posts": gone})

    async def _present(self, channel: Channel, profile: Profile) -> None:
        if await self.store.channels.seen(channel.id, profile, at=self.now()):
            self.bells.outbox.ring()
            self.bells.channels.ring()  # what follows it goes by its new name from now on
            log.warning("channel_changed", extra={"channel": channel.title, "title": profile.title})

    def _ring(self) -> None:
        self.bells.outbox.ring()
        self.bells.matcher.ring()
        self.bells.files.ring()


def is_newer(message: Incoming, entry: Held | None) -> bool:
    """Whether a message was edited after what the ledger holds of it."""
    if entry is None or message.edited_at is None:
        return False
    if message.edited_at == entry.edited_at:  # Telegram's times are whole seconds: it may have been edited once more
        return entry.content != content_hash(message.text, dump_entities(message.entities))
    return entry.edited_at is None or message.edited_at > entry.edited_at
