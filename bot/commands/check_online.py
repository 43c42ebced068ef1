"""The part of `check` that asks Telegram. It joins nothing and changes nothing."""

from collections.abc import AsyncIterator, Sequence

from bot.commands.check import Finding
from bot.errors import ChannelError, SessionDead
from bot.lists import channel_spec
from bot.telegram.accounts import watching_account
from bot.telegram.login import LoginFailed, check_token
from bot.telegram.source import TelegramSource
from config.lists import ChannelEntry
from config.settings import Settings


async def findings_online(settings: Settings, channels: Sequence[ChannelEntry]) -> AsyncIterator[Finding]:
    """The bot's token, each session, and with the first of them each channel."""
    try:
        bot = await check_token(settings.application, settings.accounts.bot_token)
        yield Finding(what="bot token", ok=True, words=f"@{bot.username}")
    except LoginFailed as error:
        yield Finding(what="bot token", ok=False, words=str(error))
    for number, session in enumerate(settings.accounts.sessions, 1):
        try:
            async with watching_account(settings.application, session, arrived=lambda: None) as source:
                yield Finding(what=f"session {number}", ok=True, words=f"account {source.account}")
                if number == 1:
                    for entry in channels:
                        yield await _channel(source, entry)
        except SessionDead as error:
            yield Finding(what=f"session {number}", ok=False, words=str(error))


async def _channel(source: TelegramSource, entry: ChannelEntry) -> Finding:
    what = f"@{entry.username}" if entry.username else "invite link"
    try:
        return Finding(what=what, ok=True, words=await source.peek(channel_spec(entry)))
    except ChannelError as error:
        return Finding(what=what, ok=False, words=str(error))
