"""Which channels are watched, and their posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from storage.records import (
    Access,
    Audience,
    Channel,
    ChannelId,
    ChannelSpec,
    Claim,
    ClaimState,
    Held,
    NewPost,
    Notice,
    PersonId,
    Post,
    PostId,
    Profile,
    ProfileSince,
    Standing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What storing posts did."""

    posts: tuple[PostId, ...]  # new ones, in order; parts of an album that is held already are not among them
    alerts: int


class Channels(Protocol):
    """Which channels are watched, and how they are reached."""

    async def all(self) -> list[Channel]:
        """Every channel but the unwatched, by tier, then title."""

    async def get(self, channel_id: ChannelId) -> Channel | None:
        """One channel, unwatched ones too."""

    async def find(self, name: str) -> Channel | None:
        """By username (any case, with or without @), invite hash or numeric Telegram id."""

    async def put(self, spec: ChannelSpec, *, by: PersonId | None, at: datetime) -> Channel:
        """Add a channel, or change what an operator may change of one that is known; watches it again."""

    async def bring_in(self, specs: Sequence[ChannelSpec], *, at: datetime) -> int:
        """Import entries of channels.toml: new ones, and those that read differently than when last imported.

        What an operator changed meanwhile in the bot stands until the file says something new; nothing is removed.
        Returns how many were new or changed.
        """

    async def pin(
        self,
        channel_id: ChannelId,
        *,
        title: str,
        username: str | None,
        access: Access,
        at: datetime,
        photo: int | None = None,
    ) -> Channel:
        """Keep who the channel is and how an account reaches it; it is watched from now on, unless it was unwatched.

        Returns the channel that stands for it: another one, where a channel of that numeric id is known already under
        another name. The one asked for is then unwatched.
        """

    async def seen(self, channel_id: ChannelId, profile: Profile, *, at: datetime) -> bool:
        """Keep how a channel presents itself now; operators are told once what is new. Whether anything is."""

    async def profiles(self, channel_id: ChannelId) -> list[ProfileSince]:
        """How a channel presented itself, the newest first."""

    async def changed(self, *, since: datetime) -> dict[ChannelId, datetime]:
        """Which channels presented themselves in another way since a moment, and when that was last noticed."""

    async def access(self, account: int) -> dict[ChannelId, Access]:
        """The channels that an account can reach without resolving."""

    async def know(self, channel_id: ChannelId, access: Access) -> None:
        """An account can reach a channel that another follows."""

    async def fail(self, channel_id: ChannelId, *, error: str, at: datetime, notice: Notice) -> None:
        """It cannot be watched now; operators are told once, until `pin` succeeds."""

    async def unwatch(self, channel_id: ChannelId, *, by: PersonId, at: datetime) -> None:
        """End watching; what is stored stays."""


class Posts(Protocol):
    """Posts with their revisions, and the ledger of message ids."""

    async def add(
        self,
        posts: Sequence[NewPost],
        *,
        audience: Audience,
        at: datetime,
        after: int | None = None,
        summary_after: timedelta | None = None,
    ) -> Added:
        """Store posts not yet held, with their alerts (none for a seed) and their matching made due.

        A message of an album that is held already joins its post: a caption fills an empty text (and marks the alerts
        changed). A service message enters the ledger alone. What is held already changes nothing.

        With `after` they are all that one channel's history holds after that message: what is missing among them does
        not exist. A post that was recovered is counted, and one that came late keeps why. Where its channel was not
        seen for `summary_after` or longer its alerts are held, until `Alerts.sum_up` makes one of them.
        """

    async def seed(
        self, channel_id: ChannelId, posts: Sequence[NewPost], *, is_bulk: bool = False, at: datetime
    ) -> Added:
        """Store what a channel held before we watched it and alert nobody; what comes after is news.

        `is_bulk`: it posts by the dozen, and so gets the tier of such unless somebody has chosen its tier.
        """

    async def extend(self, channel_id: ChannelId, posts: Sequence[NewPost], *, first: int, at: datetime) -> Added:
        """Store what is older than all we hold of a channel and alert nobody; we mean to hold all from `first` on."""

    async def revise(self, edits: Sequence[NewPost], *, at: datetime) -> int:
        """Keep edits of messages that are held, each a revision; returns how many posts read differently now.

        A content that is shown already is no edit (reactions and views come as such). An edit older than the one shown
        is kept and not shown. Alerts of what changed are marked changed, its matching is due.
        """

    async def delete(
        self, channel_id: ChannelId, message_ids: Sequence[int], *, since: datetime | None, at: datetime
    ) -> int:
        """Enter into the ledger that messages were deleted; returns how many posts are gone with them.

        The text stays. `since` is when they were last seen to stand. Alerts of what is gone are marked changed.
        """

    async def held(self, channel_id: ChannelId, *, first: int, last: int) -> dict[int, Held]:
        """What the ledger says of a range of message ids, ends included; ids that it lacks are missing."""

    async def get(self, post_id: PostId) -> Post | None:
        """One post."""

    async def by_message(self, channel_id: ChannelId, message_id: int) -> Post | None:
        """The post that a message belongs to, any part of an album."""

    async def latest(self, *, channel_id: ChannelId | None, limit: int) -> list[Standing]:
        """The newest posts, newest first."""

    async def search(self, words: Sequence[Sequence[str]], *, limit: int) -> list[Standing]:
        """Posts that hold, for each word, one of its keys; newest first."""

    async def standing(self, post_id: PostId) -> Standing | None:
        """All that an alert shows of a post."""

    async def claim(self, post_id: PostId, *, state: ClaimState, by: PersonId, at: datetime) -> Claim | None:
        """Set an editor's word on a post; the first `taken` or `written` wins, and its own holder may change it.

        Marks all its alerts changed. Returns the claim that stands afterwards, perhaps somebody else's; None where
        there is no post.
        """

    async def lapse(self, *, before: datetime, at: datetime) -> int:
        """End the claims of those who took a post before that and of whom no article is held yet, and tell each.

        Returns how many. A post that one of our sites has written up keeps its claim: it says who wrote.
        """

    async def release(self, post_id: PostId, *, by: PersonId, at: datetime) -> Claim | None:
        """Take one's word back; returns the claim that stands afterwards."""
