"""The text of an article in place of its link. Invented people and events."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.desk.weighings import Weighings, weighings_by
from bot.language import normalise, search_keys
from bot.meaning.choosing import Standing
from bot.meaning.meanings import Meanings
from storage.records import Channel, Origin, RequestKind, Stage
from tests.builders import new_post
from tests.desk.counter import EDITOR, REPORTER, Counter
from tests.meaning.inside import Inside

POST = (
    "У Лебедині вночі горів склад меблевої фабрики. Постраждали семеро людей, серед них двоє рятувальників. "
    "Пожежу гасили 38 рятувальників, причину з'ясовують слідчі."
)
TEXT = (
    "У Лебедині згорів склад меблів\n\n"
    "У Лебедині вночі сталася пожежа на складі меблевої фабрики, повідомили рятувальники.\n\n"
    "«Постраждали семеро людей, серед них двоє рятувальників. Пожежу гасили 83 рятувальники», – ідеться в дописі."
)
RETOLD = (
    "Пожежа в Лебедині: що відомо\n\n"
    "У Лебедині горіли меблі. За словами очевидців, кількох людей забрали до лікарні, а причину з'ясують слідчі. "
    "Мешканці сусідніх вулиць розповідають, що дим було видно з самого ранку, проте повітря вже перевірили."
)
ASKED_FOR = "Надішліть посилання на статтю або її текст, посилання на допис або перешліть допис."


async def told(counter: Counter) -> Channel:
    channel = await counter.channel(username="fire")
    await counter.post(channel, POST, message_id=5)
    counter.clock.move(minutes=30)
    return channel


@pytest.mark.parametrize("who", [REPORTER, EDITOR])
async def test_a_pasted_text_gets_the_card_of_an_article_and_is_not_kept(counter: Counter, who: int):
    await told(counter)
    message = await counter.ask(who, TEXT)
    lines = message.text.split("\n")
    assert lines[0] == "📰 Текст без посилання: У Лебедині згорів склад меблів"
    assert any(line.startswith("⚠️ цитату змінено: 38 рятувальників → 83 рятувальники") for line in lines)
    assert "через 30 хв" not in message.text
    assert message.buttons == ()
    assert await counter.store.work.due(Stage.MATCH_ARTICLE, counter.clock(), limit=9) == []


async def test_a_text_of_other_news_has_no_source(counter: Counter):
    await told(counter)
    text = "Новий парк відкрили у Вербні. Архітекторка Оксана Гнатюк каже, що проєкт коштував громаді чимало. " * 3
    assert "🔎 Серед дописів наших каналів джерела не знайдено." in await counter.tell(EDITOR, text)


async def test_a_forwarded_text_is_read_as_of_its_time(counter: Counter):
    await told(counter)
    of_then = Origin(name="Хтось", sent_at=counter.clock())
    counter.clock.move(days=20)
    forwarded = await counter.tell(EDITOR, TEXT, kind=RequestKind.FORWARD, forward=of_then)
    assert "цитату змінено" in forwarded
    of_a_stranger = Origin(telegram_id=4040, message_id=1, sent_at=of_then.sent_at)
    assert "цитату змінено" in await counter.tell(EDITOR, TEXT, kind=RequestKind.FORWARD, forward=of_a_stranger)
    before = Origin(name="Хтось", sent_at=counter.clock() - timedelta(days=60))
    assert "не знайдено" in await counter.tell(EDITOR, TEXT, kind=RequestKind.FORWARD, forward=before)


def give_encoder(counter: Counter) -> Inside:
    """As the application does: what it says of pasted texts is not kept."""
    encoder = Inside()
    meanings = Meanings(counter.store.vectors, encoder, now=counter.clock)  # type: ignore[arg-type]
    weighings = Weighings(partial(meanings.near, keep=False), waited_seconds=60)
    counter.desk = replace(counter.desk, weighings=weighings, meaning=Standing(encoder="inside"))
    return encoder


async def vectors_kept(counter: Counter, *texts: str) -> int:
    """Of texts that are looked through."""
    encoder = Inside()
    await Meanings(counter.store.vectors, encoder, now=counter.clock).of_passages(texts)  # type: ignore[arg-type]
    return len(texts) - encoder.texts


async def test_of_a_text_that_words_leave_open_the_encoder_is_asked_and_keeps_nothing(counter: Counter):
    await told(counter)
    by_words = await counter.tell(EDITOR, RETOLD)
    encoder = give_encoder(counter)
    assert await counter.tell(EDITOR, RETOLD) != by_words
    assert encoder.texts
    assert await vectors_kept(counter, *RETOLD.split("\n\n")) == 0


async def test_of_a_text_that_quotes_its_post_no_encoder_is_asked(counter: Counter):
    await told(counter)
    encoder = give_encoder(counter)
    assert "цитату змінено" in await counter.tell(EDITOR, TEXT)
    assert encoder.texts == 0


async def test_an_encoder_that_fails_leaves_the_answer_to_words(counter: Counter):
    await told(counter)
    by_words = await counter.tell(EDITOR, RETOLD)
    encoder = give_encoder(counter)
    encoder.breaks = lambda _: True
    assert await counter.tell(EDITOR, RETOLD) == by_words
    counter.desk.meaning.trouble, encoder.breaks = "The process ended with 7.", lambda _: False
    assert await counter.tell(EDITOR, RETOLD) == by_words
    assert encoder.texts == 0


async def wait_in_vain(counter: Counter, weighings: Weighings | None) -> str:
    """What somebody reads who waited ten seconds for an encoder that says nothing."""
    assert weighings is not None
    weighings.waited_seconds = 0.01
    counter.desk = replace(counter.desk, weighings=weighings, meaning=Standing(encoder="inside"))
    await counter.write(EDITOR, RETOLD)
    assert await counter.answer() == 0
    counter.clock.move(seconds=11)
    assert await counter.answer() == 1
    return counter.sender.last.message.text


async def test_whoever_pastes_a_text_waits_ten_seconds_for_the_encoder_and_next_time_less(counter: Counter):
    await told(counter)
    answers = asyncio.Event()

    async def near(*_: Sequence[Any]) -> dict[str, dict[str, float]]:
        await answers.wait()
        return {}

    async with weighings_by(near) as weighings:
        assert "⏳ Ще порівнюю його за змістом" in await wait_in_vain(counter, weighings)
        answers.set()
        counter.desk.weighings.waited_seconds = 60
        assert "⏳" not in await counter.tell(EDITOR, RETOLD)


async def test_passes_that_nobody_waits_for_end_with_the_application(counter: Counter):
    await told(counter)
    ended = asyncio.Event()

    async def near(*_: Sequence[Any]) -> dict[str, dict[str, float]]:
        try:
            return await asyncio.get_running_loop().create_future()
        finally:
            ended.set()

    async with weighings_by(near) as weighings:
        await wait_in_vain(counter, weighings)
        assert not ended.is_set()
    assert ended.is_set()


async def test_a_text_that_quotes_a_post_as_it_was_is_held_against_that_wording(counter: Counter):
    channel = await told(counter)
    edited = normalise(POST.replace("семеро", "дев'ятеро").replace("38", "112"))
    edit = new_post(channel, message_id=5, text=edited, keys=search_keys(edited), edited_at=counter.clock())
    assert await counter.store.posts.revise([edit], at=counter.clock()) == 1
    card = await counter.tell(EDITOR, TEXT.replace("83", "38"))
    assert "за версією допису до змін" in card
    assert "Додає" not in card


@pytest.mark.parametrize("language", ["uk", "en"])
async def test_a_text_that_is_too_short_is_told_how_long_it_must_be(counter: Counter, language: str):
    await told(counter)
    await counter.tell(EDITOR, f"/language {language}")
    text = "У Лебедині вночі горів склад меблевої фабрики, повідомили рятувальники."
    answered = await counter.tell(EDITOR, text)
    assert str(len(text)) in answered
    assert "200" in answered
    assert ("закороткий" if language == "uk" else "too short to judge") in answered


@pytest.mark.parametrize("text", ["Дякую, колего! Гарного дня.", "Привіт, як справи?", "👍"])
async def test_a_few_words_are_no_text_of_an_article(counter: Counter, text: str):
    assert (await counter.tell(EDITOR, text)).startswith(ASKED_FOR)
