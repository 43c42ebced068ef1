"""People, what they are told and what they ask."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from storage.records import AlertId, DueAlert, Invite, NewRequest, Notice, Person, PersonId, Request, RequestId, Role


class Alerts(Protocol):
    """Messages that people are to see. An alert is due while it shows less than is wanted."""

    async def waiting(self, now: datetime) -> dict[PersonId, int]:
        """For whom something is due now, with their chats; never somebody who is removed or unreachable."""

    async def due(
        self, now: datetime, *, limit: int, each: int | None = None, of: Collection[PersonId] | None = None
    ) -> list[DueAlert]:
        """What is to be sent or edited now: unsent before changed, notices and tier 1 first, then oldest first.

        At most `each` for one person, and only `of` these people where they are given. People who are removed or
        unreachable have nothing due.
        """

    async def shown(self, alert: DueAlert, *, message_id: int, at: datetime, has_photo: bool = False) -> None:
        """It was sent or edited as its version says; a change since then keeps it due.

        `has_photo` says that its message carries the picture from now on.
        """

    async def later(self, alert_ids: Sequence[AlertId], *, until: datetime) -> None:
        """Put alerts off, without blame."""

    async def failed(self, alert: DueAlert, *, error: str, at: datetime) -> None:
        """It could not be sent: tried again in seconds; after the third time it is parked and operators are told."""

    async def unreachable(self, person_id: PersonId, *, error: str, at: datetime) -> None:
        """The bot cannot write to somebody: their alerts wait, and operators are told once."""

    async def reachable(self, person_id: PersonId, *, at: datetime) -> None:
        """They wrote again: the newest of what waits is due, the older is skipped, and they are told how much."""

    async def notify(self, notice: Notice, *, role: Role, at: datetime) -> int:
        """Make one alert of a notice for everybody of at least that role; returns for how many it is new."""

    async def digest(self, *, after: datetime, until: datetime, at: datetime) -> int:
        """One alert for every editor of what bulk posters published in a time, as far as we received it in that time.

        The mark "digest" says from then on that it was told. Returns how many are told: 0 where nothing was published.
        """

    async def sum_up(self, *, held_before: datetime | None = None, at: datetime) -> int:
        """Make one alert for each person of those that are held for them, which count as told then.

        With `held_before` only where one has been held since before. Somebody for whom one alone is held gets that.
        Returns how many have something to see now.
        """

    async def next_due_at(self) -> datetime | None:
        """When the next alert that is not parked comes due."""


class People(Protocol):
    """Who the bot serves, invitations, and the audit of what was changed by whom."""

    async def all(self) -> list[Person]:
        """Everybody, highest role first."""

    async def get(self, person_id: PersonId) -> Person | None:
        """One person."""

    async def own(self, person_id: PersonId, *, name: str, language: str, timezone: str, at: datetime) -> Person:
        """Make somebody the only owner, as the settings say; an earlier owner becomes an operator."""

    async def invite(self, invite: Invite, *, request: RequestId, reply: str, at: datetime) -> None:
        """Keep an invitation together with the answer that carries its link; at most one for each request."""

    async def accept(
        self, token_hash: bytes, *, person_id: PersonId, name: str, language: str, timezone: str, at: datetime
    ) -> Person:
        """Use an invitation up. Never lowers a role. Raises InviteRefused (not when the same person uses it again)."""

    async def change(
        self,
        person_id: PersonId,
        *,
        name: str | None = None,
        language: str | None = None,
        muted: bool | None = None,
        by: PersonId | None = None,
        at: datetime,
    ) -> Person | None:
        """Change what people may change of themselves, or `by` an editor of the group that it is."""

    async def remove(self, person_id: PersonId, *, by: PersonId, at: datetime) -> bool:
        """Take somebody's role away at once; their unsent alerts go. The owner cannot be removed (False)."""


class Requests(Protocol):
    """What people wrote to the bot, each answered once."""

    async def add(self, request: NewRequest) -> bool:
        """Keep a request; False where it is known already, or so old that it may have been."""

    async def due(self, now: datetime, *, limit: int) -> list[Request]:
        """Requests not answered yet, oldest first."""

    async def answered(self, request_id: RequestId, *, at: datetime) -> None:
        """Its answer was sent: secrets and whatever a stranger said are forgotten, in time the request too."""

    async def later(self, request_id: RequestId, *, until: datetime) -> None:
        """Put a request off, without blame."""

    async def failed(self, request_id: RequestId, *, error: str, at: datetime) -> bool:
        """It could not be answered; True where that was the third time and it is parked (operators are told)."""

    async def pts(self) -> int | None:
        """Where the bot account catches up from: its pts when last every request that had come was kept."""

    async def settle(self, pts: int) -> None:
        """Every request up to this pts of the bot account is kept."""
