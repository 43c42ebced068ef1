"""The bot's side of conversations: what people write and which buttons they press."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from telethon import events, functions, types, utils

from bot.desk.requests import Click
from bot.errors import SendError
from bot.message import Command
from bot.telegram import settled
from bot.telegram.failures import sending
from bot.telegram.mapping import aware, origin
from storage.records import NewRequest, Origin, PersonId, RequestKind

log = logging.getLogger(__name__)


class TelegramChat:
    """Hears the bot account; `requests` and `clicks` hold what came until somebody takes it."""

    def __init__(self, client: Any, *, own_id: int, arrived: Callable[[], None]) -> None:
        """`arrived` is called after each request or click."""
        self.requests: deque[NewRequest] = deque()
        self.clicks: deque[Click] = deque()
        self._client = client
        self._own_id = own_id
        self._arrived = arrived
        settled.report_too_long(client)
        client.add_event_handler(self._message, events.NewMessage(incoming=True))
        client.add_event_handler(self._service, events.Raw((types.UpdateNewMessage, types.UpdateNewChannelMessage)))
        client.add_event_handler(self._click, events.CallbackQuery())

    async def _message(self, event: Any) -> None:
        message = event.message
        if message.sender_id is None or message.post:
            return  # a channel: nobody whom we could recognise
        if event.chat_id < 0 and not (message.raw_text or "").startswith("/"):
            return  # people among themselves: what is no command is none of ours, and not to be kept
        # Nothing is waited for and nothing asked: the pts is past this message already, and Telethon hides errors.
        sender = event.sender  # None where the update did not bring them along
        self.requests.append(
            NewRequest(
                chat_id=event.chat_id,
                message_id=message.id,
                person_id=PersonId(message.sender_id),
                person_name=utils.get_display_name(sender) or str(message.sender_id),
                person_language=getattr(sender, "lang_code", None),
                kind=RequestKind.FORWARD if message.fwd_from else RequestKind.MESSAGE,
                text=message.raw_text or "",
                forward=_origin(message),
                sent_at=aware(message.date),
                reply_to=_replied_to(message),
                topic=_topic(message),
                chat_title=getattr(event.chat, "title", None) or "",
            )
        )
        self._arrived()

    async def _service(self, update: Any) -> None:
        """The bot was let into a group, or a group became a supergroup, which has another id."""
        message = update.message
        if not isinstance(message, types.MessageService):
            return
        kind, text = _happened(message, self._own_id)
        if kind is None:
            return
        chat_id = utils.get_peer_id(message.peer_id)
        sender_id = utils.get_peer_id(message.from_id) if message.from_id else chat_id
        entities = getattr(update, "_entities", None) or {}
        self.requests.append(
            NewRequest(
                chat_id=chat_id,
                message_id=message.id,
                person_id=PersonId(sender_id),
                person_name=utils.get_display_name(entities.get(sender_id)) or str(sender_id),
                person_language=None,
                kind=kind,
                text=text,
                forward=None,
                sent_at=aware(message.date),
                chat_title=getattr(entities.get(chat_id), "title", None) or "",
            )
        )
        self._arrived()

    def settled_pts(self) -> int | None:
        """The account's pts up to which every request was taken; None while some wait, or it is not known."""
        return None if self.requests else settled.reached(self._client)

    async def remember(self) -> None:
        """Keep where the account stands, which Telethon does once a minute."""
        await settled.remember(self._client)

    async def _click(self, event: Any) -> None:
        self.clicks.append(
            Click(
                query_id=event.id,
                person_id=PersonId(event.sender_id),
                chat_id=event.chat_id,
                message_id=event.message_id,
                data=event.data.decode(errors="replace"),
            )
        )
        self._arrived()

    async def set_menu(self, person_id: PersonId | None, commands: dict[str, Iterable[Command]]) -> bool:
        """Show somebody (or, for None, everybody else) a command menu in each language; False where Telegram refuses.

        Whoever reads Telegram in another language sees the Ukrainian one.
        """
        scope: Any = types.BotCommandScopeDefault()
        try:
            with sending():
                if person_id is not None:
                    scope = types.BotCommandScopePeer(await self._client.get_input_entity(person_id))
                for code, menu in (("", commands["uk"]), *commands.items()):
                    listed = [types.BotCommand(line.name, line.description) for line in menu]
                    await self._client(functions.bots.SetBotCommandsRequest(scope, code, listed))
        except (SendError, ValueError) as error:  # ValueError: somebody who never wrote to the bot
            log.info("menu_not_set", extra={"person": person_id, "error": str(error)})
            return False
        return True


def _happened(message: Any, own_id: int) -> tuple[RequestKind | None, str]:
    """What a notice of a group means to the bot, if anything."""
    match message.action:
        case types.MessageActionChatAddUser(users=users) | types.MessageActionChatCreate(users=users):
            return (RequestKind.ADDED, "") if own_id in users else (None, "")
        case types.MessageActionChatMigrateTo(channel_id=number):
            new = utils.get_peer_id(types.PeerChannel(number))
            return RequestKind.MOVED, f"{utils.get_peer_id(message.peer_id)} {new}"
        case types.MessageActionChannelMigrateFrom(chat_id=number):
            old = utils.get_peer_id(types.PeerChat(number))
            return RequestKind.MOVED, f"{old} {utils.get_peer_id(message.peer_id)}"
    return None, ""


def _topic(message: Any) -> int | None:
    """The topic of a group in which something was written; None is the general one, or there are none."""
    header = message.reply_to
    if not getattr(header, "forum_topic", False):
        return None
    top: int | None = header.reply_to_top_id
    return top or int(header.reply_to_msg_id)


def _replied_to(message: Any) -> int | None:
    """What somebody answered. In a topic everything answers the message that began it, which is no answer."""
    header = message.reply_to
    if getattr(header, "forum_topic", False) and header.reply_to_top_id is None:
        return None
    answered: int | None = message.reply_to_msg_id
    return answered


def _origin(message: Any) -> Origin | None:
    try:
        return origin(message.fwd_from)
    except (AttributeError, TypeError, ValueError):  # a header of a kind we do not know must not cost the request
        log.exception("forward_unread", extra={"chat": message.chat_id, "message_id": message.id})
        return None
