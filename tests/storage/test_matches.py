"""Matches: verdicts kept whole, alerts changed only where people would see it."""

import pytest

from storage.api import Store
from storage.records import Article, Band, Evidence, Job, PostId, Relation, Span, Stage
from tests.builders import (
    MORNING,
    article_page,
    feed_item,
    owner,
    verdict,
)
from tests.storage.makers import article, edit, job_for, post

SPAN = Span(post_start=0, post_end=9, article_start=4, article_end=13, words=3, quoted=True)
FULL = Evidence(
    link=True, spans=(SPAN,), attribution="написав Залужний", names=("x:zlzhn",), numbers=("d:97",),
    names_clash=("x:nv",), numbers_clash=("d:98",), overlap=0.5, lag_seconds=600, margin=0.25,
)  # fmt: skip


async def show_all(store: Store) -> int:
    """Show what is due; how many that were."""
    due = await store.alerts.due(MORNING, limit=99)
    for alert in due:
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    return len(due)


# ------------------------------------------------------------------ verdicts


async def test_a_verdict_comes_back_with_all_its_evidence(store: Store) -> None:
    post_id = await post(store, "залужний")
    read = await article(store, 1, "залужний")
    said = verdict(post_id, read.id, evidence=FULL, relation=Relation.BACKGROUND, band=Band.PROBABLE, score=0.51)
    await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), [said], at=MORNING)
    (mention,) = await store.matches.of_post(post_id)
    assert (mention.verdict, mention.article) == (said, read)
    (source,) = await store.matches.of_article(read.id)
    assert (source.verdict, source.post.id, source.channel.telegram_id) == (said, post_id, 1001)
    assert await store.work.due(Stage.MATCH_ARTICLE, MORNING, limit=9) == []


async def test_the_sources_of_many_articles_are_those_of_each(store: Store) -> None:
    posts = [await post(store, f"п{number}") for number in range(2)]
    read = [await article(store, number) for number in range(3)]
    for one, scores in zip(read, ((0.9, 0.95), (0.8,), ()), strict=True):
        said = [verdict(post_id, one.id, score=score) for post_id, score in zip(posts, scores, strict=False)]
        await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, one.id), said, at=MORNING)
    of_each = {one.id: await store.matches.of_article(one.id) for one in read}
    assert [[source.verdict.score for source in of_each[one.id]] for one in read] == [[0.95, 0.9], [0.8], []]
    found = await store.matches.of_articles([one.id for one in read])
    assert found == {article_id: sources for article_id, sources in of_each.items() if sources}


async def test_mentions_are_in_order_of_publication_and_sources_surest_first(store: Store) -> None:
    posts = [await post(store, f"п{number}") for number in range(3)]
    late, early = await article(store, 1, minutes=9), await article(store, 2, minutes=3)
    for read in (late, early):
        verdicts = [
            verdict(posts[0], read.id, band=Band.PROBABLE, score=0.95),
            verdict(posts[1], read.id, band=Band.NONE, score=0.1),
            verdict(posts[2], read.id, score=0.8),
        ]
        await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), verdicts, at=MORNING)
    assert [mention.article.id for mention in await store.matches.of_post(posts[0])] == [early.id, late.id]
    assert await store.matches.of_post(posts[1]) == []
    assert [source.post.id for source in await store.matches.of_article(late.id)] == [posts[2], posts[0]]
    assert (await store.counts()).matches == 4


async def test_an_article_judged_again_replaces_all_it_said(store: Store) -> None:
    await owner(store)
    one, two = await post(store, "перше"), await post(store, "друге")
    read = await article(store, 1)
    job = job_for(Stage.MATCH_ARTICLE, read.id)
    assert await show_all(store) == 2
    await store.matches.save_article(job, [verdict(one, read.id)], at=MORNING)
    assert await show_all(store) == 1
    await store.matches.save_article(job, [verdict(two, read.id)], at=MORNING)
    assert await show_all(store) == 2
    assert await store.matches.of_post(one) == []
    await store.matches.save_article(job, [], at=MORNING)
    assert await show_all(store) == 1


@pytest.mark.parametrize(
    ("changes", "is_seen"),
    [
        ({}, False),
        ({"score": 0.7}, False),
        ({"score": 0.5}, True),  # it reads less sure
        ({"evidence": Evidence(link=True, margin=0.5, overlap=0.2)}, False),
        ({"evidence": Evidence(link=True, numbers=("d:97",))}, True),
        ({"band": Band.PROBABLE}, True),
        ({"band": Band.NONE}, True),
        ({"relation": Relation.BACKGROUND}, True),
    ],
)
@pytest.mark.parametrize("by_post", [True, False])
async def test_alerts_change_only_where_people_would_see_it(
    store: Store, changes: dict[str, object], is_seen: bool, by_post: bool
) -> None:
    await owner(store)
    post_id = await post(store, "залужний")
    read = await article(store, 1)
    await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), [verdict(post_id, read.id)], at=MORNING)
    assert await show_all(store) == 1
    said = [verdict(post_id, read.id, **changes)]
    if by_post:
        await store.matches.save_post(job_for(Stage.MATCH_POST, post_id), said, at=MORNING)
    else:
        await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), said, at=MORNING)
    assert await show_all(store) == is_seen


async def test_a_post_judged_adds_to_what_articles_said(store: Store) -> None:
    post_id = await post(store, "залужний")
    one, two = await article(store, 1), await article(store, 2, minutes=1)
    await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, one.id), [verdict(post_id, one.id)], at=MORNING)
    (job,) = await store.work.due(Stage.MATCH_POST, MORNING, limit=9)
    await store.matches.save_post(job, [verdict(post_id, two.id)], at=MORNING)
    assert [mention.article.id for mention in await store.matches.of_post(post_id)] == [one.id, two.id]
    assert await store.work.due(Stage.MATCH_POST, MORNING, limit=9) == []


async def test_an_article_that_reads_differently_changes_the_alerts_that_name_it(store: Store) -> None:
    await owner(store)
    post_id = await post(store, "залужний")
    made = await store.articles.add(feed_item(1), site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.fetched(job, article_page(1), next_at=MORNING, at=MORNING)
    await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, made.id), [verdict(post_id, made.id)], at=MORNING)
    assert await show_all(store) == 1
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.fetched(job, article_page(1, text="довше"), next_at=MORNING, at=MORNING)
    assert await show_all(store) == 0
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.fetched(job, article_page(1, text="довше", title="Інший"), next_at=None, at=MORNING)
    assert await show_all(store) == 1


async def test_the_post_of_a_source_has_what_it_said_before_its_edit(store: Store) -> None:
    post_id, read = await post(store, "Збито 97 дронів"), await article(store, 1)
    await edit(store, post_id, "Збито 98 дронів")
    await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), [verdict(post_id, read.id)], at=MORNING)
    (source,) = await store.matches.of_article(read.id)
    assert [one.original for one in source.post.earlier] == ["Збито 97 дронів"]


# ------------------------------------------------------------------ the second pass


async def test_what_is_in_doubt_is_due_for_the_second_pass_and_changes_the_alert_that_stands(store: Store) -> None:
    await owner(store)
    post_id, read = await post(store, "залужний"), await article(store, 1)
    unsure = verdict(post_id, read.id, band=Band.PROBABLE)
    job = job_for(Stage.MATCH_ARTICLE, read.id)
    await store.matches.save_article(job, [unsure], at=MORNING, doubts=[post_id])
    assert await show_all(store) == 1
    (weighing,) = await store.work.due(Stage.WEIGH_ARTICLE, MORNING, limit=9)
    sure = verdict(post_id, read.id, evidence=Evidence(meaning=0.9))
    assert await store.matches.save_weighed(weighing, [sure], at=MORNING)
    assert await show_all(store) == 1
    assert await store.work.waiting(Stage.WEIGH_ARTICLE) == 0


@pytest.mark.parametrize("by_post", [True, False])
@pytest.mark.parametrize("doubts", [True, False])
async def test_the_second_pass_has_the_last_word_while_the_first_only_doubts(
    store: Store, by_post: bool, doubts: bool
) -> None:
    post_id, read = await post(store, "залужний"), await article(store, 1)
    weighed = verdict(post_id, read.id, evidence=Evidence(meaning=0.9))
    await store.matches.save_weighed(await weighing_of(store, post_id, read), [weighed], at=MORNING)
    unsure = verdict(post_id, read.id, band=Band.PROBABLE)
    if by_post:
        doubted = [read.id] if doubts else []
        await store.matches.save_post(job_for(Stage.MATCH_POST, post_id), [unsure], at=MORNING, doubts=doubted)
    else:
        posts = [post_id] if doubts else []
        await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), [unsure], at=MORNING, doubts=posts)
    (source,) = await store.matches.of_article(read.id)
    assert source.verdict == (weighed if doubts else unsure)
    assert await store.work.waiting(Stage.WEIGH_ARTICLE) == doubts


async def test_what_was_weighed_before_the_first_pass_looked_again_is_not_stored(store: Store) -> None:
    post_id, read = await post(store, "залужний"), await article(store, 1)
    old = await weighing_of(store, post_id, read)
    await store.matches.save_post(job_for(Stage.MATCH_POST, post_id), [verdict(post_id, read.id)], at=MORNING)
    weighed = verdict(post_id, read.id, band=Band.NONE, evidence=Evidence(meaning=0.7))
    assert not await store.matches.save_weighed(old, [weighed], at=MORNING)
    assert len(await store.matches.of_article(read.id)) == 1
    assert await store.work.waiting(Stage.WEIGH_ARTICLE) == 1


async def weighing_of(store: Store, post_id: PostId, read: Article) -> Job:
    await store.matches.save_article(job_for(Stage.MATCH_ARTICLE, read.id), [], at=MORNING, doubts=[post_id])
    (job,) = await store.work.due(Stage.WEIGH_ARTICLE, MORNING, limit=9)
    return job
