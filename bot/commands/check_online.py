"""The part of `check` that asks Telegram. It joins nothing and changes nothing."""

from collections.abc import AsyncIterator, Sequence

from bot.commands.findings import Finding
from bot.errors import ChannelError, SessionDead
from bot.lists import channel_spec, feed_spec
from bot.sites import CannotRead
from bot.telegram.accounts import watching_account
from bot.telegram.login import LoginFailed, check_token
from bot.telegram.source import TelegramSource
from bot.web.client import WebClient
from config.lists import ChannelEntry, FeedEntry
from config.settings import Settings
from storage.records import Feed, FeedId


async def findings_online(
    settings: Settings, channels: Sequence[ChannelEntry], feeds: Sequence[FeedEntry]
) -> AsyncIterator[Finding]:
    """The bot's token, each session, with the first that answers each channel, and each feed."""
    try:
        bot = await check_token(settings.application, settings.accounts.bot_token)
        yield Finding(what="bot token", ok=True, words=f"@{bot.username}")
    except LoginFailed as error:
        yield Finding(what="bot token", ok=False, words=str(error))
    is_asked = False
    for number, session in enumerate(settings.accounts.sessions, 1):
        try:
            async with watching_account(settings.application, session, arrived=lambda: None) as source:
                yield Finding(what=f"session {number}", ok=True, words=f"{source.name}, account {source.account}")
                for entry in () if is_asked else channels:
                    yield await _channel(source, entry)
                is_asked = True
        except SessionDead as error:
            yield Finding(what=f"session {number}", ok=False, words=str(error))

    async with WebClient(allow_loopback=settings.fetch_loopback, zone=settings.local.timezone) as web:
        for feed in feeds:
            yield await _feed(web, feed)


async def _feed(web: WebClient, entry: FeedEntry) -> Finding:
    feed = Feed(
        id=FeedId(0), spec=feed_spec(entry), etag=None, last_modified=None, read_at=None, failures=0, error=None
    )
    try:
        listing = await web.read_list(feed)
    except CannotRead as error:
        return Finding(what=entry.url, ok=False, words=str(error))
    return Finding(what=entry.url, ok=True, words=f"{len(listing.items) if listing else 0} articles")


async def _channel(source: TelegramSource, entry: ChannelEntry) -> Finding:
    what = f"@{entry.username}" if entry.username else "invite link"
    try:
        return Finding(what=what, ok=True, words=await source.peek(channel_spec(entry)))
    except ChannelError as error:
        return Finding(what=what, ok=False, words=str(error))
