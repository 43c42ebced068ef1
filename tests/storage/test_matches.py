"""Matches: the likeliest candidates first, verdicts kept whole, alerts changed only where people would see it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.api import Store
from storage.opening import read_store
from storage.records import Article, ArticleId, Band, Evidence, Job, PostId, Query, Relation, Sought, Span, Stage
from tests.builders import (
    MINUTE,
    MORNING,
    article_page,
    everybody,
    feed_item,
    keys_of,
    new_post,
    owner,
    verdict,
    watched,
)

HOUR = timedelta(hours=1)
SPAN = Span(post_start=0, post_end=9, article_start=4, article_end=13, words=3, quoted=True)
FULL = Evidence(
    link=True, spans=(SPAN,), attribution="написав Залужний", names=("x:zlzhn",), numbers=("d:97",),
    names_clash=("x:nv",), numbers_clash=("d:98",), overlap=0.5, lag_seconds=600, margin=0.25,
)  # fmt: skip


async def post(store: Store, text: str, *, minutes: int = 0) -> PostId:
    channel = await store.channels.find("1001") or await watched(store, 1001, username="general")
    message_id = channel.newest_message_id + 1
    new = new_post(channel, message_id=message_id, text=text, sent_at=MORNING + minutes * MINUTE)
    return (await store.posts.add([new], audience=everybody, at=MORNING)).posts[0]


async def article(store: Store, number: int, text: str = "", *, minutes: int = 0, fingerprint: int = 0) -> Article:
    item = feed_item(number, published_at=MORNING + minutes * MINUTE)
    made = await store.articles.add(item, site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    page = article_page(number, text=text, keys=keys_of(text), fingerprint=fingerprint)
    await store.articles.fetched(job, page, next_at=None, at=MORNING)
    read = await store.articles.get(made.id)
    assert read is not None
    return read


def job_for(stage: Stage, item: int) -> Job:
    return Job(stage=stage, item=item, version=1, failures=0)


async def show_all(store: Store) -> int:
    """Show what is due; how many that were."""
    due = await store.alerts.due(MORNING, limit=99)
    for alert in due:
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    return len(due)


# ------------------------------------------------------------------ candidates


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
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Posts come in, are edited and are too many to be compared one by one; a fresh store is asked beside."""
    monkeypatch.setattr("storage.sqlite.candidates.FEW", 3)
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
        if number % 7 in (0, 1, 2, 6):
            answers.append(await found_by(store, asked))
            async with read_store(url) as fresh:
                assert answers[-1] == await found_by(fresh, asked), number
    assert len(set(map(tuple, answers))) > 5, "the answer changes with what comes in"


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


async def test_the_post_of_a_source_has_what_it_said_before_its_edit(store: Store) -> None:
    post_id, read = await post(store, "Збито 97 дронів"), await article(store, 1)
    held = await store.posts.get(post_id)
    assert held is not None
    channel = await store.channels.get(held.channel_id)
    assert channel is not None
    edit = new_post(channel, message_id=held.message_id, text="Збито 98 дронів", edited_at=MORNING + MINUTE)
    await store.posts.revise([edit], at=MORNING)
    job = job_for(Stage.MATCH_ARTICLE, read.id)
    await store.matches.save_article(job, [verdict(post_id, read.id)], at=MORNING)
    (source,) = await store.matches.of_article(read.id)
    assert [one.original for one in source.post.earlier] == ["Збито 97 дронів"]


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
