"""Near-identical articles under other addresses: copies told from originals."""

from datetime import timedelta

import pytest

from storage.api import Store
from storage.records import Stage
from tests.builders import (
    MORNING,
    article_page,
)
from tests.storage.visits import HOUR, fetch, found

PRINT = 0xF0F0_1234_5678_9ABC  # the highest bit set: SQLite's integers are signed


def differing(*bits: int) -> int:
    return PRINT ^ sum(1 << bit for bit in bits)


async def copies(store: Store) -> dict[int, int | None]:
    return {
        int(article.url.rsplit("/", 1)[1]): article.copy_of
        for article in await store.articles.recent(MORNING - 99 * HOUR, 99)
    }


@pytest.mark.parametrize(
    ("bits", "is_copy"),
    [((), True), ((0, 17, 63), True), (tuple(range(0, 64, 8)), True), (tuple(range(0, 63, 7)), False)],
)
async def test_at_most_eight_bits_apart_is_a_copy(store: Store, bits: tuple[int, ...], is_copy: bool) -> None:
    original = await fetch(store, 1, fingerprint=PRINT)
    copy = await fetch(store, 2, at=HOUR, fingerprint=differing(*bits))
    assert copy.copy_of == (original.id if is_copy else None)


async def test_the_earliest_is_the_original_whenever_it_is_read(store: Store) -> None:
    await fetch(store, 1, at=2 * HOUR, fingerprint=PRINT)
    await fetch(store, 2, at=3 * HOUR, fingerprint=differing(5))
    assert await copies(store) == {1: None, 2: 1}
    await fetch(store, 3, at=HOUR, fingerprint=PRINT)
    assert await copies(store) == {1: 3, 2: 3, 3: None}


async def test_no_copy_without_enough_text_or_after_three_days(store: Store) -> None:
    await fetch(store, 1, fingerprint=0)
    await fetch(store, 2, fingerprint=0)
    await fetch(store, 3, fingerprint=PRINT)
    await fetch(store, 4, at=timedelta(days=3, minutes=1), fingerprint=PRINT)
    assert set((await copies(store)).values()) == {None}


async def test_an_original_that_is_rewritten_loses_its_copies(store: Store) -> None:
    _, job = await found(store)
    await store.articles.fetched(job, article_page(1, fingerprint=PRINT), next_at=MORNING, at=MORNING)
    await fetch(store, 2, at=HOUR, fingerprint=PRINT)
    (job,) = [job for job in await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9) if job.item == 1]
    await store.articles.fetched(job, article_page(1, text="інше", fingerprint=77), next_at=None, at=MORNING)
    assert await copies(store) == {1: None, 2: None}
