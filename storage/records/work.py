"""What waits to be done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.ids import PersonId, RequestId
from storage.records.posts import Origin


class RequestKind(StrEnum):
    """How somebody spoke to the bot."""

    MESSAGE = "message"
    FORWARD = "forward"
    ADDED = "added"  # somebody let the bot into a group
    MOVED = "moved"  # a group got another id: the text holds the old one and the new one


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A message to the bot as it arrived, before anybody worked on it. Unique by chat and message."""

    chat_id: int
    message_id: int
    person_id: PersonId
    person_name: str
    person_language: str | None  # of their Telegram client
    kind: RequestKind
    text: str
    forward: Origin | None
    sent_at: datetime
    reply_to: int | None = None  # the message of the chat that it answers
    topic: int | None = None  # of a group; None: the general one, or there are none
    chat_title: str = ""  # of a group


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A message to the bot that waits for its answer."""

    id: RequestId
    new: NewRequest
    reply: str | None  # worked out already, in its stored form; only to be sent
    failures: int


class Stage(StrEnum):
    """The stages whose work list is the table `work`."""

    POLL_FEED = "poll_feed"
    FETCH_ARTICLE = "fetch_article"
    MATCH_ARTICLE = "match_article"
    MATCH_POST = "match_post"
    FETCH_FILE = "fetch_file"
    WEIGH_ARTICLE = "weigh_article"
    REVIEW_POST = "review_post"  # that we wrote up


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row of a stage's work list. A row that became due again meanwhile has another version and stays."""

    stage: Stage
    item: int
    version: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A row set aside after three failures."""

    stage: str
    item: int
    error: str
    parked_at: datetime
