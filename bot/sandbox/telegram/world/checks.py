"""What Telegram checks in a message before it takes it. Lengths are counted in UTF-16 units, as everywhere there."""

from dataclasses import replace

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.messages import Buttons, Draft, Entities

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
DATA_LIMIT = 64


def checked(draft: Draft) -> Draft:
    """The draft as it is kept; refuses what Telegram refuses."""
    if draft.service is not None:
        return draft
    check_text(draft.text, with_photo=draft.photo is not None)
    check_buttons(draft.buttons)
    return replace(draft, entities=kept(draft.entities, draft.text)) if draft.entities else draft


def check_text(text: str, *, with_photo: bool) -> None:
    """Refuse an empty and a too long text."""
    if not text.strip() and not with_photo:
        raise Refusal("MESSAGE_EMPTY")
    if units(text) > (CAPTION_LIMIT if with_photo else TEXT_LIMIT):
        raise Refusal("MEDIA_CAPTION_TOO_LONG" if with_photo else "MESSAGE_TOO_LONG")


def check_buttons(buttons: Buttons) -> None:
    """Refuse buttons with too much data or with an address that is none."""
    for row in buttons:
        for button in row:
            if button.data is not None and not 0 < len(button.data) <= DATA_LIMIT:
                raise Refusal("BUTTON_DATA_INVALID")
            if button.url is not None and not button.url.startswith(("http://", "https://", "tg://")):
                raise Refusal("BUTTON_URL_INVALID")


def kept(entities: Entities, text: str) -> Entities:
    """The first hundred entities; refuses one that reaches beyond the text."""
    if entities:
        length = units(text)
        for entity in entities:
            if entity.offset < 0 or entity.length <= 0 or entity.offset + entity.length > length:
                raise Refusal("ENTITY_BOUNDS_INVALID")
    return entities[:ENTITY_LIMIT]


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
