"""When posts come to people."""

from datetime import datetime
from typing import Protocol

from storage.records import ChannelId, Mute, Person, PersonId, PostId, Schedule, Waiting


class Schedules(Protocol):
    """Schedules and mutes. What is held by one is held anew, or let go, in the transaction that changes it.

    `by` names who does it, where that is somebody else: an editor of a group.
    """

    async def change(
        self,
        person_id: PersonId,
        *,
        schedule: Schedule | None = None,
        timezone: str | None = None,
        by: PersonId | None = None,
        at: datetime,
    ) -> Person | None:
        """Change somebody's schedule or time zone (None: as it is); the person as they are now."""

    async def undo(self, person_id: PersonId, *, by: PersonId | None = None, at: datetime) -> Person | None:
        """Take the last change back, and with a second undo take that back; None where there was no change."""

    async def mute(
        self,
        person_id: PersonId,
        *,
        channel_id: ChannelId | None,
        until: datetime,
        by: PersonId | None = None,
        at: datetime,
    ) -> None:
        """Hold what comes of a channel, or of all (None), until then. A mute of before is replaced."""

    async def unmute(
        self, person_id: PersonId, *, channel_id: ChannelId | None = None, by: PersonId | None = None, at: datetime
    ) -> int:
        """End the mute of a channel, or all of somebody's (None), of stories and without an end too; how many."""

    async def mute_story(
        self, person_id: PersonId, post_id: PostId, *, until: datetime, by: PersonId | None = None, at: datetime
    ) -> PostId | None:
        """Hold until then what answers a post, forwards it or says the same. Returns the first post of
        the story, by which it can be ended; None where there is no such post."""

    async def unmute_story(
        self, person_id: PersonId, post_id: PostId, *, by: PersonId | None = None, at: datetime
    ) -> None:
        """End that."""

    async def mutes(self, person_id: PersonId, *, at: datetime) -> list[Mute]:
        """What somebody has muted for a time, that of everything first."""

    async def waiting(self, person_id: PersonId) -> Waiting:
        """What is held for somebody."""

    async def end(self, *, at: datetime) -> int:
        """Make one digest for everybody whose time has come, of all that was held; for how many."""
