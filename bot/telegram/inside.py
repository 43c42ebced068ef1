"""The few inner parts of Telethon that nothing public replaces. Telethon is pinned for their sake; each has its test.

1. The first pts of a channel: without it Telethon asks for no difference of that channel (facts: only dialogs seed it).
2. The moment after an automatic reconnect: Telethon catches nothing up by itself then.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telethon._updates import Entity, EntityType


def seed_pts(client: Any, *, telegram_id: int, access_hash: int, pts: int) -> None:
    """Let Telethon follow a channel's differences from here, unless it does so already."""
    client._message_box.try_set_channel_state(telegram_id, pts)  # noqa: SLF001
    client._mb_entity_cache.put(Entity(EntityType.CHANNEL, telegram_id, access_hash))  # noqa: SLF001


def after_reconnect(client: Any, call: Callable[[], Awaitable[None]]) -> None:
    """Have something done after each automatic reconnect, once Telethon has done its own."""
    own = client._handle_auto_reconnect  # noqa: SLF001

    async def both() -> None:
        await own()
        await call()

    client._sender._auto_reconnect_callback = both  # noqa: SLF001
