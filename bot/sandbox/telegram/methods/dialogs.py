"""messages.getDialogs: the list of an account's chats, the most recent first."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.wire import messages, peers
from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Message
from bot.sandbox.telegram.world.places import Group, Place

MOST = 100


def get_dialogs(call: Call, request: Any) -> Any:
    """A page of chats."""
    dialogs = _dialogs(call)
    start = _position(call, dialogs, request.offset_peer)
    page = dialogs[start : start + max(1, min(request.limit, MOST))]
    return _answer(call, page, count=len(dialogs))


def get_peer_dialogs(call: Call, request: Any) -> Any:
    """Some chats, named."""
    places = [peers.place(call.world, call.account, named.peer) for named in request.peers]
    answer = _answer(call, [(place, _top(place, call.account)) for place in places], count=len(places))
    state = types.updates.State(call.account.box.pts, 0, call.world.now(), 0, 0)
    return types.messages.PeerDialogs(answer.dialogs, answer.messages, answer.chats, answer.users, state)


def channel_dialog(channel: Channel, viewer: Account) -> Any:
    """A channel as a line in the list; it carries the channel's pts."""
    return _dialog(channel, _top(channel, viewer), viewer)


def _dialogs(call: Call) -> list[tuple[Place, Message | None]]:
    account = call.account
    joined: list[Place] = [channel for channel in call.world.channels.values() if account in channel.members]
    own = [place for place in account.box.places if not isinstance(place, Group) or account in place.members]
    dialogs = [(place, _top(place, account)) for place in joined + own]
    return sorted((dialog for dialog in dialogs if dialog[1] is not None), key=_recent, reverse=True)


def _recent(dialog: tuple[Place, Message | None]) -> tuple[float, int]:
    place, top = dialog
    return (top.date.timestamp() if top else 0.0, place.instance)


def _position(call: Call, dialogs: list[tuple[Place, Message | None]], after: Any) -> int:
    """Where the page begins: behind the chat that the last page ended with."""
    if isinstance(after, types.InputPeerEmpty):
        return 0
    last = peers.place(call.world, call.account, after)
    return next((number for number, (place, _) in enumerate(dialogs, 1) if place is last), 0)


def _top(place: Place, viewer: Account) -> Message | None:
    box = place.box_for(viewer)
    thread = box.thread(place)
    return box.messages[thread[-1]] if thread else None


def _dialog(place: Place, top: Message | None, viewer: Account) -> Any:
    return types.Dialog(
        peers.peer(place, viewer),
        top_message=top.id_for(viewer) if top else 0,
        read_inbox_max_id=0,
        read_outbox_max_id=0,
        unread_count=0,
        unread_mentions_count=0,
        unread_reactions_count=0,
        unread_poll_votes_count=0,
        notify_settings=types.PeerNotifySettings(),
        pts=place.pts if isinstance(place, Channel) else None,
    )


def _answer(call: Call, page: list[tuple[Place, Message | None]], *, count: int) -> Any:
    tops = [top for _, top in page if top is not None]
    cast = (
        messages.Cast(call.account)
        .meet_in(tops)
        .meet(*(place for place, _ in page if isinstance(place, Channel | Group)))
    )
    return types.messages.DialogsSlice(
        count,
        [_dialog(place, top, call.account) for place, top in page],
        [messages.message(top, call.account) for top in tops],
        cast.chats,
        cast.users,
    )


METHODS = table(
    Callers.PEOPLE,
    {
        functions.messages.GetDialogsRequest: get_dialogs,
        functions.messages.GetPeerDialogsRequest: get_peer_dialogs,
    },
)
