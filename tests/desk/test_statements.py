"""One statement in several channels: one entry of an article's card, and who published it first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.post import Reader
from bot.desk.cards import source_card
from bot.language import prepare
from bot.message import Message
from storage.api import Store
from storage.records import (
    Band,
    Change,
    Channel,
    ChannelId,
    Evidence,
    Fidelity,
    LabelKind,
    Post,
    PostId,
    Quotation,
    Relation,
    Source,
)
from tests.alerts.scenes import NOON, article, mention
from tests.alerts.scenes import channel as channel_of
from tests.alerts.scenes import post as post_of
from tests.desk.counter import EDITOR, REPORTER, Counter

SAID = (
    "У Лебедині вночі горів склад меблевої фабрики на площі 1850 квадратних метрів. Постраждав сторож, "
    "його шпиталізовано. Пожежу гасили 38 рятувальників, причину встановлюють слідчі."
)
EDITED = SAID.replace("вночі", "цієї ночі") + " Дякую рятувальникам!"
RUSSIAN = (
    "В Лебедине ночью горел склад мебельной фабрики на площади 1850 квадратных метров. Пострадал сторож, "
    "его госпитализировали. Пожар тушили 38 спасателей, причину устанавливают следователи."
)
ENGLISH = (
    "A furniture warehouse of 1,850 square metres burned in Lebedyn overnight. The guard was hurt and is in hospital. "
    "38 rescuers put the fire out, and investigators look for its cause."
)
OTHER = "Завтра в Лебедині з 9:00 до 17:00 перекриють вулицю Гайову: міняють водогін, автобуси підуть через Замлиння."
URL = "https://news.example/1"
READER = Reader(language="uk", timezone="Europe/Kyiv", now=NOON + timedelta(hours=2))


async def post(counter: Counter, channel: Channel, text: str) -> PostId:
    prepared, now = prepare(text), counter.clock()
    values = {"original": text, "statement": prepared.statement, "language": prepared.language}
    found = await counter.post(channel, prepared.text, sent_at=now, received_at=now, **values)
    counter.clock.move(minutes=5)
    return found


async def told(counter: Counter, *texts: str) -> list[PostId]:
    """What channels A, B, … say, five minutes after each other."""
    found = []
    for number, text in enumerate(texts, start=1):
        found.append(await post(counter, await counter.channel(number, title=f"Канал {'АБВГ'[number - 1]}"), text))
    return found


async def written(counter: Counter, *posts: PostId) -> Message:
    """The card of an article that was written from posts."""
    await counter.tell(EDITOR, "/help")  # the bot learns their name
    await counter.write(EDITOR, URL)
    await counter.answer()
    await counter.fetch()
    await counter.match(*posts)
    await counter.answer()
    return await counter.ask(EDITOR, URL)


async def card_of(counter: Counter, store: Store, post: PostId) -> Message:
    found = await store.posts.get(post)
    assert found is not None
    return await counter.ask(EDITOR, found.link)


def buttons(message: Message) -> list[list[str]]:
    return [[button.text for button in row] for row in message.buttons]


@pytest.mark.parametrize("said", [SAID, RUSSIAN, ENGLISH])
async def test_a_statement_of_three_channels_is_one_entry_that_names_the_first(counter: Counter, said: str):
    posts = await told(counter, said, said + " Слава Україні!", said)
    card = await written(counter, *reversed(posts))
    assert "🟠 Канал А · сьогодні о 08:00\nте саме: Канал Б (08:05, з правками), Канал В (08:10)\n" in card.text
    assert card.text.count(said[:30]) == 1
    assert buttons(card) == [["✓ Звідси", "✗ Не звідси", "↩️ Лише згадка"]]


async def test_who_contradicts_in_the_same_words_is_an_entry_with_buttons_of_its_own(counter: Counter):
    dead = SAID.replace("Постраждав сторож, його шпиталізовано", "Загинув сторож, його не встигли шпиталізувати")
    card = await written(counter, *await told(counter, SAID, dead, f"Не вірте фейку: «{SAID}» Пожежі не було."))
    assert "те саме" not in card.text
    assert [row[0] for row in buttons(card)] == ["1. ✓ Звідси", "2. ✓ Звідси", "3. ✓ Звідси"]


async def test_it_is_so_in_english(counter: Counter):
    await counter.tell(EDITOR, "/language en")
    card = await written(counter, *await told(counter, SAID, EDITED))
    assert "\nalso published by: Канал Б (08:05, with changes)\n" in card.text


async def test_what_is_said_of_an_entry_is_said_of_all_its_posts_and_taken_back_of_all(counter: Counter, store: Store):
    posts = await told(counter, SAID, EDITED, OTHER)
    card = await written(counter, *posts)
    assert [row[0] for row in buttons(card)] == ["1. ✓ Звідси", "2. ✓ Звідси"]
    answer = await counter.press(EDITOR, f"s_unrelated:{posts[0]}.1")
    assert answer.show is not None
    assert (
        "✗ 🟠 Канал А · сьогодні о 08:00\nте саме: Канал Б (08:05, з правками)\nне з цього допису" in answer.show.text
    )
    labels = await store.labels.all()
    assert {(one.post_id, one.kind) for one in labels} == {(each, LabelKind.UNRELATED) for each in posts[:2]}
    await counter.press(EDITOR, f"s_undo:{posts[0]}.1")
    assert await store.labels.all() == []


async def test_a_later_channels_post_says_where_it_stood_first(counter: Counter, store: Store):
    first, edited, copy = await told(counter, SAID, EDITED, SAID)
    assert "\n📣 те саме: Канал Б (08:05, з правками), Канал В (08:10)\n" in (await card_of(counter, store, first)).text
    assert (
        "\n📣 вперше: Канал А (08:00), тут із правками\nте саме: Канал В (08:10)\n"
        in (await card_of(counter, store, edited)).text
    )
    assert (
        "\n📣 вперше: Канал А (08:00)\nте саме: Канал Б (08:05, з правками)\n"
        in (await card_of(counter, store, copy)).text
    )


async def test_of_what_nobody_else_said_no_other_channel_is_named(counter: Counter, store: Store):
    _, alone = await told(counter, SAID, OTHER)
    assert "📣" not in (await card_of(counter, store, alone)).text


async def test_the_card_of_a_post_says_who_was_first_and_leads_to_where_it_is_labelled(counter: Counter, store: Store):
    (one,) = await told(counter, SAID)
    for number, site in enumerate(("Ранок", "Вечір"), start=1):
        await counter.publish(one, site=site, number=number)
        counter.clock.move(minutes=3)
    card = await card_of(counter, store, one)
    assert card.text.index("🥇 перші ✏️ Ранок: ") < card.text.index("✏️ Вечір: ")
    assert buttons(card) == [["Відкрити допис", "Статті: 2"]]
    opened = (await counter.press(EDITOR, card.buttons[0][1].data or "")).reply
    assert opened is not None
    assert [row[0] for row in buttons(opened)] == ["1. ✓ Звідси", "2. ✓ Звідси"]
    found = await store.posts.get(one)
    assert found is not None
    assert buttons(await counter.ask(REPORTER, found.link)) == [["Відкрити допис"]]


def source(number: int, evidence: Evidence, *, text: str = SAID, band: Band = Band.MATCHED) -> Source:
    """A post of a channel of its own, five minutes after the one before."""
    said: Post = post_of(
        text, id=PostId(number), channel_id=ChannelId(number), sent_at=NOON + timedelta(minutes=5 * number)
    )
    verdict = replace(mention(band=band, evidence=evidence).verdict, post_id=said.id)
    return Source(verdict=verdict, post=said, channel=channel_of(id=ChannelId(number), title=f"Канал {number}"))


def test_numbers_and_quotations_are_told_of_the_post_that_the_article_follows_most_closely():
    written = article(title="Пожежа", text="«Постраждав сторож», – кажуть рятувальники.")
    start = len("Пожежа\n\n«")
    place = {"article_start": start, "article_end": start + len("Постраждав сторож")}
    altered = Quotation(fidelity=Fidelity.ALTERED, changes=(Change(post="двірник", article="сторож"),), **place)
    first = source(1, Evidence(quotations=(altered,), lag_seconds=1200), text=SAID.replace("сторож", "двірник"))
    second = source(2, Evidence(quotations=(Quotation(fidelity=Fidelity.EXACT, **place),), lag_seconds=900))
    card = source_card(written, [second, first], READER).text
    assert "Канал 1 · сьогодні о 14:10\nте саме: Канал 2 (14:15, з правками)\n" in card
    assert "\nстаття найближча до тексту каналу «Канал 2»\nпереказує, через 20\u00a0хв\n" in card
    assert "✅ дослівно: «Постраждав сторож»" in card
    assert "змінено" not in card
    assert card.endswith(SAID)


def test_a_statement_is_as_sure_as_its_surest_post():
    card = source_card(article(), [source(1, Evidence(), band=Band.PROBABLE), source(2, Evidence())], READER).text
    assert "ймовірно" not in card


def test_what_a_channel_reports_and_another_only_recalls_are_two_entries():
    recalled = source(2, Evidence())
    recalled = replace(recalled, verdict=replace(recalled.verdict, relation=Relation.BACKGROUND))
    assert "те саме" not in source_card(article(), [source(1, Evidence()), recalled], READER).text


@pytest.mark.parametrize(("language", "word"), [("uk", "ймовірно"), ("en", "probably")])
def test_a_recall_that_is_only_probable_is_called_so(language: str, word: str):
    one = source(1, Evidence(), band=Band.PROBABLE)
    recalled = replace(one, verdict=replace(one.verdict, relation=Relation.BACKGROUND))
    assert f"\n{word}: " in source_card(article(), [recalled], replace(READER, language=language)).text


@pytest.mark.parametrize(("language", "word"), [("uk", "схоже"), ("en", "looks like it")])
def test_a_match_with_a_low_score_reads_less_sure(language: str, word: str):
    one = source(1, Evidence())
    reader = replace(READER, language=language)
    low = replace(one, verdict=replace(one.verdict, score=0.38))
    assert f"\n{word}: " in source_card(article(), [low], reader).text
    assert word not in source_card(article(), [one], reader).text
