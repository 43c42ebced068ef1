"""messages.*: sending, editing, deleting, forwarding."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.methods.files import uploaded_photo
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import messages, peers
from bot.sandbox.telegram.world.accounts import Bot
from bot.sandbox.telegram.world.boxes import Box
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Draft, Message
from bot.sandbox.telegram.world.places import Place, PrivateChat


def send_message(call: Call, request: Any) -> Any:
    """Send a text. A `random_id` that was used before sends nothing and answers with the first message."""
    return _send(call, request)


def send_media(call: Call, request: Any) -> Any:
    """Send a picture with a text."""
    return _send(call, request, request.media)


def start_bot(call: Call, request: Any) -> Any:
    """Open a bot by a link with a payload."""
    bot = peers.account(call.world, call.account, request.bot)
    if not isinstance(bot, Bot):
        raise Refusal("BOT_INVALID")
    place = call.world.private(call.account, bot)
    message = call.world.send(call.account, place, Draft(text=f"/start {request.start_param}".rstrip()))
    return _sent(call, place, message, request.random_id)


def _send(call: Call, request: Any, media: Any = None) -> Any:
    place = peers.place(call.world, call.account, request.peer)
    first = call.world.sent(call.account, place, request.random_id)
    if first is not None:
        return _sent_before(call, place, first, request.random_id)
    if call.server.limits is not None:
        call.server.limits.check(call.account, place)
    reply_to, topic = _replied_to(call, place, request.reply_to)
    draft = Draft(
        text=request.message,
        entities=tuple(request.entities or ()),
        buttons=messages.buttons_of(request.reply_markup),
        photo=uploaded_photo(call, media),
        reply_to=reply_to,
        topic=topic,
        silent=bool(request.silent),
    )
    message = call.world.send(call.account, place, draft, random_id=request.random_id)
    if isinstance(place, PrivateChat) and media is None:
        return _short(call, message)
    return _sent(call, place, message, request.random_id)


def _replied_to(call: Call, place: Place, reply: Any) -> tuple[Message | None, Message | None]:
    """The message that is answered, and the topic; whoever answers the notice of a topic writes in it."""
    if reply is None:
        return None, None
    found = place.box_for(call.account).messages.get(reply.reply_to_msg_id)
    topics = place.topics if isinstance(place, Channel) else set()
    if found is None and reply.reply_to_msg_id in topics:
        raise Refusal("TOPIC_DELETED")
    if found is None or found.place is not place:
        raise Refusal("REPLY_MESSAGE_ID_INVALID")
    return (None, found) if found.id in topics else (found, found.topic)


def _short(call: Call, message: Message) -> Any:
    """Texts in private chats are answered with no more than what the client cannot know."""
    event = call.account.box.log[-1]
    return types.UpdateShortSentMessage(
        message.id_for(call.account),
        event.pts,
        event.count,
        message.date,
        out=True,
        entities=list(message.entities) or None,
    )


def _sent(call: Call, place: Place, *sent: Any) -> Any:
    """Updates with messages that were just sent: message, random_id, message, random_id…"""
    shown, random_ids = sent[::2], sent[1::2]
    log = place.box_for(call.account).log
    events = {event.messages[0]: event for event in log[-2 * len(shown) :]}
    ids = [
        types.UpdateMessageID(message.id_for(call.account), random_id)
        for message, random_id in zip(shown, random_ids, strict=True)
    ]
    news = [messages.update(events[message], call.account) for message in shown if message in events]
    return _updates(call, ids + news, list(shown))


def _sent_before(call: Call, place: Place, first: Message, random_id: int) -> Any:
    """The first message, as it is now, with nothing added to pts."""
    box = place.box_for(call.account)
    told = [types.UpdateMessageID(first.id_for(call.account), random_id)]
    if first.id_for(call.account) in box.messages:
        kind = types.UpdateNewChannelMessage if isinstance(place, Channel) else types.UpdateNewMessage
        told.append(kind(messages.message(first, call.account), box.pts, 0))
    return _updates(call, told, [first])


def edit_message(call: Call, request: Any) -> Any:
    """Change a message of one's own. Buttons that are not sent again go away."""
    place = peers.place(call.world, call.account, request.peer)
    box = place.box_for(call.account)
    message = _own(call, box, place, request.id)
    if request.message is None:
        text, entities = message.text, message.entities
    else:
        text, entities = request.message, tuple(request.entities or ())
    photo = uploaded_photo(call, request.media)
    call.world.edit(message, text, entities, messages.buttons_of(request.reply_markup), photo=photo)
    return _updates(call, [messages.update(box.log[-1], call.account)], [message])


def _own(call: Call, box: Box, place: Place, message_id: int) -> Message:
    message = box.messages.get(message_id)
    if message is None or message.place is not place:
        raise Refusal("MESSAGE_ID_INVALID")
    posted = isinstance(place, Channel) and message.sender is None and call.account in place.admins
    if message.sender is not call.account and not posted:
        raise Refusal("MESSAGE_AUTHOR_REQUIRED")
    return message


def delete_messages(call: Call, request: Any) -> Any:
    """Delete messages of private chats and groups: for everybody, or for oneself alone."""
    box = call.account.box
    before = box.pts
    if request.revoke or isinstance(call.account, Bot):
        call.world.delete(messages.present(box, request.id))
    else:
        box.remove(request.id)
    return types.messages.AffectedMessages(box.pts, box.pts - before)


def forward_messages(call: Call, request: Any) -> Any:
    """Forward messages."""
    source = peers.place(call.world, call.account, request.from_peer)
    place = peers.place(call.world, call.account, request.to_peer)
    sent: list[Any] = []
    for message in messages.present(source.box_for(call.account), request.id):
        random_id = request.random_id[len(sent) // 2]
        sent += [call.world.forward(call.account, message, place, random_id=random_id), random_id]
    if not sent:
        raise Refusal("MESSAGE_ID_INVALID")
    return _sent(call, place, *sent)


def read_history(call: Call, _request: Any) -> Any:
    """Nobody counts what is unread."""
    return types.messages.AffectedMessages(call.account.box.pts, 0)


def set_typing(_call: Call, _request: Any) -> bool:
    """Nobody sees it."""
    return True


def _updates(call: Call, told: list[Any], shown: list[Message]) -> Any:
    cast = messages.Cast(call.account).meet_in(shown)
    return types.Updates(told, cast.users, cast.chats, call.world.now(), 0)


METHODS = table(
    Callers.SIGNED_IN,
    {
        functions.messages.SendMessageRequest: send_message,
        functions.messages.SendMediaRequest: send_media,
        functions.messages.EditMessageRequest: edit_message,
        functions.messages.DeleteMessagesRequest: delete_messages,
        functions.messages.ForwardMessagesRequest: forward_messages,
        functions.messages.SetTypingRequest: set_typing,
    },
) | table(
    Callers.PEOPLE,
    {
        functions.messages.StartBotRequest: start_bot,
        functions.messages.ReadHistoryRequest: read_history,
    },
)
