"""One notice of each kind, as an editor or an operator may get it."""

import json

from bot.errors import ChannelPrivate
from bot.web.errors import HttpStatus
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
POSTED = json.dumps(
    [
        {
            "title": "Тривоги області",
            "count": 31,
            "posts": [
                {
                    "at": "2026-03-02T11:48:00+00:00",
                    "text": "Відбій тривоги в Лебединському районі",
                    "link": "https://t.me/tryvohy/512",
                },
                {
                    "at": "2026-03-02T11:03:00+00:00",
                    "text": "Тривога в Лебединському районі",
                    "link": "https://t.me/tryvohy/482",
                },
            ],
        }
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
TITLES = {
    NoticeKind.BLIND: "Стеження зупинилося",
    NoticeKind.SIGHTED: "Стеження відновлено",
    NoticeKind.CHANNEL_FAILED: "За каналом не вдається стежити (оператори)",
    NoticeKind.CHANNEL_CHANGED: "Канал змінив назву, ім’я чи фото (оператори)",
    NoticeKind.ACCOUNT_LOST: "Вибув акаунт, що стежив за каналами (оператори)",
    NoticeKind.ACCOUNTS_FULL: "Каналів більше, ніж можуть узяти акаунти (оператори)",
    NoticeKind.FEED_FAILED: "Сайт не вдається читати (оператори)",
    NoticeKind.PARKED: "Щось тричі не вдалося (оператори)",
    NoticeKind.UNREACHABLE: "Людині не вдається написати (оператори)",
    NoticeKind.LIMITED: "Telegram не давав ботові писати (оператори)",
    NoticeKind.ESCALATED: "Важливого допису довго ніхто не бере",
    NoticeKind.POST_EDITED: "Допис, про який ми написали, змінено",
    NoticeKind.POST_DELETED: "Допис, про який ми написали, видалено",
    NoticeKind.MISQUOTED: "Наша стаття цитує неточно",
    NoticeKind.HANDOVER: "Зміну здано: так це бачать колеги",
    NoticeKind.CLAIM_LAPSED: "Допис узято, а статті вчасно немає",
    NoticeKind.BULK_POSTER: "Канал публікує десятками (оператори)",
    NoticeKind.DIGEST: "Зведення каналів, що публікують десятками",
    NoticeKind.QUIET: "Дайджест того, що чекало",
    NoticeKind.RESUMED: "Що вийшло, поки каналів не було видно",
    NoticeKind.RETURNED: "Бот знову може вам писати",
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
    NoticeKind.FEED_FAILED: {"site": "Новини", "url": "https://news.example/rss", "error": str(HttpStatus(503))},
    NoticeKind.PARKED: {"stage": "match_post", "item": 7, "error": "IndexError: list index out of range"},
    NoticeKind.UNREACHABLE: {"person": "Олена", "id": 3, "error": "User is blocked"},
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
    NoticeKind.DIGEST: STRETCH | {"channels": POSTED, "posts": 31},
    NoticeKind.QUIET: STRETCH | {"count": 2, "posts": LISTED},
    NoticeKind.RESUMED: STRETCH | {"count": 2, "posts": LISTED},
    NoticeKind.RETURNED: STRETCH | {"posts": 30, "notices": 1, "channels": "• ДСНС Лебедина · 30"},
}
