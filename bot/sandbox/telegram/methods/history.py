"""Reading: messages.getHistory, messages.search, and messages by their ids."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.wire import messages, peers
from bot.sandbox.telegram.world.boxes import Box
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Message
from bot.sandbox.telegram.world.places import Place

MOST = 100


def get_history(call: Call, request: Any) -> Any:
    """A page of a place's messages, the newest first."""
    place = peers.place(call.world, call.account, request.peer)
    box = place.box_for(call.account)
    ids = page(box, box.thread(place), request)
    return _answer(call, place, [box.messages[one] for one in ids], count=len(box.thread(place)))


def search(call: Call, request: Any) -> Any:
    """Messages with a word in them."""
    place = peers.place(call.world, call.account, request.peer)
    box = place.box_for(call.account)
    author = peers.account(call.world, call.account, request.from_id) if request.from_id else None
    found = [
        one
        for one in box.thread(place)
        if request.q.lower() in box.messages[one].text.lower() and author in {None, box.messages[one].sender}
    ]
    return _answer(call, place, [box.messages[one] for one in page(box, found, request)], count=len(found))


def page(box: Box, ids: Sequence[int], request: Any) -> Sequence[int]:
    """The ids of a page, the newest first: what https://core.telegram.org/api/offsets says.

    `offset_id` wins over the date; the page begins `add_offset` messages behind it, a negative number means before it.
    """
    if request.offset_id:
        older = bisect_left(ids, request.offset_id)
    else:
        older = _older(box, ids, getattr(request, "offset_date", None))
    end = older - request.add_offset
    start = end - max(0, min(request.limit, MOST))
    chosen = ids[max(0, start) : max(0, end)]
    if request.min_id or request.max_id:
        chosen = [one for one in chosen if one > request.min_id and (not request.max_id or one < request.max_id)]
    return chosen[::-1]


def _older(box: Box, ids: Sequence[int], date: datetime | None) -> int:
    """How many messages are older than a date, which is 1970 where none was sent."""
    if date is None or date.timestamp() == 0:  # no date is written as 0
        return len(ids)
    return bisect_left(ids, date, key=lambda one: box.messages[one].date)


def get_messages(call: Call, request: Any) -> Any:
    """Messages of private chats and groups, by their ids."""
    box = call.account.box
    return _by_ids(call, box, _ids(request, box), None)


def get_channel_messages(call: Call, request: Any) -> Any:
    """Messages of a channel, by their ids."""
    channel = peers.readable(call.world, call.account, request.channel)
    return _by_ids(call, channel.box, _ids(request, channel.box), channel)


def _ids(request: Any, box: Box) -> list[int]:
    """The ids that are asked for; of «the one that this answers» too."""
    asked = []
    for named in request.id:
        if isinstance(named, types.InputMessageReplyTo) and named.id in box.messages:
            to = box.messages[named.id].reply_to
            asked.append(to.id if to else 0)
        else:
            asked.append(getattr(named, "id", named if isinstance(named, int) else 0))
    return asked


def _by_ids(call: Call, box: Box, ids: list[int], channel: Channel | None) -> Any:
    shown = messages.present(box, ids)
    cast = messages.Cast(call.account).meet_in(shown).meet(channel)
    peer = types.PeerChannel(channel.id) if channel else None
    listed = [
        messages.message(box.messages[one], call.account) if one in box.messages else types.MessageEmpty(one, peer)
        for one in ids
    ]
    if channel is None:
        return types.messages.Messages(listed, [], cast.chats, cast.users)
    return types.messages.ChannelMessages(channel.pts, len(listed), listed, [], cast.chats, cast.users)


def _answer(call: Call, place: Place, shown: list[Message], *, count: int) -> Any:
    cast = messages.Cast(call.account).meet_in(shown)
    listed = [messages.message(message, call.account) for message in shown]
    if isinstance(place, Channel):
        cast.meet(place)
        return types.messages.ChannelMessages(place.pts, count, listed, [], cast.chats, cast.users)
    if len(listed) == count:
        return types.messages.Messages(listed, [], cast.chats, cast.users)
    return types.messages.MessagesSlice(count, listed, [], cast.chats, cast.users)


METHODS = table(
    Callers.PEOPLE,
    {
        functions.messages.GetHistoryRequest: get_history,
        functions.messages.SearchRequest: search,
    },
) | table(
    Callers.SIGNED_IN,
    {
        functions.messages.GetMessagesRequest: get_messages,
        functions.channels.GetMessagesRequest: get_channel_messages,
    },
)
