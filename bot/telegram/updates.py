"""What Telegram tells of a channel, in our words: what happened in it, and how it presents itself."""

from typing import Any

from telethon import types

from bot.incoming import Deleted, Difference, Edited, Event
from bot.telegram.mapping import incoming
from storage.records import Profile

PUSHES = (types.UpdateNewChannelMessage, types.UpdateEditChannelMessage, types.UpdateDeleteChannelMessages)
CHANGES = types.UpdateChannel  # something about a channel itself


def event_of(update: Any) -> Event | None:
    """What an update tells of a channel's messages, if anything."""
    if isinstance(update, types.UpdateDeleteChannelMessages):
        return Deleted(telegram_id=update.channel_id, message_ids=tuple(update.messages))
    if not isinstance(update, PUSHES) or isinstance(update.message, types.MessageEmpty):
        return None
    if isinstance(update, types.UpdateEditChannelMessage):
        return Edited(message=incoming(update.message, pts=update.pts))
    return incoming(update.message, pts=update.pts)


def difference_of(answer: Any) -> Difference:
    """What Telegram answered for a channel's difference."""
    if isinstance(answer, types.updates.ChannelDifferenceTooLong):
        return Difference(pts=answer.dialog.pts, events=(), is_final=True, is_whole=False)
    if isinstance(answer, types.updates.ChannelDifferenceEmpty):
        return Difference(pts=answer.pts, events=(), is_final=True)
    posts = [incoming(each, pts=answer.pts) for each in answer.new_messages if not isinstance(each, types.MessageEmpty)]
    others = [event for update in answer.other_updates if (event := event_of(update)) is not None]
    return Difference(pts=answer.pts, events=(*posts, *others), is_final=bool(answer.final))


def profile_of(channel: Any) -> Profile:
    """How a channel presents itself."""
    usernames = [name.username for name in channel.usernames or () if name.active]
    return Profile(
        title=channel.title,
        username=channel.username or (usernames[0] if usernames else None),
        photo=getattr(channel.photo, "photo_id", 0),
    )
