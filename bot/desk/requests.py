"""What people say to the bot, read: commands, links, presses of buttons; and what answering them needs."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from gettext import NullTranslations
from pathlib import Path

from bot.alerts.post import Reader, reader_of
from bot.bell import Bells
from bot.charts.drawer import Drawer
from bot.desk.weighings import Weighings
from bot.meaning.choosing import NONE, Standing, chosen
from bot.message import Message
from bot.pace import Pace
from bot.shelf import Shelf
from config.links import HOST, USERNAME
from storage.api import Store
from storage.records import Person, PersonId, Request

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@(\w+))?(?:\s+|$)(.*)", re.DOTALL)
_ADDRESS = re.compile(
    r"(?:https?://|(?:www\.|t\.me/|telegram\.me/)|(?<![@\w.-])(?:[\w-]+\.)+[^\W\d_]{2,}/)[^\s<>«»“”\"]+", re.IGNORECASE
)
_POST = re.compile(rf"{HOST}(?:s/)?(?:c/(\d+)|({USERNAME}))/(\d+)(?:/(\d+))?/?(?:[?#].*)?", re.IGNORECASE)
_AFTER_AN_ADDRESS = ".,;:!?…'’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the desk needs beside the store."""

    bot_username: str
    secret: bytes = field(repr=False)
    bells: Bells
    pace: Pace
    timezone: str
    language: str  # of people whose client speaks none of ours
    canonical: Callable[[str], str | None]  # the one form of an address of an article; None where it is none
    drawer: Drawer | None = None
    shelf: Shelf | None = None  # where pictures lie
    meaning: Standing = field(default_factory=lambda: chosen(NONE))
    weighings: Weighings | None = None  # of pasted texts; None where there is no encoder

    def picture(self, message: Message) -> Path | None:
        """What a message is to stand under."""
        return self.shelf.find(message.picture) if self.shelf is not None and message.picture else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A press of a button."""

    query_id: int
    person_id: PersonId
    chat_id: int
    message_id: int
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a press: a short text at once, perhaps a message of its own, perhaps another face of this one."""

    text: str  # at most 200 characters
    alert: bool = False  # in a window of its own
    reply: Message | None = None
    show: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`/name@to rest`."""

    name: str
    to: str | None
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """There is no answer yet."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request of somebody we know, ready to be worked out."""

    store: Store
    desk: Desk
    request: Request
    person: Person
    rest: str  # what follows the command, or the whole text
    now: datetime
    place: Person | None = None  # where it was written, if alerts come there

    @property
    def whose(self) -> Person:
        """Whose rules, hours and alerts it concerns: in a group that alerts come to, the group's."""
        return self.place or self.person

    @property
    def reader(self) -> Reader:
        """Whom the answer is for."""
        return reader_of(self.whose, self.now)

    @property
    def words(self) -> NullTranslations:
        """In which words."""
        return self.reader.words

    @property
    def age_seconds(self) -> float:
        """How long they have been waiting."""
        return (self.now - self.request.new.sent_at).total_seconds()


Handler = Callable[[Asked], Awaitable[Message | Later]]


@dataclass(frozen=True, slots=True)
class PostAddress:
    """A post as a link names it: its channel by username or numeric id, and its message."""

    channel: str
    message_id: int


def command(text: str) -> Command | None:
    """The command of a message, if it is one."""
    found = _COMMAND.fullmatch(text.strip())
    return Command(name=found[1].lower(), to=found[2], rest=found[3].strip()) if found else None


def address(text: str) -> str | None:
    """The first address of the web in a text, with its scheme and without the punctuation after it."""
    found = _ADDRESS.search(text)
    if found is None:
        return None
    url = found[0].rstrip(_AFTER_AN_ADDRESS)
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(_AFTER_AN_ADDRESS)
    return url if re.match(r"https?://", url, re.IGNORECASE) else f"https://{url}"


def post_address(url: str) -> PostAddress | None:
    """The post behind a t.me address; None where it is none."""
    found = _POST.fullmatch(url)
    if found is None:
        return None
    number = found[4] or found[3]  # in groups with topics: channel/topic/message
    return PostAddress(found[1] or found[2], int(number)) if len(number) < 10 else None
