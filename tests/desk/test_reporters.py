"""What reporters ask: the newest posts, a search, where an article comes from."""

from datetime import timedelta

import pytest

from bot.language import search_keys
from bot.message import units
from storage.api import Store
from storage.records import (
    ArticleAccess,
    Band,
    Entity,
    EntityKind,
    Evidence,
    Origin,
    Relation,
    RequestKind,
    Stage,
)
from tests.builders import MORNING, verdict
from tests.desk.counter import REPORTER, Counter

LINK = "https://news.example/1"


async def test_latest_of_all_and_of_one_channel(counter: Counter):
    assert await counter.tell(REPORTER, "/latest") == "Дописів ще немає."
    fire, council = await counter.channel(1, username="fire"), await counter.channel(2, username="council")
    await counter.post(fire, "Пожежу ліквідовано")
    await counter.post(council, "Рада зібралася")
    text = await counter.tell(REPORTER, "/latest")
    assert text.index("Рада зібралася") < text.index("Пожежу ліквідовано")
    assert "🟠 Channel 1001 · сьогодні о 08:00\nПожежу ліквідовано\n📭 Статей ще немає" in text
    for name in ("@fire", "fire", "https://t.me/fire", "channel 1001"):
        only = await counter.tell(REPORTER, f"/latest {name}")
        assert "Пожежу" in only
        assert "Рада" not in only
    assert "«мрія»" in await counter.tell(REPORTER, "/latest мрія")


async def test_long_posts_in_a_list_fit(counter: Counter):
    channel = await counter.channel()
    for _ in range(9):
        await counter.post(channel, "🔥 Довгий допис без кінця " * 400)
    assert units(await counter.tell(REPORTER, "/latest")) <= 4096


async def test_search_finds_case_forms_of_each_other(counter: Counter):
    channel = await counter.channel()
    await counter.post(channel, "Голова громади Остап Гречко відкрив лікарню")
    await counter.post(channel, "Ремонт дороги")
    assert "відкрив лікарню" in await counter.tell(REPORTER, "/search лікарні Гречка")
    nothing = await counter.tell(REPORTER, "/search лікарні дороги")
    assert nothing.startswith("Нічого не знайдено")
    assert "Наприклад: /search протиповітряна оборона" in nothing
    assert "/search слова" in await counter.tell(REPORTER, "/search")


async def test_search_finds_a_channel_by_its_title_aliases_and_username(counter: Counter):
    mayor = await counter.channel(1, username="misto_test", aliases=("мер Львова", "Остап Гречко"))
    council = await counter.channel(2, username="council")
    await counter.post(mayor, "Ремонт дороги")
    await counter.post(council, "Рада зібралася")
    for asked in (
        "мер Львова",
        "мером Львова",
        "гречка",
        "@misto_test",
        "misto_test",
        "t.me/misto_test",
        "channel 1001",
    ):
        found = await counter.tell(REPORTER, f"/search {asked}")
        assert "Ремонт дороги" in found, asked
        assert "Рада" not in found, asked
    assert "«@nobody_here»" in await counter.tell(REPORTER, "/search @nobody_here")


async def test_search_names_the_channel_beside_posts_with_the_same_words(counter: Counter):
    mayor = await counter.channel(1, username="misto_test", aliases=("мер Львова",))
    await counter.post(mayor, "Ремонт дороги")
    await counter.post(await counter.channel(2), "Мер Львова розповів про ремонт")
    found = await counter.tell(REPORTER, "/search мера Львова")
    assert found.startswith("Так зветься й канал. Його найновіші дописи: /latest @misto_test\n\n")
    assert "розповів" in found


@pytest.mark.parametrize("text", ["🤷🤷", "???", "— … —", "**__``**" * 500])
async def test_a_search_without_words_is_answered_kindly_and_briefly(counter: Counter, text: str):
    told = await counter.tell(REPORTER, f"/search {text}")
    assert told.startswith("Я шукаю за словами")
    assert "Наприклад: /search" in told
    assert units(told) < 200


async def test_what_cannot_be_found_is_said_back_cut_short(counter: Counter):
    markup = ("<b>**[x](tg://user?id=1)**</b>`" * 132)[:4000]
    for command in ("search", "latest"):
        assert units(await counter.tell(REPORTER, f"/{command} {markup}")) < 350


async def test_a_pasted_link_is_read_first_and_then_answered_once(counter: Counter, store: Store):
    post = await counter.post(await counter.channel(), "Ліквідовано пожежу")
    await counter.write(REPORTER, f"звідки це? {LINK}?utm_source=x")
    assert await counter.answer() == 0
    article = await store.articles.by_url(LINK)
    assert article is not None
    assert article.site == "news.example"
    counter.clock.move(seconds=1)
    assert await counter.answer() == 0
    await counter.fetch()
    counter.clock.move(seconds=1)
    assert await counter.answer() == 0  # read, not yet compared
    await counter.match(post, evidence=Evidence(link=True, lag_seconds=600))
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    message = counter.sender.last.message
    assert message.text.startswith("📰 news.example: Заголовок 1\n")
    assert (
        "🟠 Channel 1001 · сьогодні о 08:00\nпосилається на допис, через 10\u00a0хв\nЛіквідовано пожежу" in message.text
    )
    assert EntityKind.EXPANDABLE_QUOTE in [entity.kind for entity in message.entities]


async def test_a_known_link_is_answered_at_once_with_recalls_last(counter: Counter, store: Store):
    channel = await counter.channel()
    older, newer = await counter.post(channel, "Давня подія"), await counter.post(channel, "Нова подія")
    await counter.write(REPORTER, LINK)
    await counter.answer()
    await counter.fetch(access=ArticleAccess.SUMMARY, author="Ірина Ткач")
    job = await counter.job(Stage.MATCH_ARTICLE)
    await store.matches.save_article(
        job,
        [
            verdict(older, job.item, relation=Relation.BACKGROUND),
            verdict(newer, job.item, band=Band.PROBABLE),
        ],
        at=counter.clock(),
    )
    text = await counter.tell(REPORTER, LINK)
    assert text.index("Нова подія") < text.index("Давня подія")
    assert "ймовірно: посилається" in text
    assert "лише згадує" in text
    assert "Ірина Ткач\nПрочитати вдалося лише заголовок" in text


async def test_an_article_of_nobody_says_so(counter: Counter):
    await counter.write(REPORTER, LINK)
    await counter.answer()
    await counter.fetch()
    await counter.match()
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert "джерела не знайдено" in counter.sender.last.message.text


async def test_a_page_that_does_not_answer_is_reported_after_ten_seconds(counter: Counter):
    await counter.write(REPORTER, LINK)
    while not await counter.answer():
        counter.clock.move(seconds=1)
    assert counter.sender.last.message.text.startswith("⏳ Сторінка ще не відповіла.")
    assert counter.clock() - MORNING == timedelta(seconds=10)


async def test_a_page_that_cannot_be_read_is_reported_at_once(counter: Counter, store: Store):
    await counter.write(REPORTER, LINK)
    await counter.answer()
    job = await counter.job(Stage.FETCH_ARTICLE)
    await store.articles.failed(job, error="HTTP 404", next_at=None, at=counter.clock())
    await counter.match()
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert "Статті на цій сторінці я не знайшов" in counter.sender.last.message.text


async def test_a_link_sent_while_the_bot_was_away_still_gets_its_time(counter: Counter):
    away = counter.clock()
    counter.clock.move(hours=3)
    await counter.write(REPORTER, LINK, sent_at=away)
    assert await counter.answer() == 0
    await counter.fetch()
    await counter.match()
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1


async def test_odd_addresses_are_named_odd(counter: Counter):
    for text in ("http://[", "https://user:secret@news.example/1"):
        assert "не схоже на адресу" in await counter.tell(REPORTER, text)


@pytest.mark.parametrize("link", ["t.me/fire/5", "https://t.me/c/1001/5", "https://t.me/s/fire/5?single"])
async def test_the_link_of_a_post_gives_its_articles(counter: Counter, link: str):
    await counter.post(await counter.channel(1, username="fire"), "Ліквідовано пожежу", message_id=5)
    message = await counter.ask(REPORTER, link)
    assert "Ліквідовано пожежу" in message.text
    assert message.text.endswith("📭 Статей ще немає")
    assert message.buttons[0][0].url == "https://t.me/fire/5"


async def test_a_forwarded_post_gives_its_articles(counter: Counter):
    bold = Entity(kind=EntityKind.BOLD, offset=0, length=5)
    post = await counter.post(await counter.channel(), "Пожар у селі", message_id=5, entities=(bold,))
    await counter.write(REPORTER, LINK)
    await counter.answer()
    await counter.fetch()
    await counter.match(post)
    counter.clock.move(seconds=1)
    await counter.answer()
    text = await counter.tell(
        REPORTER, "Пожар у селі", kind=RequestKind.FORWARD, forward=Origin(telegram_id=1001, message_id=5)
    )
    assert "Заголовок 1\nпосилається на допис" in text


async def test_a_post_of_which_nothing_was_written_comes_with_the_likest_articles(counter: Counter):
    await counter.post(await counter.channel(), "Пожежа у селі Лозове", message_id=5)
    origin = Origin(telegram_id=1001, message_id=5)
    assert "Найближчі" not in await counter.tell(REPORTER, "Пожежа", kind=RequestKind.FORWARD, forward=origin)
    await counter.write(REPORTER, LINK)
    await counter.answer()
    title = "У Лозовому сталася пожежа"
    await counter.fetch(title=title, lead="", text="Горіла хата.", keys=search_keys(title, "uk"))
    counter.clock.move(seconds=1)
    await counter.answer()
    text = await counter.tell(REPORTER, "Пожежа", kind=RequestKind.FORWARD, forward=origin)
    assert "Статей ще немає" in text
    assert f"Найближчі статті, жодна не певна:\n• {title} · news.example" in text


async def test_forwards_that_lead_nowhere_are_explained(counter: Counter):
    async def forward(origin: Origin | None) -> str:
        return await counter.tell(REPORTER, "/help текст", kind=RequestKind.FORWARD, forward=origin)

    assert "не повідомляє" in await forward(Origin(name="Хтось прихований"))
    assert "не стежу" in await forward(Origin(telegram_id=4040, message_id=1))
    await counter.channel()
    assert "немає" in await forward(Origin(telegram_id=1001, message_id=1))


async def test_the_link_of_a_channel_gives_its_newest_posts(counter: Counter):
    await counter.post(await counter.channel(1, username="fire"), "Ліквідовано пожежу")
    assert "Ліквідовано" in await counter.tell(REPORTER, "https://t.me/fire")
