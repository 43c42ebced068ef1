"""Posts with all that stands round them, made without storage. Invented people and places."""

from datetime import UTC, datetime, timedelta
from typing import Any

from storage.records import (
    AlertId,
    Arrival,
    Article,
    ArticleAccess,
    ArticleId,
    Band,
    Channel,
    ChannelId,
    ChannelSpec,
    ChannelState,
    Claim,
    ClaimState,
    DueAlert,
    Evidence,
    Label,
    LabelKind,
    Mention,
    Notice,
    NoticeKind,
    Person,
    PersonId,
    Post,
    PostId,
    Relation,
    Role,
    Span,
    Standing,
    Verdict,
)

NOON = datetime(2026, 3, 2, 12, 5, tzinfo=UTC)  # 14:05 in Kyiv
MARTA, OLENA = PersonId(1), PersonId(2)
QUOTED = Evidence(
    spans=(
        Span(post_start=0, post_end=40, article_start=0, article_end=40, words=9, quoted=True),
        Span(post_start=50, post_end=90, article_start=90, article_end=130, words=8, quoted=True),
    ),
    sentences=2,
    lag_seconds=41 * 60,
)


def person(**changes: Any) -> Person:
    values = {
        "id": MARTA,
        "name": "Марта",
        "role": Role.EDITOR,
        "language": "uk",
        "timezone": "Europe/Kyiv",
        "added_at": NOON,
        "muted_at": None,
        "unreachable_at": None,
    }
    return Person(**values | changes)


def channel(**changes: Any) -> Channel:
    values = {
        "id": ChannelId(3),
        "spec": ChannelSpec(username="hromada_lebedyn", tier=1),
        "telegram_id": 1003,
        "title": "Лебединська громада",
        "state": ChannelState.WATCHED,
        "error": None,
        "added_at": NOON,
        "seeded_at": NOON,
        "newest_message_id": 12,
    }
    return Channel(**values | changes)


def post(text: str = "Ліквідовано пожежу на меблевій фабриці.", **changes: Any) -> Post:
    values = {
        "id": PostId(12),
        "channel_id": ChannelId(3),
        "message_id": 120,
        "sent_at": NOON,
        "received_at": NOON,
        "original": text,
        "text": text,
        "keys": "",
        "language": "uk",
        "link": "https://t.me/hromada_lebedyn/120",
        "arrival": Arrival.PUSH,
        "entities": (),
        "album": None,
        "forward": None,
        "reply_to": None,
        "media": None,
        "revision": 0,
        "edited_at": None,
        "deleted_at": None,
    }
    return Post(**values | changes)


def article(number: int = 1, **changes: Any) -> Article:
    values = {
        "id": ArticleId(number),
        "feed_id": None,
        "site": "Новини Лебедина",
        "ours": False,
        "url": f"https://news.example/{number}",
        "title": f"На фабриці гасили пожежу, частина {number}",
        "lead": "",
        "text": "",
        "keys": "",
        "access": ArticleAccess.FULL,
        "language": "uk",
        "author": None,
        "links": (),
        "published_at": NOON + timedelta(minutes=41),
        "found_at": NOON,
        "fetched_at": NOON,
        "fetches": 1,
        "revision": 0,
        "copy_of": None,
    }
    return Article(**values | changes)


def mention(
    number: int = 1,
    *,
    relation: Relation = Relation.REPORTS,
    band: Band = Band.MATCHED,
    evidence: Evidence = QUOTED,
    **changes: Any,
) -> Mention:
    verdict = Verdict(
        post_id=PostId(12),
        article_id=ArticleId(number),
        relation=relation,
        band=band,
        score=0.9,
        evidence=evidence,
    )
    return Mention(verdict=verdict, article=article(number, **changes))


def claim(state: ClaimState = ClaimState.TAKEN, **changes: Any) -> Claim:
    values = {"state": state, "person_id": OLENA, "person_name": "Олена", "made_at": NOON}
    return Claim(**values | changes)


def label(kind: LabelKind = LabelKind.REPORTS) -> Label:
    return Label(
        post_id=PostId(12),
        article_id=ArticleId(1),
        kind=kind,
        person_id=OLENA,
        person_name="Олена",
        made_at=NOON,
        judged=LabelKind.REPORTS,
        is_sure=True,
    )


def standing(**changes: Any) -> Standing:
    values: dict[str, Any] = {"post": post(), "channel": channel(), "mentions": (), "claim": None}
    return Standing(**values | changes)


def alert_of(shown: Standing | None = None, *, reader: Person | None = None, **changes: Any) -> DueAlert:
    values = {
        "id": AlertId(5),
        "person": reader or person(),
        "key": "post|1003|120",
        "version": 1,
        "message_id": None,
        "failures": 0,
        "standing": shown,
        "notice": None,
    }
    return DueAlert(**values | changes)


def notice_of(kind: NoticeKind, **data: str | int) -> DueAlert:
    return alert_of(notice=Notice(kind=kind, key="n", data=data))
