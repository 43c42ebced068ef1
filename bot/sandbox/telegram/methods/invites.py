"""Invitations: looking at a t.me/+ link, and joining by it."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.methods.channels import joined
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.world.channels import Channel


def check_chat_invite(call: Call, request: Any) -> Any:
    """What a link leads to."""
    channel = _invited(call, request.hash)
    if call.account in channel.members:
        return types.ChatInviteAlready(peers.channel(channel, call.account))
    return types.ChatInvite(
        channel.title,
        types.PhotoEmpty(0),
        len(channel.members),
        color=0,
        channel=True,
        broadcast=channel.broadcast or None,
        megagroup=not channel.broadcast or None,
        public=not channel.private or None,
    )


def import_chat_invite(call: Call, request: Any) -> Any:
    """Join by a link."""
    channel = _invited(call, request.hash)
    if call.account in channel.members:
        raise Refusal("USER_ALREADY_PARTICIPANT")
    if channel.approves:
        channel.asking.add(call.account)
        raise Refusal("INVITE_REQUEST_SENT")
    return types.messages.ChatInviteJoinResultOk(joined(call, channel))


def _invited(call: Call, invite_hash: str) -> Channel:
    channel = next((one for one in call.world.channels.values() if one.invite_hash == invite_hash), None)
    if channel is None or call.account in channel.banned:
        raise Refusal("INVITE_HASH_EXPIRED")
    return channel


METHODS = table(
    Callers.PEOPLE,
    {
        functions.messages.CheckChatInviteRequest: check_chat_invite,
        functions.messages.ImportChatInviteRequest: import_chat_invite,
    },
)
