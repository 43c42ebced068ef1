"""What editors ask: whether alerts of posts come to them."""

from bot.desk.requests import Asked
from bot.message import Message, plain


async def mute(asked: Asked) -> Message:
    """`/mute`."""
    await asked.store.people.change(asked.person.id, muted=True, at=asked.now)
    return plain(
        asked.words.gettext(
            "Alerts of posts do not come to you any more. Word that watching has stopped still does. "
            "/unmute brings them back."
        )
    )


async def unmute(asked: Asked) -> Message:
    """`/unmute`."""
    await asked.store.people.change(asked.person.id, muted=False, at=asked.now)
    return plain(asked.words.gettext("From the next post on, alerts come to you again."))
