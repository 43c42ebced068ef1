"""Who hears of a new post."""

from collections.abc import Iterable, Sequence

from storage.records import Channel, NewPost, Person, PersonId, Role


def audience(_post: NewPost, _channel: Channel, people: Sequence[Person]) -> Iterable[PersonId]:
    """Everybody from editors up who has not muted alerts: the default rule is everything.

    Whoever cannot be reached at the moment is among them; their alerts wait.
    """
    return [person.id for person in people if person.role >= Role.EDITOR and person.muted_at is None]
