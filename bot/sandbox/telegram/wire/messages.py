"""Messages as one account sees them."""

from collections.abc import Iterable
from typing import Any

from telethon.tl import types

from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.wire.peers import DATA_CENTRE
from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.boxes import Box, Event, Kind
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Button, Buttons, Message, Origin, Photo
from bot.sandbox.telegram.world.places import Group, PrivateChat

TOPIC_COLOUR = 0x6FB9F0


def _title(message: Message) -> str:
    return getattr(message.place, "title", "")


NOTICES: dict[str, Any] = {
    "created": lambda message: (
        types.MessageActionChatCreate(_title(message), [member.id for member in message.place.members])
        if isinstance(message.place, Group)
        else types.MessageActionChannelCreate(_title(message))
    ),
    "renamed": lambda message: types.MessageActionChatEditTitle(_title(message)),
    "photo changed": lambda message: types.MessageActionChatEditPhoto(picture(message.photo)),
    "photo removed": lambda _message: types.MessageActionChatDeletePhoto(),
    "pinned": lambda _message: types.MessageActionPinMessage(),
    "let in": lambda message: types.MessageActionChatAddUser([message.subject.id]),
    "topic": lambda message: types.MessageActionTopicCreate(message.text, TOPIC_COLOUR),
    "moved to": lambda message: types.MessageActionChatMigrateTo(message.subject.id),
    "moved from": lambda message: types.MessageActionChannelMigrateFrom(_title(message), message.subject.id),
    "history cleared": lambda _message: types.MessageActionHistoryClear(),
}
"""What may stand in place of a text."""


def message(shown: Message, viewer: Account) -> Any:
    """A message, or a notice."""
    shared: dict[str, Any] = {
        "id": shown.id_for(viewer),
        "peer_id": peers.peer(shown.place, viewer),
        "date": shown.date,
        "out": shown.sender is viewer or None,
        "silent": shown.silent or None,
        "post": shown.sender is None or None,
        "from_id": _author(shown),
        "reply_to": _reply(shown, viewer),
    }
    if shown.service is not None:
        return types.MessageService(**shared, action=NOTICES[shown.service](shown))
    public = isinstance(shown.place, Channel) and shown.place.broadcast
    return types.Message(
        **shared,
        message=shown.text,
        entities=list(shown.entities) or None,
        media=_media(shown.photo),
        reply_markup=_markup(shown.buttons),
        fwd_from=_forwarded(shown.forwarded),
        grouped_id=shown.grouped_id,
        edit_date=shown.edited_at,
        edit_hide=shown.edit_hidden or None,
        views=shown.views if public else None,
        forwards=shown.forwards if public else None,  # both or neither: they share a flag
        reactions=_reactions(shown.reactions),
    )


def _author(shown: Message) -> Any:
    """Private chats leave it out: the peer and `out` say it."""
    if shown.sender is None or isinstance(shown.place, PrivateChat):
        return None
    return types.PeerUser(shown.sender.id)


def _reply(shown: Message, viewer: Account) -> Any:
    known_as = shown.reply_to.id_for(viewer) if shown.reply_to else 0
    if shown.topic is not None:
        top = shown.topic.id
        return types.MessageReplyHeader(
            forum_topic=True, reply_to_msg_id=known_as or top, reply_to_top_id=top if known_as else None
        )
    return types.MessageReplyHeader(reply_to_msg_id=known_as) if known_as else None


def _media(photo: Photo | None) -> Any:
    return None if photo is None else types.MessageMediaPhoto(photo=picture(photo))


def picture(photo: Photo) -> Any:
    """A photo, in the one size that it has."""
    size = types.PhotoSize("y", 1280, 720, len(photo.data))
    return types.Photo(
        photo.id,
        access_hash=photo.id ^ 0x5A5A5A5A,
        file_reference=b"\x01" + photo.id.to_bytes(8, "little"),
        date=photo.at,
        sizes=[size],
        dc_id=DATA_CENTRE,
    )


def _markup(buttons: Buttons) -> Any:
    if not buttons:
        return None
    rows = [types.KeyboardInlineButtonRow([_button(button) for button in row]) for row in buttons]
    return types.ReplyInlineMarkup(rows)


def _button(button: Button) -> Any:
    if button.url is not None:
        return types.KeyboardInlineButton(button.text, types.InlineButtonTypeUrl(button.url))
    return types.KeyboardInlineButton(button.text, types.InlineButtonTypeCallback(button.data))


def buttons_of(markup: Any) -> Buttons:
    """The buttons that a request brings."""
    if not isinstance(markup, types.ReplyInlineMarkup):
        return ()
    return tuple(tuple(_button_of(button) for button in row.buttons) for row in markup.rows)


def _button_of(button: Any) -> Button:
    kind = button.type
    return Button(button.text, data=getattr(kind, "data", None), url=getattr(kind, "url", None))


def _forwarded(origin: Origin | None) -> Any:
    if origin is None:
        return None
    source: Any = None
    if origin.channel is not None:
        source = types.PeerChannel(origin.channel.id)
    elif origin.account is not None:
        source = types.PeerUser(origin.account.id)
    return types.MessageFwdHeader(origin.date, from_id=source, from_name=origin.name, channel_post=origin.message_id)


def _reactions(count: int) -> Any:
    if not count:
        return None
    return types.MessageReactions([types.ReactionCount(types.ReactionEmoji("👍"), count)])


# -------------------------------------------------------------------- changes, and who is named in them


def update(event: Event, viewer: Account) -> Any:
    """A change as an update."""
    box = event.box
    channel = isinstance(box.owner, Channel)
    if event.kind is Kind.DELETED:
        if channel:
            return types.UpdateDeleteChannelMessages(box.owner.id, list(event.ids), event.pts, event.count)
        return types.UpdateDeleteMessages(list(event.ids), event.pts, event.count)
    shown = message(event.messages[0], viewer)
    if event.kind is Kind.NEW:
        kind = types.UpdateNewChannelMessage if channel else types.UpdateNewMessage
    else:
        kind = types.UpdateEditChannelMessage if channel else types.UpdateEditMessage
    return kind(shown, event.pts, event.count)


def present(box: Box, ids: Iterable[int]) -> list[Message]:
    """Those of the messages that are still there."""
    return [box.messages[message_id] for message_id in ids if message_id in box.messages]


class Cast:
    """Everybody whom an answer must introduce: those who write, where they write, and whom they forward."""

    def __init__(self, viewer: Account) -> None:
        self._viewer = viewer
        self._accounts: dict[Account, None] = {}
        self._places: dict[Channel | Group, None] = {}

    def meet(self, *met: peers.Entity | None) -> "Cast":
        """Introduce people, bots, channels, groups."""
        for one in met:
            if isinstance(one, Account):
                self._accounts[one] = None
            elif one is not None:
                self._places[one] = None
        return self

    def meet_in(self, messages: Iterable[Message]) -> "Cast":
        """Introduce everybody whom messages name."""
        for shown in messages:
            self.meet(shown.sender)
            if isinstance(shown.place, PrivateChat):
                self.meet(*shown.place.members)
            elif isinstance(shown.place, Channel | Group):
                self.meet(shown.place)
            if shown.forwarded is not None:
                self.meet(shown.forwarded.account, shown.forwarded.channel)
        return self

    @property
    def users(self) -> list[Any]:
        """People and bots."""
        return [peers.user(account, self._viewer) for account in self._accounts]

    @property
    def chats(self) -> list[Any]:
        """Channels and groups."""
        return [
            peers.channel(place, self._viewer) if isinstance(place, Channel) else peers.group(place, self._viewer)
            for place in self._places
        ]
