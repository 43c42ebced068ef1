"""What people are shown: messages that are due, when they are due, and the buttons below them."""

from datetime import UTC, datetime

from bot.alerts.render import render
from bot.message import Message
from storage.records import DueAlert, PersonId
from tests.desk.counter import EDITOR, Counter


async def due(counter: Counter, who: PersonId = EDITOR) -> list[DueAlert]:
    """What is to be shown to somebody now."""
    return [one for one in await counter.store.alerts.due(counter.clock(), limit=99) if one.person.id == who]


async def read(counter: Counter, who: PersonId = EDITOR) -> list[str]:
    """Show somebody what is due, once the stage has looked: each message's text."""
    await counter.store.schedules.end(at=counter.clock())
    texts = []
    for one in await due(counter, who):
        texts.append(render(one, now=counter.clock()).text)
        await counter.store.alerts.shown(one, message_id=one.id, at=counter.clock())
    return texts


def at(counter: Counter, text: str) -> None:
    """Move the clock on to a moment of Kyiv's."""
    then = datetime.fromisoformat(text).astimezone(UTC)
    counter.clock.move(seconds=(then - counter.clock()).total_seconds())


def labels(message: Message) -> dict[str, str]:
    return {button.text: button.data or "" for row in message.buttons for button in row}
