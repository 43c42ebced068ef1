"""Candidates: the likeliest first, within a window, and as if each were asked for the first time."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.api import Store
from storage.opening import read_store
from storage.records import ArticleId, PostId, Query, Sought, Stage
from storage.sqlite import rarity
from storage.sqlite.candidates import FEW
from tests.builders import (
    MINUTE,
    MORNING,
    everybody,
    feed_item,
    keys_of,
    new_post,
    watched,
)
from tests.storage.makers import article, edit, post

HOUR = timedelta(hours=1)


def query(*keys: str, after: datetime = MORNING, before: datetime = MORNING, limit: int = 9) -> Query:
    return Query(keys=keys, after=after, before=before, limit=limit)


async def found_by(store: Store, *queries: Query, **more: Any) -> list[PostId]:
    """The posts that are found for an article of which nobody has said anything."""
    (found,) = await store.matches.candidates([Sought(article_id=ArticleId(99), queries=queries, **more)])
    assert all(channel.id == post.channel_id and channel.spec.username == "general" for post, channel in found)
    return [post.id for post, _ in found]


async def test_candidates_come_by_rare_keys_first(store: Store) -> None:
    common = [await post(store, f"наступ на сході {number}") for number in range(5)]
    rare = await post(store, "гольмгрен на сході")
    await post(store, "зовсім інше")
    found = await found_by(store, query(*keys_of("адмірал гольмгрен сказав на сході наступ").split()))
    assert found[0] == rare
    assert set(found) == {rare, *common}
    assert len(await found_by(store, query("l:на", limit=2))) == 2


async def test_candidates_keep_to_the_window(store: Store) -> None:
    times = (-120, -60, 0, 60)
    posts = {minutes: await post(store, "залужний", minutes=minutes) for minutes in times}
    found = await found_by(store, query("l:залужний", after=MORNING - HOUR))
    assert set(found) == {posts[-60], posts[0]}
    later = query("l:залужний", after=MORNING + 2 * HOUR, before=MORNING + 3 * HOUR)
    assert await found_by(store, later) == []
    assert await found_by(store, query()) == []


async def test_what_was_stored_a_moment_ago_is_a_candidate(store: Store) -> None:
    await post(store, "перше")
    assert await found_by(store, query("l:друге")) == []
    second = await post(store, "друге")
    assert await found_by(store, query("l:друге")) == [second]


async def test_candidates_of_several_articles_are_told_apart_and_each_stands_once(store: Store) -> None:
    first, second, third = [await post(store, text) for text in ("перше залужний", "друге", "третє")]
    given_and_found = Sought(article_id=ArticleId(1), posts=(third,), queries=(query("l:третє"), query("l:друге")))
    nothing = Sought(article_id=ArticleId(2))
    other = Sought(article_id=ArticleId(3), queries=(query("l:перше", "l:друге"), query("l:залужний")))
    found = await store.matches.candidates([given_and_found, nothing, other])
    assert [[post.id for post, _ in posts] for posts in found] == [[third, second], [], [second, first]]
    assert await store.matches.candidates([]) == []


async def test_an_edit_that_takes_a_candidate_away_gives_its_place_to_another(store: Store) -> None:
    channel = await watched(store, 1001, username="general")
    best = new_post(channel, keys="x:загроза x:київ")
    next_best = new_post(channel, message_id=2, keys="x:загроза")
    first, second = (await store.posts.add([best, next_best], audience=everybody, at=MORNING)).posts
    asked = query("x:загроза", "x:київ", limit=1)
    assert await found_by(store, asked) == [first]
    edited = new_post(channel, text="відбій", keys="x:відбій", edited_at=MORNING + MINUTE)
    assert await store.posts.revise([edited], at=MORNING) == 1
    assert await found_by(store, asked) == [second]


async def test_a_query_that_is_asked_again_is_answered_as_if_it_were_asked_for_the_first_time(
    store: Store, url: str
) -> None:
    """Posts come in, are edited and are once too many to be compared one by one; a fresh store is asked beside."""
    asked = query("x:загроза", "x:балістика", "x:київ", after=MORNING - HOUR, before=MORNING + HOUR, limit=3)
    keys = ("x:загроза", "x:балістика", "x:київ", "x:відбій", "x:загроза x:київ", "x:загроза x:балістика x:київ")
    channel = await watched(store, 1001, username="general")
    answers = []
    for number in range(24):
        edited = number % 5 == 4
        new = new_post(
            channel,
            message_id=number // 2 if edited else number + 1,
            text=f"допис {number}",
            keys=keys[(number * 7) % len(keys)],
            sent_at=MORNING + (number % 9 - 4) * 20 * MINUTE,
            edited_at=MORNING + number * MINUTE if edited else None,
        )
        if edited:
            assert await store.posts.revise([new], at=MORNING) == 1
        else:
            await store.posts.add([new], audience=everybody, at=MORNING)
        if number == 17:
            ids = range(100, 101 + FEW)
            many = [new_post(channel, message_id=one, keys="x:загроза", sent_at=MORNING) for one in ids]
            await store.posts.add(many, audience=everybody, at=MORNING)
        if number % 7 in (0, 1, 2, 6):
            answers.append(await found_by(store, asked))
            async with read_store(url) as fresh:
                assert answers[-1] == await found_by(fresh, asked), number
    assert len(set(map(tuple, answers))) > 5, "the answer changes with what comes in"


async def test_what_memory_finds_is_what_the_index_finds(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more posts are held than are counted, a window that begins before those asks the index."""
    channel = await watched(store, 1001, username="general")
    keys = ("x:київ", "x:загроза", "x:київ x:загроза", "x:відбій", "x:балістика x:київ")
    for number in range(20):
        text, sent_at = f"допис {number}", MORNING + (number * 7 % 20) * MINUTE
        new = new_post(channel, message_id=number + 1, text=text, keys=keys[number % 5], sent_at=sent_at)
        await store.posts.add([new], audience=everybody, at=MORNING)
    edited = new_post(channel, message_id=3, text="інше", keys="x:відбій", edited_at=MORNING + MINUTE)
    await store.posts.revise([edited], at=MORNING)
    windows = [(0, 20), (3, 9), (18, 25), (30, 40)]
    asked = [
        query("x:київ", "x:загроза", after=MORNING + first * MINUTE, before=MORNING + last * MINUTE, limit=20)
        for first, last in windows
    ]
    known = [await found_by(store, one) for one in asked]
    named = [number * 7 % 20 for number in range(20) if number % 5 != 3 and number != 2]
    assert [len(found) for found in known] == [sum(a <= minute <= b for minute in named) for a, b in windows]
    for recent in (0, 6):
        monkeypatch.setattr(rarity, "RECENT", recent)
        async with read_store(url) as other:
            assert [set(await found_by(other, one)) for one in asked] == [set(found) for found in known], recent


async def test_articles_are_candidates_once_read_and_copies_too(store: Store) -> None:
    pending = feed_item(9, keys="l:залужний")
    await store.articles.add(pending, site="Новини", at=MORNING - MINUTE)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.work.failed(job, error="not now", at=MORNING)
    first = await article(store, 1, "залужний сказав", fingerprint=5)
    copy = await article(store, 2, "залужний сказав", minutes=1, fingerprint=5)
    assert copy.copy_of == first.id
    await article(store, 3, "інше")
    found = await store.matches.articles_for(["l:залужний"], after=MORNING, before=MORNING + HOUR, limit=9)
    assert {candidate.id for candidate in found} == {first.id, copy.id}


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/general/1",
        "http://www.t.me/GENERAL/1?single",
        "t.me/s/general/1",
        "https://telegram.me/general/1/",
        "https://t.me/c/1001/1",
    ],
)
async def test_addresses_lead_to_posts(store: Store, link: str) -> None:
    post_id = await post(store, "перше")
    links = ("https://t.me/general/99", link, link, "https://news.example/1")
    assert await found_by(store, links=links) == [post_id]


async def test_a_post_with_a_mark_that_parts_rows_is_read_as_one(store: Store) -> None:
    """Posts that are compared come as one text, and each is read once: an edited one must be another."""
    text = "Збито 97\x1eдронів\x1e"
    post_id, other = await post(store, text), await post(store, "Міст закрито")
    for wanted in (text, "Збито 98 дронів"):
        (found,) = await store.matches.candidates(
            [Sought(article_id=ArticleId(1), posts=(post_id, other), links=(), queries=())]
        )
        assert {one.original for one, _ in found} == {wanted, "Міст закрито"}
        await edit(store, post_id, "Збито 98 дронів")
