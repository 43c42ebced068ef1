"""The few inner parts of Telethon that nothing public replaces. Telethon is pinned for their sake; each has its test.

1. The first pts of a channel: without it Telethon asks for no difference of that channel (facts: only dialogs seed it).
2. The moment after an automatic reconnect: Telethon catches nothing up by itself then.
3. Requests that are pending when it disconnects: Telethon cancels them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from telethon._updates import Entity, EntityType


def seed_pts(client: Any, *, telegram_id: int, access_hash: int, pts: int) -> None:
    """Let Telethon follow a channel's differences from here, unless it does so already."""
    client._message_box.try_set_channel_state(telegram_id, pts)  # noqa: SLF001
    client._mb_entity_cache.put(Entity(EntityType.CHANNEL, telegram_id, access_hash))  # noqa: SLF001


def after_reconnect(client: Any, first: Callable[[], None], then: Callable[[], Awaitable[None]]) -> None:
    """Have things done after each automatic reconnect: `first` before Telethon asks anything, `then` after it did."""
    own = client._handle_auto_reconnect  # noqa: SLF001

    async def all_three() -> None:
        first()
        await own()
        await then()

    client._sender._auto_reconnect_callback = all_three  # noqa: SLF001


@contextmanager
def cut_is_an_error() -> Iterator[None]:
    """Let whoever waits for an answer learn that the connection was ended.

    Telethon cancels its pending requests when it disconnects, so their waiters would seem cancelled, by nobody.
    """
    try:
        yield
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise ConnectionError("the connection was ended before Telegram answered") from error
