"""`/mute` and `/unmute`: nothing for a time, of a channel or at all; what came meanwhile comes as one digest."""

from datetime import datetime, timedelta

from bot.alerts.buttons import MUTE_STORY, whose
from bot.alerts.post import Reader
from bot.desk import deciding
from bot.desk.hours import LONGEST, read_duration
from bot.desk.presses import Action, Press
from bot.desk.reporters import find_channel, unknown_channel
from bot.desk.requests import Answer, Asked
from bot.message import Button, Message, cut
from storage.records import Channel, ChannelId, PersonId, PostId, Role

USUAL = timedelta(hours=8)  # of a channel, where no time is said
HOURS = (1, 3, 8)
NAME_UNITS = 60
MUTE = "mute"
UNMUTE = "unmute"
UNMUTE_STORY = "unmute_story"
EVERYTHING = 0


async def mute(asked: Asked) -> Message:
    """`/mute`: until /unmute; with a time or a channel after it: for that time."""
    name, lasting = read_duration(asked.rest)
    channel = await find_channel(asked, name) if name else None
    if name and channel is None:
        return unknown_channel(asked, name)
    if channel is None and lasting is None:
        await asked.store.people.change(asked.whose.id, muted=True, by=asked.person.id, at=asked.now)
        return _for_good(asked.whose.id, asked.reader)
    until = asked.now + (lasting or USUAL)
    channel_id = None if channel is None else channel.id
    await asked.store.schedules.mute(
        asked.whose.id, channel_id=channel_id, until=until, by=asked.person.id, at=asked.now
    )
    asked.desk.bells.quiet.ring()
    return _for_a_time(asked.whose.id, until, channel, asked.reader)


async def unmute(asked: Asked) -> Message:
    """`/unmute`: all that was muted; with a channel after it: that one."""
    channel = await find_channel(asked, asked.rest) if asked.rest else None
    if asked.rest and channel is None:
        return unknown_channel(asked, asked.rest)
    channel_id = None if channel is None else channel.id
    await asked.store.schedules.unmute(asked.whose.id, channel_id=channel_id, by=asked.person.id, at=asked.now)
    asked.desk.bells.quiet.ring()
    if channel is not None and await _is_all_muted(asked):
        told = asked.words.gettext("“{channel}” is not muted by itself any more, but everything still is.")
        told = told.format(channel=cut(channel.title, NAME_UNITS))
        return Message(text=told, buttons=((_undo(asked.whose.id, EVERYTHING, asked.reader),),))
    return _on_again(asked.whose.id, asked.reader)


async def _is_all_muted(asked: Asked) -> bool:
    whose = await asked.store.people.get(asked.whose.id)
    mutes = await asked.store.schedules.mutes(asked.whose.id, at=asked.now)
    is_for_good = whose is not None and whose.muted_at is not None
    return is_for_good or any(mute.channel_id is None and mute.post_id is None for mute in mutes)


def _for_good(who: PersonId, reader: Reader) -> Message:
    told = reader.words.gettext(
        "Alerts of posts do not come to you any more. Word that watching has stopped still does. "
        "/unmute brings them back."
    )
    told += "\n" + reader.words.gettext("Or for a time only; what came meanwhile then comes as one digest:")
    return Message(text=told, buttons=(_hours(who, reader), (_undo(who, EVERYTHING, reader),)))


def _for_a_time(who: PersonId, until: datetime, channel: Channel | None, reader: Reader) -> Message:
    _ = reader.words.gettext
    if channel is None:
        told = _("No alerts of posts until {time}.").format(time=reader.clock(until))
    else:
        told = _("No alerts of “{channel}” until {time}.")
        told = told.format(channel=cut(channel.title, NAME_UNITS), time=reader.clock(until))
    told += " " + _("What came meanwhile then comes as one digest.")
    return Message(text=told, buttons=((_undo(who, EVERYTHING if channel is None else channel.id, reader),),))


def _on_again(who: PersonId, reader: Reader) -> Message:
    told = reader.words.gettext("Alerts come to you again; what waited comes now, as one digest.")
    return Message(text=told, buttons=(_hours(who, reader),))


def _hours(who: PersonId, reader: Reader) -> tuple[Button, ...]:
    hour = reader.words.gettext("{count} h")
    return tuple(Button(text="🔕 " + hour.format(count=count), data=f"{MUTE}:{count}{whose(who)}") for count in HOURS)


def _undo(who: PersonId, item: int, reader: Reader) -> Button:
    return Button(text=reader.words.gettext("🔔 Let them come again"), data=f"{UNMUTE}:{item}{whose(who)}")


async def _mute(made: Press) -> Answer:
    """Of everything, for as many hours."""
    until = made.now + timedelta(hours=min(made.item, LONGEST // timedelta(hours=1)))
    await made.store.schedules.mute(made.whose.id, channel_id=None, until=until, by=made.person.id, at=made.now)
    made.desk.bells.quiet.ring()
    shown = _for_a_time(made.whose.id, until, None, made.reader)
    return Answer(text="", show=shown)


async def _unmute(made: Press) -> Answer:
    channel_id = ChannelId(made.item) if made.item != EVERYTHING else None
    await made.store.schedules.unmute(made.whose.id, channel_id=channel_id, by=made.person.id, at=made.now)
    made.desk.bells.quiet.ring()
    return Answer(text="", show=_on_again(made.whose.id, made.reader))


async def _mute_story(made: Press) -> Answer:
    """What answers a post, forwards it or says the same; its own alert goes on showing what becomes of it."""
    _, until = made.reader.words.gettext, made.now + USUAL
    first = await made.store.schedules.mute_story(
        made.whose.id, PostId(made.item), until=until, by=made.person.id, at=made.now
    )
    if first is None:
        return deciding.gone(made)
    told = _("Answers to this post and forwards of it do not come to you until {time}; then one digest tells of them.")
    undo = Button(text=_("🔔 Let them come again"), data=f"{UNMUTE_STORY}:{first}{whose(made.whose.id)}")
    return Answer(text="", reply=Message(text=told.format(time=made.reader.clock(until)), buttons=((undo,),)))


async def _unmute_story(made: Press) -> Answer:
    await made.store.schedules.unmute_story(made.whose.id, PostId(made.item), by=made.person.id, at=made.now)
    made.desk.bells.quiet.ring()
    told = made.reader.words.gettext("They come to you again; what waited comes now, as one digest.")
    return Answer(text="", show=Message(text=told))


ACTIONS = {
    MUTE: Action(_mute, Role.EDITOR, of_place=True),
    UNMUTE: Action(_unmute, Role.EDITOR, of_place=True),
    MUTE_STORY: Action(_mute_story, Role.EDITOR, of_place=True),
    UNMUTE_STORY: Action(_unmute_story, Role.EDITOR, of_place=True),
}
