"""Leaving a channel that nobody wants any more."""

import logging

from bot.errors import ChannelError
from bot.incoming import Source
from storage.api import Store
from storage.records import Channel

log = logging.getLogger(__name__)


async def leave(store: Store, source: Source, channel: Channel) -> None:
    """Leave a public channel; a private one might not let us in again."""
    access = (await store.channels.access(source.account)).get(channel.id)
    if access is None or not channel.spec.username:
        return
    try:
        await source.leave(access)
    except ChannelError as error:  # we are out already, or may go later: nothing is stored of it either way
        log.info("channel_not_left", extra={"channel": channel.title, "error": str(error)})
