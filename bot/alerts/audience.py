"""Who hears of a new post: those whose rules let it through, and everybody who has none."""

import asyncio
import gc
import logging

from bot.rules.book import Book
from storage.api import Store
from storage.records import BULK, Channel, Chooser, NewPost, Person, Recipient, Role, Roster

log = logging.getLogger(__name__)


class Audience:
    """`storage.records.Audience`. One for a process: it keeps the rules ready, and learns of each change.

    It is called inside transactions alone, which follow one another.
    """

    def __init__(self) -> None:
        self._book = Book()

    async def prepare(self, store: Store) -> None:
        """Learn all rules beside the loop: thousands take seconds, which no transaction is to wait for."""
        rules = await store.rules.since(self._book.revision)
        await asyncio.to_thread(self._book.learn, rules)
        gc.freeze()  # they stay: a walk over thousands of them would hold a post up for a tenth of a second

    def __call__(self, roster: Roster) -> Chooser:
        """Choose among those who are there now, by the rules as they are now."""
        self._book.learn(roster.rules_since(self._book.revision))
        people = [person for person in roster.people if is_told(person)]
        hearing = {person.id for person in people if self._book.has_rules(person.id)}
        others = [Recipient(person_id=person.id) for person in people if person.id not in hearing]

        def choose(post: NewPost, channel: Channel) -> list[Recipient]:
            by_default = [] if channel.spec.tier == BULK else others
            if not hearing:
                return by_default
            try:
                return [*by_default, *self._book.choose(post, channel, hearing)]
            except Exception:  # a rule that breaks must not keep a post out, nor anybody from hearing of it
                log.exception("rules_broke", extra={"link": post.link})
                return [Recipient(person_id=person.id) for person in people]

        return choose


def is_told(person: Person) -> bool:
    """Everybody from editors up who has not muted alerts.

    Whoever cannot be reached at the moment is among them; their alerts wait.
    """
    return person.role >= Role.EDITOR and person.muted_at is None
