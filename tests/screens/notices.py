"""One notice of each kind, as an editor or an operator may get it."""

import json

from bot.errors import ChannelPrivate
from storage.records import NoticeKind

SINCE, UNTIL = "2026-03-02T11:00:00+00:00", "2026-03-02T12:00:00+00:00"
STRETCH = {"since": SINCE, "until": UNTIL}
LISTED = json.dumps(
    [
        {
            "at": SINCE,
            "tier": 2,
            "channel": "ДСНС Лебедина",
            "text": "Рятувальники ліквідували пожежу на складі меблевої фабрики",
            "link": "https://t.me/dsns_lebedyn/41",
            "deleted": False,
        },
        {
            "at": UNTIL,
            "tier": 3,
            "channel": "Лебединська громада",
            "text": "Завтра з 9:00 перекриють вулицю Гайову",
            "link": "https://t.me/hromada_lebedyn/77",
            "deleted": True,
        },
    ]
)
OURS = {
    "tier": 1,
    "channel": "ДСНС Лебедина",
    "sent": SINCE,
    "link": "https://t.me/dsns_lebedyn/41",
    "article": "У Лебедині горів склад фабрики",
    "url": "https://visnyk.example/pozhezha",
    "site": "Вісник",
    "language": "uk",
}
FACTS: dict[NoticeKind, dict[str, str | int]] = {
    NoticeKind.BLIND: STRETCH,
    NoticeKind.SIGHTED: STRETCH | {"recovered": 3},
    NoticeKind.CHANNEL_FAILED: {"channel": "Рада громад", "error": ChannelPrivate.words},
    NoticeKind.CHANNEL_CHANGED: {
        "old_title": "Рада",
        "title": "Рада громад",
        "old_username": "rada",
        "username": "hromady",
    },
    NoticeKind.ACCOUNT_LOST: {"name": "Стрічка-2", "ended": 1, "moved": 12, "heirs": "Стрічка-1 — 12"},
    NoticeKind.ACCOUNTS_FULL: {"count": 2, "channels": "Рада громад, Мерія", "most": 500},
    NoticeKind.FEED_FAILED: {"site": "Новини", "url": "https://news.example/rss", "error": "HTTP 503"},
    NoticeKind.PARKED: {"stage": "match_post", "item": 7, "error": "ValueError: …"},
    NoticeKind.UNREACHABLE: {"person": "Олена", "error": "USER_IS_BLOCKED"},
    NoticeKind.LIMITED: STRETCH,
    NoticeKind.ESCALATED: {"minutes": 15},
    NoticeKind.POST_EDITED: OURS
    | {
        "changes": json.dumps([["семеро", "шестеро"]]),
        "sentence": "За даними служби, постраждали семеро людей.",
    },
    NoticeKind.POST_DELETED: OURS | {"deleted": UNTIL},
    NoticeKind.MISQUOTED: OURS
    | {"changes": json.dumps([["семеро", "восьмеро"]]), "sentence": "Постраждали восьмеро людей"},
    NoticeKind.HANDOVER: STRETCH | {"handover": 1, "name": "Олена", "fired": 14, "written": 9, "writing": 2, "open": 3},
    NoticeKind.CLAIM_LAPSED: {
        "post": 12,
        "taken": UNTIL,
        "sent": SINCE,
        "channel": "ДСНС Лебедина",
        "text": "Рятувальники ліквідували пожежу на складі меблевої фабрики",
        "link": "https://t.me/dsns_lebedyn/41",
    },
    NoticeKind.BULK_POSTER: {"channel": "Тривоги області", "username": "tryvohy"},
    NoticeKind.DIGEST: STRETCH | {"channels": "[]", "posts": 0},
    NoticeKind.QUIET: STRETCH | {"count": 2, "posts": LISTED},
    NoticeKind.RESUMED: STRETCH | {"count": 2, "posts": LISTED},
    NoticeKind.RETURNED: STRETCH | {"posts": 30, "notices": 1, "channels": "• ДСНС Лебедина · 30"},
}
