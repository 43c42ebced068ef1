"""channels.*: looking at channels, joining and leaving them, deleting what was posted."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.wire.messages import Cast, picture
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel

JOINED_AT_MOST = 500


def get_channels(call: Call, request: Any) -> Any:
    """Channels by their ids."""
    named = (peers.readable(call.world, call.account, channel) for channel in request.id)
    return types.messages.Chats(Cast(call.account).meet(*named).chats)


def get_full_channel(call: Call, request: Any) -> Any:
    """More about a channel, its pts among it."""
    channel = peers.readable(call.world, call.account, request.channel)
    thread = channel.box.thread(channel)
    full = types.ChannelFull(
        channel.id,
        channel.about,
        read_inbox_max_id=thread[-1] if thread else 0,
        read_outbox_max_id=0,
        unread_count=0,
        chat_photo=picture(channel.photo) if channel.photo else types.PhotoEmpty(0),
        notify_settings=types.PeerNotifySettings(),
        bot_info=[],
        pts=channel.pts,
        participants_count=len(channel.members),
        pinned_msg_id=channel.pinned.id if channel.pinned else None,
    )
    return types.messages.ChatFull(full, Cast(call.account).meet(channel).chats, [])


def get_participant(call: Call, request: Any) -> Any:
    """Whether somebody is a member."""
    channel = peers.readable(call.world, call.account, request.channel)
    account = peers.account(call.world, call.account, request.participant)
    if account not in channel.members:
        raise Refusal("USER_NOT_PARTICIPANT")
    if account is call.account:
        participant = types.ChannelParticipantSelf(account.id, account.id, channel.created_at)
    else:
        participant = types.ChannelParticipant(account.id, channel.created_at)
    return types.channels.ChannelParticipant(participant, [], Cast(call.account).meet(account).users)


def join_channel(call: Call, request: Any) -> Any:
    """Join a public channel."""
    channel = peers.readable(call.world, call.account, request.channel)
    return types.messages.ChatInviteJoinResultOk(joined(call, channel))


def joined(call: Call, channel: Channel) -> Any:
    """Let the caller in; returns the updates that say so."""
    if not isinstance(call.account, User):
        raise Refusal("BOT_METHOD_INVALID")
    if sum(call.account in one.members for one in call.world.channels.values()) >= JOINED_AT_MOST:
        raise Refusal("CHANNELS_TOO_MUCH")
    call.account.joins(channel)
    return changed(call, channel)


def leave_channel(call: Call, request: Any) -> Any:
    """Leave a channel."""
    channel = peers.known(call.world, call.account, request.channel)
    if call.account not in channel.members:
        raise Refusal("USER_NOT_PARTICIPANT")
    channel.remove(call.account)
    return changed(call, channel)


def delete_messages(call: Call, request: Any) -> Any:
    """Delete messages: administrators any, members their own."""
    channel = peers.readable(call.world, call.account, request.channel)
    for message_id in request.id:
        message = channel.box.messages.get(message_id)
        if message and call.account not in channel.admins and message.sender is not call.account:
            raise Refusal("MESSAGE_DELETE_FORBIDDEN", 403)
    event = channel.box.remove(request.id)
    return types.messages.AffectedMessages(channel.pts, event.count if event else 0)


def read_history(_call: Call, _request: Any) -> bool:
    """Nobody counts what is unread."""
    return True


def changed(call: Call, channel: Channel) -> Any:
    """Updates that say no more than that a channel changed for the caller."""
    cast = Cast(call.account).meet(channel)
    return types.Updates([types.UpdateChannel(channel.id)], cast.users, cast.chats, call.world.now(), 0)


METHODS = table(
    Callers.SIGNED_IN,
    {
        functions.channels.GetChannelsRequest: get_channels,
        functions.channels.GetFullChannelRequest: get_full_channel,
        functions.channels.GetParticipantRequest: get_participant,
        functions.channels.LeaveChannelRequest: leave_channel,
        functions.channels.DeleteMessagesRequest: delete_messages,
        functions.channels.ReadHistoryRequest: read_history,
    },
) | table(Callers.PEOPLE, {functions.channels.JoinChannelRequest: join_channel})
