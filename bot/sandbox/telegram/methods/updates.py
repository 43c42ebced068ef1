"""updates.*: what an account has missed. https://core.telegram.org/api/updates"""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.methods.dialogs import channel_dialog
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import messages, peers
from bot.sandbox.telegram.world.accounts import Account, Bot
from bot.sandbox.telegram.world.boxes import Box, Event, Kind
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Message

SLICE = 100
CHANNEL_SLICE = 100  # at most for people; bots may ask for more
BOT_CHANNEL_SLICE = 100_000
FOLLOWED_SECONDS = 30  # how long a channel that was not joined is pushed after its difference was asked for
SHOWN_WHEN_TOO_LONG = 10


def get_state(call: Call, _request: Any) -> Any:
    """Where the account stands."""
    return _state(call, call.account.box.pts)


def get_difference(call: Call, request: Any) -> Any:
    """What the account missed in private chats and groups, and in which channels it missed something."""
    box = call.account.box
    if call.server.faults.too_long(call):
        return types.updates.DifferenceTooLong(box.pts)
    events = box.since(request.pts, SLICE)
    channels = _channels_behind(call, request.date)
    if not events and not channels:
        return types.updates.DifferenceEmpty(call.world.now(), seq=0)
    new, others, shown = _told(events, call.account)
    others += [types.UpdateChannelTooLong(channel.id, channel.pts) for channel in channels]
    cast = messages.Cast(call.account).meet_in(shown).meet(*channels)
    final = not events or events[-1].pts == box.pts
    kind = types.updates.Difference if final else types.updates.DifferenceSlice
    return kind(new, [], others, cast.chats, cast.users, _state(call, events[-1].pts if events else box.pts))


def get_channel_difference(call: Call, request: Any) -> Any:
    """What the account missed in one channel. Asking makes a channel that was not joined push for a while."""
    channel = peers.readable(call.world, call.account, request.channel)
    if request.pts <= 0:
        raise Refusal("PERSISTENT_TIMESTAMP_EMPTY")
    if request.pts > channel.pts:
        raise Refusal("PERSISTENT_TIMESTAMP_INVALID")
    call.authorization.behind.discard(channel)
    if call.account not in channel.members:
        until = time.monotonic() + FOLLOWED_SECONDS
        call.server.authorizations.follow(call.authorization, channel, until)
    if call.server.faults.too_long(call):
        return _channel_too_long(call, channel)
    events = channel.box.since(request.pts, _slice(call, request.limit))
    if not events:
        return types.updates.ChannelDifferenceEmpty(channel.pts, final=True, timeout=FOLLOWED_SECONDS)
    new, others, shown = _told(events, call.account)
    cast = messages.Cast(call.account).meet_in(shown).meet(channel)
    pts = events[-1].pts
    final = pts == channel.pts or None
    return types.updates.ChannelDifference(
        pts, new, others, cast.chats, cast.users, final=final, timeout=FOLLOWED_SECONDS
    )


def _slice(call: Call, asked: int) -> int:
    if isinstance(call.account, Bot):
        return min(asked, BOT_CHANNEL_SLICE)
    return max(1, min(asked, CHANNEL_SLICE))


def _channel_too_long(call: Call, channel: Channel) -> Any:
    latest = channel.messages[-SHOWN_WHEN_TOO_LONG:][::-1]
    cast = messages.Cast(call.account).meet_in(latest).meet(channel)
    return types.updates.ChannelDifferenceTooLong(
        channel_dialog(channel, call.account),
        [messages.message(shown, call.account) for shown in latest],
        cast.chats,
        cast.users,
        final=True,
        timeout=FOLLOWED_SECONDS,
    )


def _channels_behind(call: Call, since: datetime | None) -> list[Channel]:
    """Joined channels where something happened since a date, or while this device was away."""
    behind = {channel for channel in call.authorization.behind if call.account in channel.members}
    call.authorization.behind.clear()
    joined = (channel for channel in call.world.channels.values() if call.account in channel.members)
    return [channel for channel in joined if channel in behind or _changed_since(channel.box, since)]


def _changed_since(box: Box, since: datetime | None) -> bool:
    return since is not None and box.changed_at is not None and box.changed_at >= since


def _told(events: Sequence[Event], viewer: Account) -> tuple[list[Any], list[Any], list[Message]]:
    """New messages as they are now, the other changes as updates, and all messages that are shown."""
    new: dict[int, Message] = {}
    others: dict[object, Event] = {}
    for event in events:
        if event.kind is Kind.NEW:
            if event.ids[0] in event.box.messages:
                new[event.ids[0]] = event.messages[0]
        elif event.kind is Kind.DELETED:
            others[event] = event
        elif event.ids[0] not in new and event.ids[0] in event.box.messages:
            others[event.ids] = event  # of several edits the last one stands
    shown = [*new.values(), *(message for event in others.values() for message in event.messages)]
    told = [messages.message(message, viewer) for message in new.values()]
    return told, [messages.update(event, viewer) for event in others.values()], shown


def _state(call: Call, pts: int) -> Any:
    return types.updates.State(pts, qts=0, date=call.world.now(), seq=0, unread_count=0)


METHODS = table(
    Callers.SIGNED_IN,
    {
        functions.updates.GetStateRequest: get_state,
        functions.updates.GetDifferenceRequest: get_difference,
        functions.updates.GetChannelDifferenceRequest: get_channel_difference,
    },
)
