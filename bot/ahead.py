"""Channels that an account may have to take over: their names are resolved ahead, while nothing else needs one.

So a hand-over waits for no name: such a channel can be asked about at once, and is joined when its turn comes.
"""

import logging
from dataclasses import dataclass, field, replace

from bot.asking import Ask, Asking
from bot.crew import Share
from bot.errors import ChannelError, ChannelWait
from bot.incoming import Source
from storage.api import Store
from storage.records import ChannelId, Mode

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Ahead:
    """Of one account."""

    store: Store
    source: Source
    share: Share
    asking: Asking
    _refused: set[ChannelId] = field(default_factory=set)  # until the next start

    async def resolve(self) -> int:
        """Resolve one, where as many names as ever may be asked for; returns how many."""
        if not self.asking.is_idle(Ask.NAME):
            return 0
        known = await self.store.channels.access(self.source.account)
        wanted = [one for one in await self.share.backed() if one.id not in known and one.id not in self._refused]
        if not wanted:
            return 0
        channel = min(wanted, key=lambda one: (one.spec.tier, one.id))
        self.asking.count(Ask.NAME)
        try:
            spec = replace(channel.spec, mode=Mode.POLL)  # it is not joined
            found = await self.source.follow(spec, pinned=channel.telegram_id, access=None)
        except ChannelWait as wait:
            self.asking.wait(Ask.NAME, wait)
            return 0
        except ChannelError as error:  # whoever follows it knows better
            log.info("channel_not_resolved_ahead", extra={"channel": channel.title, "error": str(error)})
            self._refused.add(channel.id)
            return 0
        await self.store.channels.know(channel.id, found.access)
        return 1
