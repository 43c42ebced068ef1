"""Records for tests: sensible throughout, and each field can be changed.

post = new_post(channel, message_id=7, text="Збито 97 дронів")
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from storage.api import Store
from storage.records import (
    Access,
    Arrival,
    ArticleAccess,
    ArticleId,
    ArticlePage,
    Band,
    Channel,
    ChannelSpec,
    Chooser,
    Evidence,
    FeedItem,
    FeedSpec,
    Invite,
    NewPost,
    NewRequest,
    Notice,
    NoticeKind,
    Person,
    PersonId,
    PostId,
    Recipient,
    Relation,
    RequestKind,
    Role,
    Roster,
    Verdict,
)

MORNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OWNER = PersonId(1)


def keys_of(text: str) -> str:
    """Search keys for tests: the words themselves."""
    return " ".join(dict.fromkeys(f"l:{word}" for word in text.lower().split()))


def channel_spec(**changes: Any) -> ChannelSpec:
    """`@general`, tier 2."""
    return ChannelSpec(**{"username": "general"} | changes)


async def watched(store: Store, telegram_id: int = 1001, **changes: Any) -> Channel:
    """A channel that is watched already."""
    spec = channel_spec(**{"username": f"channel_{telegram_id}"} | changes)
    channel = await store.channels.put(spec, by=None, at=MORNING)
    access = Access(account=7, telegram_id=telegram_id, access_hash=telegram_id)
    return await store.channels.pin(
        channel.id, title=f"Channel {telegram_id}", username=spec.username, access=access, at=MORNING
    )


async def owner(store: Store, person_id: PersonId = OWNER) -> Person:
    """The owner, who hears of everything with `everybody`."""
    return await store.people.own(person_id, name="Марта", language="uk", timezone="Europe/Kyiv", at=MORNING)


async def member(store: Store, person_id: int, role: Role = Role.EDITOR, *, at: datetime = MORNING) -> Person:
    """Somebody with a role, by way of an invitation of the owner."""
    await owner(store)
    token = sha256(str(person_id).encode()).digest()
    invite = Invite(token_hash=token, role=role, made_by=OWNER, expires_at=at + timedelta(days=1))
    await store.requests.add(new_request(message_id=1_000_000 + person_id, chat_id=OWNER))
    request = next(r for r in await store.requests.due(at, limit=9999) if r.new.message_id == 1_000_000 + person_id)
    await store.people.invite(invite, request=request.id, reply="", at=at)
    await store.requests.answered(request.id, at=at)
    return await store.people.accept(
        token,
        person_id=PersonId(person_id),
        name=f"Person {person_id}",
        language="uk",
        timezone="Europe/Kyiv",
        at=at,
    )


def everybody(roster: Roster) -> Chooser:
    """An audience of all."""
    return lambda _post, _channel: [Recipient(person_id=person.id) for person in roster.people]


def new_post(channel: Channel, **changes: Any) -> NewPost:
    """A pushed post."""
    text = changes.get("text", "Збито 97 дронів")
    message_id = changes.get("message_id", 1)
    values = {
        "channel_id": channel.id,
        "message_id": message_id,
        "sent_at": MORNING,
        "received_at": MORNING,
        "original": text,
        "text": text,
        "keys": keys_of(text),
        "language": "uk",
        "link": f"https://t.me/{channel.spec.username}/{message_id}",
        "arrival": Arrival.PUSH,
    }
    return NewPost(**values | changes)


def feed_spec(**changes: Any) -> FeedSpec:
    """A feed of somebody else's."""
    return FeedSpec(**{"url": "https://news.example/rss", "site": "Новини"} | changes)


def feed_item(number: int = 1, **changes: Any) -> FeedItem:
    """An entry of a feed, published just now."""
    values = {
        "url": f"https://news.example/{number}",
        "title": f"Заголовок {number}",
        "summary": f"Коротко про {number}",
        "published_at": MORNING,
    }
    return FeedItem(**values | changes)


def article_page(number: int = 1, **changes: Any) -> ArticlePage:
    """What an article's page says."""
    text = changes.get("text", f"Повний текст статті номер {number}")
    values = {
        "url": f"https://news.example/{number}",
        "title": f"Заголовок {number}",
        "lead": f"Коротко про {number}",
        "text": text,
        "access": ArticleAccess.FULL,
        "language": "uk",
        "keys": keys_of(text),
        "fingerprint": 0,
    }
    return ArticlePage(**values | changes)


def verdict(post_id: PostId, article_id: ArticleId, **changes: Any) -> Verdict:
    """A sure match."""
    values = {
        "post_id": post_id,
        "article_id": article_id,
        "relation": Relation.REPORTS,
        "band": Band.MATCHED,
        "score": 0.9,
        "evidence": Evidence(link=True),
    }
    return Verdict(**values | changes)


def new_request(**changes: Any) -> NewRequest:
    """A message to the bot."""
    values = {
        "chat_id": 5,
        "message_id": 1,
        "person_id": PersonId(5),
        "person_name": "Олена",
        "person_language": "uk",
        "kind": RequestKind.MESSAGE,
        "text": "/start",
        "forward": None,
        "sent_at": MORNING,
    }
    return NewRequest(**values | changes)


def notice(**changes: Any) -> Notice:
    """Something to tell."""
    values = {"kind": NoticeKind.BLIND, "key": "blind|06:00", "data": {"since": MORNING.isoformat()}}
    return Notice(**values | changes)
