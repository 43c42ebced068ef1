"""What people ask about channels: everybody sees them, operators watch and unwatch."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.alerts.post import TIER_MARKS
from bot.desk import profiles
from bot.desk.arriving import usage
from bot.desk.reporters import can_watch, find_channel, unknown_channel
from bot.desk.requests import Asked, Later
from bot.message import Composer, Message, cut, plain, stack
from bot.texts.marking import N_
from config.links import ChannelName, channel_name
from storage.records import BULK, Channel, ChannelSpec, ChannelState, EntityKind

PATIENCE = timedelta(seconds=15)
LATELY = timedelta(days=7)
LOOK_AGAIN_SECONDS = 0.5
EXAMPLE = "/watch @GeneralStaffZSU 1"
ENDED = (ChannelState.UNWATCHED,)
MARKS = {ChannelState.PENDING: "⏳", ChannelState.FAILED: "⚠️"}  # no circles: those are tiers
STATES = {
    ChannelState.WATCHED: N_("watched"),
    ChannelState.PENDING: N_("being added"),
    ChannelState.FAILED: N_("cannot be watched now"),
}


async def watch(asked: Asked) -> Message | Later:
    """`/watch @name 1`: put on the list at once, and answered when it is watched or cannot be."""
    found = re.fullmatch(r"(\S+)(?:\s+([1-4]))?", asked.rest)
    name = channel_name(found[1]) if found else None
    if found is None or name is None:
        return usage(asked, "watch", EXAMPLE)
    channel = await _listed(asked, name, tier=int(found[2]) if found[2] else None)
    if channel.state is ChannelState.WATCHED:
        return _watched(asked, channel)
    if channel.state is ChannelState.FAILED:
        return _failed(asked, channel)
    if asked.now - max(asked.request.new.sent_at, channel.added_at) < PATIENCE:
        return Later(seconds=LOOK_AGAIN_SECONDS)
    told = asked.words.gettext(
        "It takes longer than usual to reach “{channel}”. I go on trying; /channels shows how it is."
    )
    return plain(told.format(channel=_shown(channel)))


async def _listed(asked: Asked, name: ChannelName, *, tier: int | None) -> Channel:
    """The channel as it is on the list, put there where it was not; repeating it changes nothing."""
    known = await asked.store.channels.find(name.username or name.invite or "")
    if known is not None and known.state not in ENDED and tier in (None, known.spec.tier):
        return known
    spec = (
        known.spec if known is not None else ChannelSpec(username=name.username, invite=name.invite, tier_chosen=False)
    )
    if tier is not None:
        spec = replace(spec, tier=tier, tier_chosen=True)
    listed = await asked.store.channels.put(spec, by=asked.person.id, at=asked.now)
    asked.desk.bells.channels.ring()
    return listed


def _watched(asked: Asked, channel: Channel) -> Message:
    _ = asked.words.gettext
    if channel.spec.tier == BULK:
        told = _(
            "“{channel}” is watched, tier {tier}: its posts come in digests alone, and stand in /latest @name and "
            "/search. For an alert of each: /watch @name 3"
        )
        return plain(told.format(channel=_shown(channel), tier=channel.spec.tier))
    told = _("“{channel}” is watched, tier {tier}. Its next posts come as alerts; the last ones are in /latest.")
    return plain(told.format(channel=_shown(channel), tier=channel.spec.tier))


def _failed(asked: Asked, channel: Channel) -> Message:
    _ = asked.words.gettext
    told = _("“{channel}” cannot be watched now. {error}\nI try again by myself; /unwatch takes it off the list.")
    return plain(told.format(channel=_shown(channel), error=_error(asked, channel)))


def _error(asked: Asked, channel: Channel) -> str:
    """Why, in the reader's language: the errors of channels are messages of the catalogue."""
    error = (channel.error or "").strip()
    return cut(asked.words.gettext(error), 300) if error else asked.words.gettext("The reason is not known yet.")


def _shown(channel: Channel) -> str:
    return cut(channel.title or channel.spec.username or "…", 120)


async def unwatch(asked: Asked) -> Message:
    """`/unwatch @name`."""
    if not asked.rest:
        return usage(asked, "unwatch", "/unwatch @GeneralStaffZSU")
    channel = await find_channel(asked, asked.rest) or await _ended(asked)
    if channel is None:
        return unknown_channel(asked, asked.rest)
    await asked.store.channels.unwatch(channel.id, by=asked.person.id, at=asked.now)
    asked.desk.bells.channels.ring()
    told = asked.words.gettext("“{channel}” is not watched any more. Its posts stay; /watch takes it up again.")
    return plain(told.format(channel=_shown(channel)))


async def _ended(asked: Asked) -> Channel | None:
    """A channel that is unwatched already: asked twice, answered twice the same."""
    name = channel_name(asked.rest)
    return await asked.store.channels.find(name.username or name.invite or "") if name else None


async def overview(asked: Asked) -> Message:
    """`/channels`: those in trouble first. `/channels @name`: one of them, and how it changed."""
    if asked.rest:
        channel = await find_channel(asked, asked.rest)
        return await _card(asked, channel) if channel else unknown_channel(asked, asked.rest)
    channels = await asked.store.channels.all()
    if not channels:
        told = asked.words.gettext("No channel is watched yet.")
        if can_watch(asked):
            told += " " + asked.words.gettext("To watch one: /watch @name")
        return plain(told)
    troubled_first = sorted(channels, key=lambda channel: channel.state is ChannelState.WATCHED)
    return await _listing(asked, troubled_first)


async def _card(asked: Asked, channel: Channel) -> Message:
    changed = await asked.store.channels.changed(since=asked.now - LATELY)
    return await profiles.card(asked, channel, await _line(asked, channel, changed.get(channel.id)))


async def _listing(asked: Asked, channels: Sequence[Channel]) -> Message:
    changed = await asked.store.channels.changed(since=asked.now - LATELY)
    lines = [await _line(asked, channel, changed.get(channel.id)) for channel in channels]

    def left_out(count: int) -> str:
        return asked.words.ngettext("… and {count} more channel", "… and {count} more channels", count).format(
            count=count
        )

    return stack(lines, left_out=left_out, gap="\n").build()


async def _line(asked: Asked, channel: Channel, changed_at: datetime | None) -> Composer:
    _ = asked.words.gettext
    composer = Composer().add(f"{MARKS.get(channel.state, '')}{TIER_MARKS.get(channel.spec.tier, '')} ")
    if channel.spec.username:
        composer.link(_shown(channel), f"https://t.me/{channel.spec.username}")
    else:
        composer.add(_shown(channel), EntityKind.BOLD)
    composer.add(" · " + await last_post(asked, channel))
    if channel.state is not ChannelState.WATCHED:
        composer.add("\n   " + _(STATES.get(channel.state, channel.state.value)))
        if channel.error and can_watch(asked):  # the remedy is theirs
            composer.add(": " + _error(asked, channel))
    if changed_at is not None:
        composer.add("\n   " + _("✏️ another name or photo since {time}").format(time=asked.reader.when(changed_at)))
    return composer


async def last_post(asked: Asked, channel: Channel) -> str:
    """When a channel last posted, in words."""
    _ = asked.words.gettext
    newest = await asked.store.posts.latest(channel_id=channel.id, limit=1)
    if not newest:
        return _("no posts yet")
    return _("last post {time}").format(time=asked.reader.when(newest[0].post.sent_at))
