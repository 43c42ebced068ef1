"""Who hears of a new post."""

from collections.abc import Iterable, Sequence

from storage.records import BULK, Channel, NewPost, Person, PersonId, Role


def audience(_post: NewPost, channel: Channel, people: Sequence[Person]) -> Iterable[PersonId]:
    """Everybody from editors up who has not muted alerts: the default rule is everything but bulk posters.

    Whoever cannot be reached at the moment is among them; their alerts wait.
    """
    if channel.spec.tier == BULK:
        return []
    return [person.id for person in people if person.role >= Role.EDITOR and person.muted_at is None]
