"""Messages go out through here, by the bot's account over MTProto: only there is a send idempotent (`random_id`)."""

from pathlib import Path
from typing import Any

from telethon import errors, functions, types

from bot.errors import Unreachable, Wait
from bot.message import Message
from bot.telegram.failures import sending
from bot.telegram.mapping import entities_out, markup


class TelegramSender:
    """Sends and edits with a connected bot client."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._peers: dict[int, Any] = {}

    async def send(
        self, chat_id: int, message: Message, *, random_id: int, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        """Send once for a random_id, however often it is called with it; returns the message's id in the chat."""
        with sending():
            result = await self._client(
                functions.messages.SendMessageRequest(
                    peer=await self._peer(chat_id),
                    message=message.text,
                    random_id=random_id,
                    entities=entities_out(message.entities),
                    reply_markup=markup(message),
                    no_webpage=not message.preview,
                    silent=message.silent,
                    reply_to=_reply(reply_to, topic),
                )
            )
        return message_id(result, random_id)

    async def edit(self, chat_id: int, message_id: int, message: Message, *, picture: Path | None = None) -> None:
        """Make a message show this, under a picture if one is given; showing it already is success."""
        with sending():
            try:
                await self._client(
                    functions.messages.EditMessageRequest(
                        peer=await self._peer(chat_id),
                        id=message_id,
                        message=message.text,
                        entities=entities_out(message.entities),
                        reply_markup=markup(message),
                        no_webpage=not message.preview,
                        media=await self._uploaded(picture) if picture else None,
                    )
                )
            except errors.MessageNotModifiedError:
                return

    async def answer(self, query_id: int, text: str, *, alert: bool) -> None:
        """Answer a press of a button; an answer that comes too late is nobody's loss."""
        with sending():
            try:
                await self._client(
                    functions.messages.SetBotCallbackAnswerRequest(
                        query_id=query_id, cache_time=0, message=text[:200], alert=alert
                    )
                )
            except errors.QueryIdInvalidError:
                return

    async def _uploaded(self, picture: Path) -> Any:
        # Named for Telegram, which tells pictures by the ending; on our side it has none.
        return types.InputMediaUploadedPhoto(await self._client.upload_file(picture, file_name="photo.jpg"))

    async def _peer(self, chat_id: int) -> Any:
        if chat_id not in self._peers:
            try:
                self._peers[chat_id] = await self._client.get_input_entity(chat_id)
            except ValueError as error:
                raise Unreachable("has not written to the bot yet") from error
        return self._peers[chat_id]


def _reply(reply_to: int | None, topic: int | None) -> Any:
    """A message of a topic answers the one that began it, or names it beside the one that it answers.

    https://core.telegram.org/constructor/inputReplyToMessage
    """
    if reply_to is None:
        return None if topic is None else types.InputReplyToMessage(topic)
    return types.InputReplyToMessage(reply_to, top_msg_id=topic if topic != reply_to else None)


def message_id(result: Any, random_id: int) -> int:
    """The id that a sent message got. A repeated send answers with it as well, a first private one in short form."""
    if isinstance(result, types.UpdateShortSentMessage):
        return int(result.id)
    for update in result.updates:
        if isinstance(update, types.UpdateMessageID) and update.random_id == random_id:
            return int(update.id)
    raise Wait(1, only_this_chat=True)  # nothing in the answer names it; asking again does
