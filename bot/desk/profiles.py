"""`/channels @name`: one channel, and how it presented itself over time."""

from itertools import pairwise

from bot.alerts.post import Reader
from bot.desk.requests import Asked
from bot.message import Composer, Message, cut, stack
from storage.records import Channel, EntityKind, Profile, ProfileSince

NAME_UNITS = 120


async def card(asked: Asked, channel: Channel, line: Composer) -> Message:
    """The channel's line of the list, and below it every change of its title, username and photo."""
    _ = asked.words.gettext
    history = await asked.store.channels.profiles(channel.id)
    parts = [line]
    if channel.spec.username:
        parts.append(Composer().add(f"@{channel.spec.username}"))
    if len(history) < 2:
        parts.append(Composer().add(_("Its title, username and photo are as they were when we began to watch it.")))
    else:
        parts.append(Composer().add(_("How it changed, the newest first:"), EntityKind.BOLD))
        parts += [_change(before, after, asked.reader) for after, before in pairwise(history)]

    def left_out(count: int) -> str:
        return asked.words.ngettext("… and {count} more line", "… and {count} more lines", count).format(count=count)

    return stack(parts, left_out=left_out, gap="\n").build()


def _change(before: ProfileSince, after: ProfileSince, reader: Reader) -> Composer:
    told = "; ".join(changes(before.profile, after.profile, reader))
    return Composer().add(f"• {reader.when(after.noticed_at)}: {told}")


def changes(before: Profile, after: Profile, reader: Reader) -> list[str]:
    """What is new of a profile, from → to."""
    _ = reader.words.gettext
    told = []
    if before.title != after.title:
        told.append(f"«{cut(before.title, NAME_UNITS)}» → «{cut(after.title, NAME_UNITS)}»")
    if (before.username or "").lower() != (after.username or "").lower():
        told.append(" → ".join(f"@{name}" if name else _("no username") for name in (before.username, after.username)))
    if before.photo is not None and before.photo != after.photo:
        told.append(_("a new photo") if after.photo else _("no photo any more"))
    return told
