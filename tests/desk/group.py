"""A group that alerts come to, as its members see it."""

from typing import Any

from bot.outbox import send_due
from bot.pace import Pace
from config.settings import Pace as Rates
from storage.records import Person, Place
from tests.desk.counter import OPERATOR, Counter

GROUP = -1_001_500_000_777
TOPIC = 42


async def bind(counter: Counter, text: str = "/here Стрічка", **changes: Any) -> Person:
    """An operator writes /here."""
    where = {"chat_id": GROUP, "chat_title": "Редакція", **changes}
    await counter.ask(OPERATOR, text, **where)
    place = await counter.store.places.find(Place(chat_id=where["chat_id"], topic=where.get("topic")))
    assert place is not None
    return place


async def send(counter: Counter) -> list[tuple[int, int | None, str]]:
    """The outbox runs once: chat, topic and text of what went out."""
    before = len(counter.sender.sent)
    rates = Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=1000)
    await send_due(counter.store, counter.sender, Pace(rates), now=counter.clock, secret=b"secret")
    return [(one.chat_id, one.topic, one.message.text) for one in counter.sender.sent[before:]]


async def in_group(counter: Counter, **changes: Any) -> list[str]:
    return [text for chat, _, text in await send(counter) if chat == changes.get("chat_id", GROUP)]
