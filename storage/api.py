"""What the application may ask of storage.

Every method is one whole transaction and is safe to repeat: storing what is stored already changes nothing.
Each part that makes work due puts it on the work list in the same transaction; each part that has done work
hands its `Job` back in the transaction that stores the result.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.records import (
    Access,
    AlertId,
    Article,
    ArticleId,
    ArticlePage,
    Audience,
    Channel,
    ChannelId,
    ChannelSpec,
    Claim,
    ClaimState,
    DueAlert,
    Feed,
    FeedId,
    FeedItem,
    FeedSpec,
    Invite,
    Job,
    Mention,
    NewPost,
    NewRequest,
    Notice,
    Parked,
    Person,
    PersonId,
    Post,
    PostId,
    Request,
    RequestId,
    Role,
    Source,
    Stage,
    Standing,
    Verdict,
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
        self, channel_id: ChannelId, *, title: str, username: str | None, access: Access, at: datetime
    ) -> Channel:
        """Keep who the channel is and how an account reaches it; it is watched from now on, unless it was unwatched.

        Returns the channel that stands for it: another one, where a channel of that numeric id is known already under
        another name. The one asked for is then unwatched.
        """

    async def access(self, account: int) -> dict[ChannelId, Access]:
        """The channels that an account can reach without resolving."""

    async def fail(self, channel_id: ChannelId, *, error: str, at: datetime, notice: Notice) -> None:
        """It cannot be watched now; operators are told once, until `pin` succeeds."""

    async def unwatch(self, channel_id: ChannelId, *, by: PersonId, at: datetime) -> None:
        """End watching; what is stored stays."""


class Posts(Protocol):
    """Posts with their revisions, and the ledger of message ids."""

    async def add(self, posts: Sequence[NewPost], *, audience: Audience, at: datetime) -> Added:
        """Store posts not yet held, with their alerts (none for a seed) and their matching made due.

        A message of an album that is held already joins its post: a caption fills an empty text (and marks the alerts
        changed). A service message enters the ledger alone. What is held already changes nothing.
        """

    async def seed(self, channel_id: ChannelId, posts: Sequence[NewPost], *, at: datetime) -> Added:
        """Store what a channel held before we watched it and alert nobody; what comes after is news."""

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
        """Set an editor's word on a post; the first `taken` wins, and its own holder may change or repeat it.

        Marks all its alerts changed. Returns the claim that stands afterwards, perhaps somebody else's; None where
        there is no post.
        """

    async def release(self, post_id: PostId, *, by: PersonId, at: datetime) -> Claim | None:
        """Take one's word back; returns the claim that stands afterwards."""


class Feeds(Protocol):
    """The lists of articles that sites publish. Polling is work of stage POLL_FEED, its item the feed's id."""

    async def all(self) -> list[Feed]:
        """Every feed, by site."""

    async def get(self, feed_id: FeedId) -> Feed | None:
        """One feed."""

    async def put(self, spec: FeedSpec, *, at: datetime) -> Feed:
        """Add a feed, due at once, or change one that is known by its address."""

    async def read(
        self,
        job: Job,
        items: Sequence[FeedItem],
        *,
        etag: str | None,
        last_modified: str | None,
        next_at: datetime,
        at: datetime,
    ) -> int:
        """Keep the new items as articles due to be fetched, and when to poll again; returns how many were new.

        A first reading of a feed keeps items older than six hours out.
        """

    async def unchanged(self, job: Job, *, next_at: datetime, at: datetime) -> None:
        """It answered that nothing has changed."""

    async def failed(self, job: Job, *, error: str, next_at: datetime, at: datetime, notice: Notice | None) -> None:
        """It could not be read; try again then. A notice, where given, goes to operators once for its key."""


class Articles(Protocol):
    """Articles with their revisions. Fetching is work of stage FETCH_ARTICLE, its item the article's id."""

    async def get(self, article_id: ArticleId) -> Article | None:
        """One article."""

    async def by_url(self, url: str) -> Article | None:
        """The article at an address, in its canonical form."""

    async def add(self, item: FeedItem, *, site: str, at: datetime) -> Article:
        """Keep an article that no feed brought (a pasted address), due to be fetched at once."""

    async def fetched(self, job: Job, page: ArticlePage, *, next_at: datetime | None, at: datetime) -> None:
        """Keep what its page says; a changed text is a new revision and makes matching due.

        `next_at` is when to fetch it again, None for never. A text near-identical to another recent article's
        (at most 3 of the 64 bits of the fingerprint differ, within three days) is marked as its copy.
        """

    async def failed(self, job: Job, *, error: str, next_at: datetime | None, at: datetime) -> None:
        """It could not be fetched; try again then. Where there is no other time it is matched on what the feed said."""

    async def recent(self, since: datetime, limit: int) -> list[Article]:
        """Articles published since, newest first."""


class Matches(Protocol):
    """Verdicts with their evidence. Work of stages MATCH_ARTICLE and MATCH_POST."""

    async def posts_for(
        self, keys: Iterable[str], *, after: datetime, before: datetime, limit: int
    ) -> list[tuple[Post, Channel]]:
        """The posts sent within a window that share the most and rarest keys, best first."""

    async def articles_for(
        self, keys: Iterable[str], *, after: datetime, before: datetime, limit: int
    ) -> list[Article]:
        """The articles published within a window that share the most and rarest keys, best first; copies too.

        What has not been read yet is left out: it is matched when it has been.
        """

    async def linked(self, links: Sequence[str]) -> list[tuple[Post, Channel]]:
        """The posts behind t.me addresses."""

    async def save_article(self, job: Job, verdicts: Sequence[Verdict], *, at: datetime) -> None:
        """Replace all verdicts of the job's article; alerts of posts whose mentions changed are marked changed."""

    async def save_post(self, job: Job, verdicts: Sequence[Verdict], *, at: datetime) -> None:
        """Add or renew verdicts of the job's post; its alerts are marked changed where mentions changed."""

    async def of_post(self, post_id: PostId) -> list[Mention]:
        """The articles of a post, in order of publication; bands `matched` and `probable`."""

    async def of_article(self, article_id: ArticleId) -> list[Source]:
        """The posts of an article, surest first; bands `matched` and `probable`."""


class Alerts(Protocol):
    """Messages that people are to see. An alert is due while it shows less than is wanted."""

    async def due(self, now: datetime, *, limit: int) -> list[DueAlert]:
        """What is to be sent or edited now: unsent before changed, notices and tier 1 first, then oldest first.

        People who are removed or unreachable have nothing due.
        """

    async def shown(self, alert: DueAlert, *, message_id: int, at: datetime) -> None:
        """It was sent or edited as its version says; a change since then keeps it due."""

    async def later(self, alert_ids: Sequence[AlertId], *, until: datetime) -> None:
        """Put alerts off, without blame."""

    async def failed(self, alert: DueAlert, *, error: str, at: datetime) -> None:
        """It could not be sent: tried again in seconds; after the third time it is parked and operators are told."""

    async def unreachable(self, person_id: PersonId, *, error: str, at: datetime) -> None:
        """The bot cannot write to somebody: their alerts wait, and operators are told once."""

    async def reachable(self, person_id: PersonId, *, at: datetime) -> None:
        """They wrote again: what waits is due."""

    async def notify(self, notice: Notice, *, role: Role, at: datetime) -> int:
        """Make one alert of a notice for everybody of at least that role; returns for how many it is new."""

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
        at: datetime,
    ) -> Person | None:
        """Change what people may change of themselves."""

    async def remove(self, person_id: PersonId, *, by: PersonId, at: datetime) -> bool:
        """Take somebody's role away at once; their unsent alerts go. The owner cannot be removed (False)."""


class Requests(Protocol):
    """What people wrote to the bot, each answered once."""

    async def add(self, request: NewRequest) -> bool:
        """Keep a request; False where it is known already."""

    async def due(self, now: datetime, *, limit: int) -> list[Request]:
        """Requests not answered yet, oldest first."""

    async def answered(self, request_id: RequestId, *, at: datetime) -> None:
        """Its answer was sent; a stored reply is forgotten."""

    async def later(self, request_id: RequestId, *, until: datetime) -> None:
        """Put a request off, without blame."""

    async def failed(self, request_id: RequestId, *, error: str, at: datetime) -> bool:
        """It could not be answered; True where that was the third time and it is parked (operators are told)."""

    async def pts(self) -> int | None:
        """The highest pts among the requests kept: where the bot account catches up from."""


class Work(Protocol):
    """The work lists of the stages."""

    async def due(self, stage: Stage, now: datetime, *, limit: int) -> list[Job]:
        """What is due, the longest due first."""

    async def failed(self, job: Job, *, error: str, at: datetime) -> bool:
        """A job failed: tried again in seconds.

        After the third time it is parked, operators are told, and True is returned.
        """

    async def pending(self, stage: Stage, item: int) -> bool:
        """Whether a job is on the list, due or not, and not parked."""

    async def parked(self) -> list[Parked]:
        """What was set aside, alerts and requests too, newest first."""

    async def next_due_at(self, stage: Stage) -> datetime | None:
        """When the next job of a stage comes due."""


class Marks(Protocol):
    """Moments to be remembered across restarts, by name."""

    async def get(self, name: str) -> datetime | None:
        """The moment last put under a name."""

    async def put(self, name: str, at: datetime) -> None:
        """Remember a moment, in place of an earlier one of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Totals, for summaries and health."""

    channels: int
    posts: int
    articles: int
    matches: int
    alerts_sent: int
    alerts_due: int
    median_alert_seconds: float | None  # from a post's receipt to its first alert; of the newest 1,000 alerted


class Store(Protocol):
    """All of storage."""

    channels: Channels
    posts: Posts
    feeds: Feeds
    articles: Articles
    matches: Matches
    alerts: Alerts
    people: People
    requests: Requests
    work: Work
    marks: Marks

    async def counts(self) -> Counts:
        """Totals."""


Opening = Callable[[str], AbstractAsyncContextManager[Store]]
"""Takes the address of a database, migrates it and gives the store; closing finishes what is in hand."""
