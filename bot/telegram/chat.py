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

MENU_LANGUAGES = ("uk", "en")


class TelegramChat:
    """Hears the bot account; `requests` and `clicks` hold what came until somebody takes it."""

    def __init__(self, client: Any, *, arrived: Callable[[], None]) -> None:
        """`arrived` is called after each request or click."""
        self.requests: deque[NewRequest] = deque()
        self.clicks: deque[Click] = deque()
        self._client = client
        self._arrived = arrived
        settled.report_too_long(client)
        client.add_event_handler(self._message, events.NewMessage(incoming=True))
        client.add_event_handler(self._click, events.CallbackQuery())

    async def _message(self, event: Any) -> None:
        message = event.message
        if message.sender_id is None or message.sender_id < 0:
            return  # an anonymous administrator or a channel: nobody whom we could recognise
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
                reply_to=message.reply_to_msg_id,
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


def _origin(message: Any) -> Origin | None:
    try:
        return origin(message.fwd_from)
    except (AttributeError, TypeError, ValueError):  # a header of a kind we do not know must not cost the request
        log.exception("forward_unread", extra={"chat": message.chat_id, "message_id": message.id})
        return None
