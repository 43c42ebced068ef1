"""What reporters ask: the newest posts, their language."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from bot.desk import cards
from bot.desk.arriving import usage
from bot.desk.requests import Asked
from bot.message import Message, cut, plain
from bot.texts.catalogues import LANGUAGES
from bot.texts.catalogues import words as words_of
from config.links import channel_name
from storage.records import Channel, ChannelState, Role

LATEST = 5
ECHO_UNITS = 60
ALIKE = 80  # of 100: «генштаб» is enough for «Генштаб ЗСУ»


async def latest(asked: Asked) -> Message:
    """`/latest`, `/latest @name`, `/latest Генштаб`."""
    channel = None
    if asked.rest:
        channel = await find_channel(asked, asked.rest)
        if channel is None:
            return unknown_channel(asked, asked.rest)
    return await newest(asked, channel)


async def newest(asked: Asked, channel: Channel | None) -> Message:
    """The newest posts of a channel, or of all."""
    found = await asked.store.posts.latest(channel_id=channel.id if channel else None, limit=LATEST)
    if not found:
        return plain(asked.words.gettext("There are no posts yet."))
    return cards.posts(found, asked.reader)


async def find_channel(asked: Asked, text: str) -> Channel | None:
    """A channel that we watch, by its name, its link, or the likest title."""
    name = channel_name(text)
    if name is not None:
        found = await asked.store.channels.find(name.username or name.invite or "")
        if found is not None and found.state is not ChannelState.UNWATCHED:
            return found
    return _likest(text, await asked.store.channels.all())


def _likest(text: str, channels: Sequence[Channel]) -> Channel | None:
    titles = {number: channel.title for number, channel in enumerate(channels)}
    found = process.extractOne(text, titles, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=ALIKE)
    return channels[found[2]] if found else None


def unknown_channel(asked: Asked, text: str) -> Message:
    """Nothing we watch is called so."""
    told = asked.words.gettext("I watch no channel called “{name}”.").format(name=echo(text))
    told += " " + asked.words.gettext("All that I watch: /channels")
    if can_watch(asked):
        told += "\n" + asked.words.gettext("To watch one: /watch @name")
    return plain(told)


def can_watch(asked: Asked) -> bool:
    """Whether somebody may change the list of channels, and so needs its remedies."""
    return asked.person.role >= Role.OPERATOR


def echo(text: str) -> str:
    """What somebody wrote, short enough to be said back to them."""
    return cut(" ".join(text.split()), ECHO_UNITS)


async def language(asked: Asked) -> Message:
    """`/language uk`."""
    chosen = asked.rest.lower()
    if chosen not in LANGUAGES:
        return usage(asked, "language", "/language en" if asked.whose.language == "uk" else "/language uk")
    await asked.store.people.change(asked.whose.id, language=chosen, by=asked.person.id, at=asked.now)
    return plain(words_of(chosen).gettext("I speak English with you from now on."))
