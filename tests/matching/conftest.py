"""Invented posts and articles for the matcher: two calls of one general, the reports of two nights, a fire."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.language import normalise, search_keys
from storage.records import (
    Arrival,
    Article,
    ArticleAccess,
    ArticleId,
    Channel,
    ChannelId,
    ChannelSpec,
    ChannelState,
    Post,
    PostId,
)

MORNING = datetime(2026, 4, 14, 6, 0, tzinfo=UTC)


def make_channel(number: int, username: str, title: str, aliases: tuple[str, ...] = ()) -> Channel:
    return Channel(
        id=ChannelId(number),
        spec=ChannelSpec(username=username, aliases=aliases),
        telegram_id=None,
        title=title,
        state=ChannelState.WATCHED,
        error=None,
        added_at=MORNING,
        seeded_at=None,
        newest_message_id=0,
    )


def make_post(text: str, *, number: int = 1, channel: Channel | None = None, after: timedelta = timedelta()) -> Post:
    channel_id = channel.id if channel else ChannelId(1)
    return Post(
        id=PostId(number),
        channel_id=channel_id,
        message_id=number,
        sent_at=MORNING + after,
        received_at=MORNING + after,
        original=text,
        text=normalise(text),
        keys="",
        language="uk",
        link=f"https://t.me/{channel.spec.username if channel else 'kanal'}/{number}",
        arrival=Arrival.PUSH,
        entities=(),
        album=None,
        forward=None,
        reply_to=None,
        media=None,
        revision=0,
        edited_at=None,
        deleted_at=None,
    )


def make_article(
    title: str,
    lead: str,
    text: str,
    *,
    language: str = "uk",
    after: timedelta = timedelta(hours=1),
    links: tuple[str, ...] = (),
) -> Article:
    return Article(
        id=ArticleId(7),
        feed_id=None,
        site="visnyk.example",
        ours=False,
        url="https://visnyk.example/7",
        title=normalise(title),
        lead=normalise(lead),
        text=normalise(text),
        keys=search_keys("\n\n".join((title, lead, text)), language),
        access=ArticleAccess.FULL,
        language=language,
        author=None,
        links=links,
        published_at=MORNING + after,
        found_at=MORNING + after,
        fetched_at=None,
        fetches=1,
        revision=0,
        copy_of=None,
    )


GENERAL = make_channel(
    1,
    "holovkom",
    "Генерал Дзюбанюк",
    ("головнокомандувач Дзюбанюк", "главком Дзюбанюк", "Commander-in-Chief Dziubaniuk"),
)
RESCUERS = make_channel(2, "riatuvalnyky", "Рятувальна служба", ("Рятувальна служба", "Rescue Service"))
SKY = make_channel(3, "nebo", "Військо неба", ("Військо неба", "Sky Command"))
OFFICE = make_channel(4, "uriad", "Урядовий кур'єр", ("Урядовий кур'єр",))

CALL_WITH_HOLMGREN = make_post(
    "Розмовляв телефоном із командувачем флоту Швеції адміралом Гольмгреном.\n\n"
    "Обговорили захист портів і спільне патрулювання Балтики. Тиск на наші кораблі зростає щотижня, "
    "тож кожна година підготовки екіпажів на вагу золота.\n\n"
    "Подякував адміралові за катери та тренажери.",
    number=11,
    channel=GENERAL,
)
CALL_WITH_BRADY = make_post(
    "Відбулася телефонна розмова з начальником штабу оборони Ірландії генералом Бреді.\n\n"
    "Говорили про лікування поранених, протези та навчання військових хірургів. "
    "Ірландія готова прийняти ще 60 бійців на реабілітацію.\n\n"
    "Вдячний генералові за людяність.",
    number=12,
    channel=GENERAL,
    after=timedelta(hours=2),
)
FIRE = make_post(
    "У Лебедині ліквідовано пожежу на меблевій фабриці.\n\n"
    "Вогонь охопив 1 850 кв. метрів, постраждав сторож, його шпиталізовано. "
    "До гасіння залучали 38 рятувальників і 9 одиниць техніки. О 04:20 вогонь приборкали.",
    number=13,
    channel=RESCUERS,
    after=timedelta(minutes=-40),
)
FIRST_NIGHT = make_post(
    "ЗБИТО 83 ВОРОЖІ ДРОНИ\n\nУ ніч на 14 квітня противник атакував 96 ударними дронами з напрямків Курськ та Орел. "
    "Станом на 07:30 збито 83 дрони. Зафіксовано влучання 13 дронів на 7 локаціях.",
    number=14,
    channel=SKY,
)
SECOND_NIGHT = make_post(
    "ЗБИТО 57 ВОРОЖИХ ДРОНІВ\n\nУ ніч на 15 квітня противник атакував 64 ударними дронами з напрямків Курськ та Орел. "
    "Станом на 07:30 збито 57 дронів. Зафіксовано влучання 6 дронів на 4 локаціях.",
    number=15,
    channel=SKY,
    after=timedelta(days=1),
)
CALL_REPEATED = replace(
    CALL_WITH_HOLMGREN,
    id=PostId(16),
    channel_id=OFFICE.id,
    message_id=16,
    sent_at=MORNING + timedelta(minutes=20),
    text=CALL_WITH_HOLMGREN.text.replace("Розмовляв телефоном", "Головнокомандувач розмовляв телефоном"),
    link="https://t.me/uriad/16",
)


@pytest.fixture
def scene() -> SimpleNamespace:
    """The posts by name, those of the morning as candidates, and a maker of articles."""
    return SimpleNamespace(
        holmgren=CALL_WITH_HOLMGREN,
        brady=CALL_WITH_BRADY,
        fire=FIRE,
        first_night=FIRST_NIGHT,
        second_night=SECOND_NIGHT,
        general=GENERAL,
        repeated=(CALL_REPEATED, OFFICE),
        candidates=[
            (CALL_WITH_HOLMGREN, GENERAL),
            (CALL_WITH_BRADY, GENERAL),
            (FIRE, RESCUERS),
            (FIRST_NIGHT, SKY),
            (SECOND_NIGHT, SKY),
        ],
        article=make_article,
    )
