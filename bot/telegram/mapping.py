"""Telegram's types in our words, and back."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from telethon import Button, TelegramClient, types, utils

from bot.incoming import Incoming
from bot.message import Message
from storage.records import Entity, EntityKind, Origin

ENTITIES: dict[type, EntityKind] = {
    types.MessageEntityBold: EntityKind.BOLD,
    types.MessageEntityItalic: EntityKind.ITALIC,
    types.MessageEntityUnderline: EntityKind.UNDERLINE,
    types.MessageEntityStrike: EntityKind.STRIKE,
    types.MessageEntitySpoiler: EntityKind.SPOILER,
    types.MessageEntityCode: EntityKind.CODE,
    types.MessageEntityPre: EntityKind.PRE,
    types.MessageEntityTextUrl: EntityKind.LINK,
    types.MessageEntityUrl: EntityKind.URL,
    types.MessageEntityMention: EntityKind.MENTION,
    types.MessageEntityHashtag: EntityKind.HASHTAG,
    types.MessageEntityCashtag: EntityKind.CASHTAG,
    types.MessageEntityEmail: EntityKind.EMAIL,
    types.MessageEntityPhone: EntityKind.PHONE,
    types.MessageEntityBotCommand: EntityKind.COMMAND,
}
PLAIN: dict[EntityKind, type] = {
    kind: maker
    for maker, kind in ENTITIES.items()
    # Telegram finds the others in the text by itself; a command or a mention is never ours to make
    if kind not in (EntityKind.LINK, EntityKind.PRE, EntityKind.URL, EntityKind.MENTION, EntityKind.COMMAND)
}
DOCUMENTS: Sequence[tuple[type, str]] = (
    (types.DocumentAttributeSticker, "sticker"),
    (types.DocumentAttributeAnimated, "animation"),
    (types.DocumentAttributeVideo, "video"),
    (types.DocumentAttributeAudio, "audio"),
)
MEDIA: dict[type, str] = {
    types.MessageMediaPhoto: "photo",
    types.MessageMediaPoll: "poll",
    types.MessageMediaGeo: "location",
    types.MessageMediaGeoLive: "location",
    types.MessageMediaVenue: "location",
    types.MessageMediaContact: "contact",
}


def incoming(message: Any, *, pts: int | None) -> Incoming:
    """A channel's message, ordinary or of service, as it reads at a pts of the channel (None: nobody said).

    `raw` text and entities: markdown would put marks inside words.
    """
    telegram_id = message.peer_id.channel_id
    if isinstance(message, types.MessageService):
        return Incoming(
            telegram_id=telegram_id, message_id=message.id, sent_at=aware(message.date), text="", is_service=True
        )
    return Incoming(
        telegram_id=telegram_id,
        message_id=message.id,
        sent_at=aware(message.date),
        text=message.message or "",
        entities=entities_in(message.entities or ()),
        album=message.grouped_id,
        forward=origin(message.fwd_from),
        reply_to=getattr(message.reply_to, "reply_to_msg_id", None),
        media=media_kind(message.media),
        edited_at=aware(message.edit_date) if message.edit_date else None,
        pts=pts or None,  # Telethon writes 0 where a difference says no pts
    )


def aware(moment: datetime) -> datetime:
    """Telegram's times are UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def entities_in(entities: Iterable[Any]) -> tuple[Entity, ...]:
    """The formatting we know; custom emoji and mentions by id are left to the plain text."""
    found = []
    for entity in entities:
        kind = ENTITIES.get(type(entity))
        if isinstance(entity, types.MessageEntityBlockquote):
            kind = EntityKind.EXPANDABLE_QUOTE if entity.collapsed else EntityKind.QUOTE
        if kind is not None:
            url = entity.url if kind is EntityKind.LINK else None
            found.append(Entity(kind=kind, offset=entity.offset, length=entity.length, url=url))
    return tuple(found)


def entities_out(entities: Iterable[Entity]) -> list[Any]:
    """Our formatting as Telegram's."""
    made = [_entity_out(entity) for entity in entities]
    return [entity for entity in made if entity is not None]


def _entity_out(entity: Entity) -> Any | None:
    place = (entity.offset, entity.length)
    if entity.kind is EntityKind.LINK:
        return types.MessageEntityTextUrl(*place, url=entity.url or "")
    if entity.kind is EntityKind.PRE:
        return types.MessageEntityPre(*place, language="")
    if entity.kind in (EntityKind.QUOTE, EntityKind.EXPANDABLE_QUOTE):
        return types.MessageEntityBlockquote(*place, collapsed=entity.kind is EntityKind.EXPANDABLE_QUOTE)
    maker = PLAIN.get(entity.kind)
    return maker(*place) if maker else None


def markup(message: Message) -> Any | None:
    """The buttons under a message."""
    if not message.buttons:
        return None
    return TelegramClient.build_reply_markup(
        [
            [
                Button.url(button.text, button.url) if button.url else Button.inline(button.text, button.data)
                for button in row
            ]
            for row in message.buttons
        ]
    )


def origin(forward: Any | None) -> Origin | None:
    """Where a forwarded message comes from."""
    if forward is None:
        return None
    return Origin(
        name=forward.from_name or forward.post_author,
        telegram_id=utils.get_peer_id(forward.from_id, add_mark=False) if forward.from_id else None,
        message_id=forward.channel_post,
        sent_at=aware(forward.date) if forward.date else None,
    )


def media_kind(media: Any | None) -> str | None:
    """What a message carries besides text; a preview of a link is nothing of its own."""
    if media is None or isinstance(media, types.MessageMediaEmpty | types.MessageMediaWebPage):
        return None
    if isinstance(media, types.MessageMediaDocument):
        attributes = getattr(media.document, "attributes", None) or ()
        if any(isinstance(attribute, types.DocumentAttributeAudio) and attribute.voice for attribute in attributes):
            return "voice"
        for maker, kind in DOCUMENTS:
            if any(isinstance(attribute, maker) for attribute in attributes):
                return kind
        return "document"
    return MEDIA.get(type(media), "other")
