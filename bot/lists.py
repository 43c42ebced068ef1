"""The operator's TOML lists, brought into storage."""

import logging
from datetime import datetime
from pathlib import Path

from config.lists import ChannelEntry, FeedEntry, read_channels, read_feeds
from storage.api import Store
from storage.records import USUAL_TIER, ChannelSpec, FeedKind, FeedSpec, Media, Mode

log = logging.getLogger(__name__)


async def bring_in(store: Store, folder: Path, *, at: datetime) -> None:
    """Import channels.toml and feeds.toml: what is new or changed. Raises SettingsError before anything is stored."""
    channels, feeds = read_channels(folder / "channels.toml"), read_feeds(folder / "feeds.toml")
    changed = await store.channels.bring_in([channel_spec(entry) for entry in channels], at=at)
    for entry in feeds:
        await store.feeds.put(feed_spec(entry), at=at)
    log.info("lists_read", extra={"channels": len(channels), "changed": changed, "feeds": len(feeds)})


def channel_spec(entry: ChannelEntry) -> ChannelSpec:
    """An entry of channels.toml as a record."""
    return ChannelSpec(
        username=entry.username,
        invite=entry.invite,
        telegram_id=entry.id,
        title=entry.title,
        aliases=entry.aliases,
        tier=entry.tier or USUAL_TIER,
        tier_chosen=entry.tier is not None,
        mode=Mode(entry.mode),
        language=entry.language,
        media=Media(entry.media),
    )


def feed_spec(entry: FeedEntry) -> FeedSpec:
    """An entry of feeds.toml as a record."""
    return FeedSpec(
        url=entry.url,
        site=entry.site,
        ours=entry.ours,
        kind=FeedKind(entry.kind) if entry.kind else None,
        every_seconds=entry.every_seconds,
    )
