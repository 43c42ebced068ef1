"""`/search`: posts by their words, and by the channel they stand in."""

from collections.abc import Iterable, Sequence

from bot.desk import cards
from bot.desk.arriving import usage
from bot.desk.reporters import echo, find_channel, newest, unknown_channel
from bot.desk.requests import Asked
from bot.language import query_keys, search_keys
from bot.message import Composer, Message, plain
from config.links import channel_name
from storage.records import Channel, EntityKind

FOUND = 8
MOST_WORDS = 12


async def search(asked: Asked) -> Message:
    """`/search words`: every word must stand in the post, in any of its forms; or they name a channel."""
    if not asked.rest:
        return usage(asked, "search", example(asked))
    if is_address(asked.rest):
        channel = await find_channel(asked, asked.rest)
        return unknown_channel(asked, asked.rest) if channel is None else await newest(asked, channel)
    keys = [forms for word in asked.rest.split()[:MOST_WORDS] if (forms := query_keys(word))]
    if not keys:
        return _no_words(asked)
    named = _named(asked.rest, keys, await asked.store.channels.all())
    found = await asked.store.posts.search(keys, limit=FOUND)
    if found:
        return cards.posts(found, asked.reader, note=_also(asked, named))
    return await newest(asked, named[0]) if named else _nothing(asked)


def is_address(text: str) -> bool:
    """Whether somebody named a channel by its @name or link; a bare word is a word."""
    return channel_name(text) is not None and (text.startswith(("@", "+")) or "/" in text)


def _named(text: str, keys: Iterable[Sequence[str]], channels: Iterable[Channel]) -> list[Channel]:
    """The channels whose title, username or one of whose aliases holds all the words."""
    wanted = [set(forms) for forms in keys]

    def is_named(channel: Channel) -> bool:
        if text.lower() == (channel.spec.username or "").lower():
            return True
        names = (channel.title, *channel.spec.aliases)
        return any(all(forms & set(search_keys(name).split()) for forms in wanted) for name in names)

    return [channel for channel in channels if is_named(channel)]


def _also(asked: Asked, named: Sequence[Channel]) -> Composer | None:
    """Where words name a channel too, how to read that."""
    if not named:
        return None
    name = f"@{named[0].spec.username}" if named[0].spec.username else named[0].title
    told = asked.words.gettext("A channel is called so too. Its newest posts:")
    return Composer().add(told + " ").add(f"/latest {name}", EntityKind.CODE)


def _no_words(asked: Asked) -> Message:
    told = asked.words.gettext("I search by words, and there is none in this: {text}\nFor instance: {example}")
    return plain(told.format(text=echo(asked.rest), example=example(asked)))


def _nothing(asked: Asked) -> Message:
    told = asked.words.gettext(
        "Nothing found: no post holds all of this, and no channel is called so: {text}\n"
        "Try fewer words; their forms do not matter. For instance: {example}\n"
        "The posts of one channel: /latest @name"
    )
    return plain(told.format(text=echo(asked.rest), example=example(asked)))


def example(asked: Asked) -> str:
    """A search as it may be written."""
    return "/search " + asked.words.gettext("air defence")
