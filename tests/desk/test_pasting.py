"""The text of an article in place of its link. Invented people and events."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.meaning.meanings import Meanings
from storage.records import Origin, RequestKind, Stage
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


async def told(counter: Counter) -> None:
    await counter.post(await counter.channel(username="fire"), POST, message_id=5)
    counter.clock.move(minutes=30)


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


async def test_a_short_text_is_asked_for_more(counter: Counter):
    await told(counter)
    assert ASKED_FOR in await counter.tell(EDITOR, "Дякую, колего! Гарного дня.")


def give_encoder(counter: Counter) -> Inside:
    """As the application does: what it says of pasted texts is not kept."""
    encoder = Inside()
    meanings = Meanings(counter.store.vectors, encoder, now=counter.clock)  # type: ignore[arg-type]
    counter.desk = replace(counter.desk, near=partial(meanings.near, keep=False))
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


async def never(*_: Sequence[Any]) -> dict[str, dict[str, float]]:
    """No answer."""
    return await asyncio.get_running_loop().create_future()


async def test_an_encoder_that_fails_or_is_slow_leaves_the_answer_to_words(counter: Counter):
    await told(counter)
    by_words = await counter.tell(EDITOR, RETOLD)
    give_encoder(counter).breaks = lambda _: True
    assert await counter.tell(EDITOR, RETOLD) == by_words
    counter.desk = replace(counter.desk, near=never, patience_seconds=0.0)
    assert await counter.tell(EDITOR, RETOLD) == by_words
