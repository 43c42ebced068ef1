"""The outbox with its surroundings: a real store, a sender that writes down."""

from bot.alerts.audience import Audience
from bot.alerts.key import secret_for
from bot.outbox import send_due
from bot.pace import Pace
from bot.shelf import Shelf
from config.settings import Pace as Rates
from storage.api import Store
from storage.records import PersonId, PostId
from tests.builders import new_post, watched
from tests.clocks import Clock
from tests.senders import RecordingSender

EDITOR = PersonId(2)
SECRET = secret_for(77, "0" * 32)
FAST = Rates(per_second=10_000, per_chat_per_second=10_000, per_group_per_minute=10_000)
SLOW = Rates(per_second=25, per_chat_per_second=1, per_group_per_minute=20)


class Outbox:
    """The stage with its surroundings."""

    def __init__(self, store: Store, rates: Rates = FAST) -> None:
        self.store = store
        self.sender = RecordingSender()
        self.clock = Clock()
        self.pace = Pace(rates)
        self.shelf: Shelf | None = None

    async def run(self) -> int:
        return await send_due(self.store, self.sender, self.pace, now=self.clock, secret=SECRET, shelf=self.shelf)

    async def post(self, *numbers: int, tier: int = 2) -> list[PostId]:
        channel = await watched(self.store, 1000 + tier, tier=tier)
        posts = [new_post(channel, message_id=number, text=f"Допис {number}") for number in numbers]
        return list((await self.store.posts.add(posts, audience=Audience(), at=self.clock())).posts)

    def of(self, person: PersonId) -> list[str]:
        """The posts somebody was told of, in order."""
        return [text.split("\n")[1] for text in self.sender.texts(person)]
