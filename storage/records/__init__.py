"""What Dzherelo keeps: frozen records that every part of it speaks in.

Times are aware UTC and end in `_at`. Text offsets of `Entity` are UTF-16 units of the text as it was written,
as Telegram counts them; offsets of `Span` are characters of the normalised text.
"""

from storage.records.accounts import Account, Assignment
from storage.records.alerts import DIGESTED, Audience, DueAlert, Notice, NoticeKind, Standing
from storage.records.articles import Article, ArticleAccess, ArticlePage, Feed, FeedItem, FeedKind, FeedSpec
from storage.records.channels import (
    BULK,
    USUAL_TIER,
    Access,
    Channel,
    ChannelSpec,
    ChannelState,
    Media,
    Mode,
    Profile,
    ProfileSince,
)
from storage.records.failures import Failure, FailureKind
from storage.records.files import WantedFile, wants
from storage.records.ids import AlertId, ArticleId, ChannelId, FeedId, FileId, PersonId, PostId, RequestId
from storage.records.ledger import Blindness, Cause, ChannelLedger, Late
from storage.records.matches import (
    Band,
    Change,
    Evidence,
    Fidelity,
    Mention,
    Quotation,
    Relation,
    Source,
    Span,
    Verdict,
)
from storage.records.people import Claim, ClaimState, Invite, Person, Role
from storage.records.posts import Arrival, Entity, EntityKind, Held, NewPost, Origin, Post
from storage.records.work import Job, NewRequest, Parked, Request, RequestKind, Stage

__all__ = [
    "BULK",
    "DIGESTED",
    "USUAL_TIER",
    "Access",
    "Account",
    "AlertId",
    "Arrival",
    "Article",
    "ArticleAccess",
    "ArticleId",
    "ArticlePage",
    "Assignment",
    "Audience",
    "Band",
    "Blindness",
    "Cause",
    "Change",
    "Channel",
    "ChannelId",
    "ChannelLedger",
    "ChannelSpec",
    "ChannelState",
    "Claim",
    "ClaimState",
    "DueAlert",
    "Entity",
    "EntityKind",
    "Evidence",
    "Failure",
    "FailureKind",
    "Feed",
    "FeedId",
    "FeedItem",
    "FeedKind",
    "FeedSpec",
    "Fidelity",
    "FileId",
    "Held",
    "Invite",
    "Job",
    "Late",
    "Media",
    "Mention",
    "Mode",
    "NewPost",
    "NewRequest",
    "Notice",
    "NoticeKind",
    "Origin",
    "Parked",
    "Person",
    "PersonId",
    "Post",
    "PostId",
    "Profile",
    "ProfileSince",
    "Quotation",
    "Relation",
    "Request",
    "RequestId",
    "RequestKind",
    "Role",
    "Source",
    "Span",
    "Stage",
    "Standing",
    "Verdict",
    "WantedFile",
    "wants",
]
