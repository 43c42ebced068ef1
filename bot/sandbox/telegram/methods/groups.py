"""Basic groups: looking at them, and leaving."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.wire.messages import Cast


def get_chats(call: Call, request: Any) -> Any:
    """Groups by their ids."""
    groups = (peers.basic_group(call.world, call.account, group_id) for group_id in request.id)
    return types.messages.Chats(Cast(call.account).meet(*groups).chats)


def get_full_chat(call: Call, request: Any) -> Any:
    """More about a group, its members among it."""
    group = peers.basic_group(call.world, call.account, request.chat_id)
    creator = next(iter(group.members))
    members: list[Any] = [types.ChatParticipantCreator(creator.id)]
    members += [
        types.ChatParticipant(member.id, creator.id, group.created_at)
        for member in group.members
        if member is not creator
    ]
    full = types.ChatFull(
        group.id,
        about="",
        participants=types.ChatParticipants(group.id, members, group.version + 1),
        notify_settings=types.PeerNotifySettings(),
    )
    cast = Cast(call.account).meet(group, *group.members)
    return types.messages.ChatFull(full, cast.chats, cast.users)


def delete_chat_user(call: Call, request: Any) -> Any:
    """Leave a group, or put somebody out of it."""
    group = peers.basic_group(call.world, call.account, request.chat_id)
    group.remove(peers.account(call.world, call.account, request.user_id))
    return types.Updates([], [], Cast(call.account).meet(group).chats, call.world.now(), 0)


METHODS = table(
    Callers.SIGNED_IN,
    {
        functions.messages.GetChatsRequest: get_chats,
        functions.messages.GetFullChatRequest: get_full_chat,
        functions.messages.DeleteChatUserRequest: delete_chat_user,
    },
)
