"""One user account that watches channels."""

import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any

from telethon import events, functions, types
from telethon.errors import (
    PersistentTimestampEmptyError,
    PersistentTimestampInvalidError,
    PersistentTimestampOutdatedError,
    UserAlreadyParticipantError,
)

from bot.errors import ChannelMoved, ChannelPrivate, NotAChannel
from bot.incoming import Difference, Event, Identity, Incoming, Presented
from bot.telegram import inside
from bot.telegram.failures import watching
from bot.telegram.link import Link
from bot.telegram.mapping import incoming
from bot.telegram.updates import CHANGES, PUSHES, difference_of, event_of, profile_of
from storage.records import Access, ChannelSpec, Mode, Profile

log = logging.getLogger(__name__)

PAGE = 100


class TelegramSource:
    """Follows channels with a connected client; what they push stands in `arrivals`."""

    def __init__(self, client: Any, account: int, *, name: str, arrived: Callable[[], None]) -> None:
        """`name` is the account's, for people. `arrived` is called after each push."""
        self.account = account
        self.name = name
        self.arrivals: deque[Event] = deque()
        self.link = Link(client, "user")
        self._client = client
        self._arrived = arrived
        self._profiles: dict[int, Profile] = {}  # how channels that we asked about present themselves
        client.add_event_handler(self._push, events.Raw((*PUSHES, CHANGES)))

    async def _push(self, update: Any) -> None:
        self._look_at(getattr(update, "_entities", {}).values())  # whom Telegram introduces with it
        if (event := event_of(update)) is not None:
            self.arrivals.append(event)
            self._arrived()

    def _look_at(self, chats: Iterable[Any]) -> None:
        """Notice channels that present themselves in another way than before, wherever Telegram shows them."""
        for chat in chats:
            known = self._profiles.get(chat.id) if isinstance(chat, types.Channel) and not chat.min else None
            if known is not None and (profile := profile_of(chat)) != known:
                self._profiles[chat.id] = profile
                self.arrivals.append(Presented(telegram_id=chat.id, profile=profile))
                self._arrived()

    async def alive(self) -> bool:
        """Whether Telegram answers this account now; a dead link is made anew. Raises SessionDead."""
        return await self.link.alive()

    async def overview(self) -> Mapping[int, Identity]:
        """The channels that the account has joined, by numeric id. Asking seeds Telethon's pts of each."""
        found = {}
        with watching(), inside.cut_is_an_error():
            async for dialog in self._client.iter_dialogs():
                channel = dialog.entity
                if isinstance(channel, types.Channel) and not channel.left:
                    found[channel.id] = self._identity(
                        channel, dialog.dialog.top_message, pts=dialog.dialog.pts, access_hash=channel.access_hash
                    )
        return found

    async def follow(self, spec: ChannelSpec, *, pinned: int | None, access: Access | None) -> Identity:
        """Resolve a channel unless its access is known, and see to it that its pushes flow."""
        with watching(), inside.cut_is_an_error():
            if access is None:
                if spec.username is None and spec.invite is None:
                    raise ChannelPrivate  # it gave its name up, and this account was never in it
                channel = await (self._resolved(spec) if spec.username else self._invited(spec))
                check_pinned(pinned or spec.telegram_id, channel)
                place = types.InputChannel(channel.id, channel.access_hash)
            else:
                place = types.InputChannel(access.telegram_id, access.access_hash)
            if spec.mode is Mode.JOIN and spec.username:
                await self._client(functions.channels.JoinChannelRequest(place))
            return await self._identified(place)

    async def peek(self, spec: ChannelSpec) -> str:
        """The title of a channel, looked up without joining it."""
        with watching(), inside.cut_is_an_error():
            if spec.username:
                channel = await self._resolved(spec)
            else:
                found = await self._client(functions.messages.CheckChatInviteRequest(spec.invite))
                channel = getattr(found, "chat", found)
        check_pinned(spec.telegram_id, channel)
        return str(channel.title)

    async def leave(self, access: Access) -> None:
        """Follow a channel no more."""
        with watching(), inside.cut_is_an_error():
            await self._client(
                functions.channels.LeaveChannelRequest(types.InputChannel(access.telegram_id, access.access_hash))
            )

    async def history(self, access: Access, *, after: int) -> AsyncIterator[Sequence[Incoming]]:
        """What a channel holds after a message id, oldest first, in batches."""
        while True:
            # offset_id with a negative add_offset reads upwards: the PAGE messages just above `after`
            page = await self._page(access, offset_id=after + 1, add_offset=-PAGE, limit=PAGE)
            messages = [message for message in page if message.message_id > after]
            if not messages:
                return
            yield messages
            after = messages[-1].message_id

    async def latest(self, access: Access, *, limit: int, before: int | None = None) -> Sequence[Incoming]:
        """The newest messages of a channel, or those before a message id, oldest first."""
        return await self._page(access, offset_id=before or 0, add_offset=0, limit=limit)

    async def file(self, access: Access, message_id: int) -> AsyncIterator[bytes]:
        """The content of what a message carries, in pieces; nothing where it carries nothing any more."""
        place = types.InputChannel(access.telegram_id, access.access_hash)
        with watching(), inside.cut_is_an_error():
            found = await self._client(functions.channels.GetMessagesRequest(place, [types.InputMessageID(message_id)]))
            media = getattr(found.messages[0], "media", None) if found.messages else None
            if isinstance(media, types.MessageMediaPhoto | types.MessageMediaDocument):
                async for chunk in self._client.iter_download(media):
                    yield bytes(chunk)

    async def difference(self, access: Access, *, pts: int) -> Difference:
        """What happened in a channel after a pts. A plain question: Telethon takes no notice of the answer."""
        place = types.InputChannel(access.telegram_id, access.access_hash)
        request = functions.updates.GetChannelDifferenceRequest(
            channel=place, filter=types.ChannelMessagesFilterEmpty(), pts=pts, limit=PAGE
        )
        with watching(), inside.cut_is_an_error():
            try:
                answer = await self._client(request)
                self._look_at(getattr(answer, "chats", ()))
                return difference_of(answer)
            except PersistentTimestampOutdatedError:  # Telegram is in trouble and may be asked again later
                return Difference(pts=pts, events=(), is_final=True, is_whole=False)
            except (PersistentTimestampInvalidError, PersistentTimestampEmptyError):
                identity = await self._identified(place)
                return Difference(pts=identity.pts, events=(), is_final=True, is_whole=False)

    async def _page(self, access: Access, *, offset_id: int, add_offset: int, limit: int) -> list[Incoming]:
        place = types.InputPeerChannel(access.telegram_id, access.access_hash)
        with watching(), inside.cut_is_an_error():
            result = await self._history(place, offset_id=offset_id, add_offset=add_offset, limit=limit)
        self._look_at(result.chats)
        kept = (message for message in result.messages if not isinstance(message, types.MessageEmpty))
        read = (incoming(message, pts=getattr(result, "pts", None)) for message in kept)
        return sorted(read, key=lambda message: message.message_id)

    async def _history(self, place: Any, *, offset_id: int = 0, add_offset: int = 0, limit: int) -> Any:
        return await self._client(
            functions.messages.GetHistoryRequest(
                peer=types.InputPeerChannel(place.channel_id, place.access_hash),
                offset_id=offset_id,
                offset_date=None,
                add_offset=add_offset,
                limit=limit,
                max_id=0,
                min_id=0,
                hash=0,
            )
        )

    async def _resolved(self, spec: ChannelSpec) -> Any:
        found = await self._client(functions.contacts.ResolveUsernameRequest(spec.username))
        for chat in found.chats:
            if isinstance(chat, types.Channel) and chat.broadcast:
                return chat
        raise NotAChannel

    async def _invited(self, spec: ChannelSpec) -> Any:
        found = await self._client(functions.messages.CheckChatInviteRequest(spec.invite))
        chat = getattr(found, "chat", found)  # an invitation tells as much of a chat that we are not in
        if not getattr(chat, "broadcast", False):
            raise NotAChannel
        if isinstance(found, types.ChatInviteAlready):
            return found.chat
        try:
            joined = await self._client(functions.messages.ImportChatInviteRequest(spec.invite))
        except UserAlreadyParticipantError:
            return (await self._client(functions.messages.CheckChatInviteRequest(spec.invite))).chat
        updates = getattr(joined, "updates", joined)  # newer layers wrap them
        return updates.chats[0]

    async def _identified(self, place: Any) -> Identity:
        """Who a channel is. One page of its history tells all, and is what Telegram limits least."""
        result = await self._history(place, limit=1)
        channel = next(chat for chat in result.chats if chat.id == place.channel_id)
        inside.seed_pts(self._client, telegram_id=channel.id, access_hash=place.access_hash, pts=result.pts)
        newest = max((message.id for message in result.messages), default=0)
        return self._identity(channel, newest, pts=result.pts, access_hash=place.access_hash)

    def _identity(self, channel: Any, newest: int, *, pts: int, access_hash: int) -> Identity:
        profile = self._profiles[channel.id] = profile_of(channel)
        return Identity(
            access=Access(account=self.account, telegram_id=channel.id, access_hash=access_hash),
            title=profile.title,
            username=profile.username,
            photo=profile.photo,
            newest_message_id=newest,
            pts=pts,
        )


def check_pinned(pinned: int | None, channel: Any) -> None:
    """Refuse a name that has changed hands."""
    found = getattr(channel, "id", None)  # an invitation to a channel we are not in shows no id yet
    if pinned is not None and found is not None and found != pinned:
        log.warning("channel_moved", extra={"pinned": pinned, "found": found, "title": channel.title})
        raise ChannelMoved
