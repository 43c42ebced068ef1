"""Labels: what an editor says of a pair stands whoever judges it again, until it is taken back."""

import asyncio

import pytest

from storage.api import Store
from storage.records import Article, ArticleId, Band, Job, LabelKind, PersonId, PostId, Relation, Sought, Stage
from tests.builders import MORNING, article_page, everybody, feed_item, member, new_post, owner, verdict, watched

OLENA, BOHDAN = PersonId(3), PersonId(4)
UNRELATED, REPORTS, BACKGROUND = LabelKind.UNRELATED, LabelKind.REPORTS, LabelKind.BACKGROUND
Pair = tuple[PostId, Article]


@pytest.fixture
async def pair(store: Store) -> Pair:
    """A post and an article that the matcher holds to be probable, both shown."""
    await owner(store)
    await member(store, OLENA)
    await member(store, BOHDAN)
    channel = await watched(store)
    (post,) = (await store.posts.add([new_post(channel)], audience=everybody, at=MORNING)).posts
    made = await store.articles.add(feed_item(), site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.fetched(job, article_page(), next_at=None, at=MORNING)
    article = await store.articles.get(made.id)
    assert article is not None
    await judge(store, (post, article))
    await show_all(store)
    return post, article


async def judge(store: Store, pair: Pair, *, says: bool = True, **changes: object) -> None:
    """The matcher judges the article again."""
    due = await store.work.due(Stage.MATCH_ARTICLE, MORNING, limit=9)
    job = due[0] if due else Job(stage=Stage.MATCH_ARTICLE, item=pair[1].id, version=1, failures=0)
    said = [verdict(pair[0], pair[1].id, **{"band": Band.PROBABLE} | changes)] if says else []
    await store.matches.save_article(job, said, at=MORNING)


async def show_all(store: Store) -> int:
    """Show what is due; to how many."""
    due = [one for one in await store.alerts.due(MORNING, limit=99) if one.standing]
    for alert in due:
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    return len(due)


async def said(store: Store, pair: Pair) -> tuple[Relation, Band] | None:
    """What is held of a pair."""
    mentions = await store.matches.of_post(pair[0])
    return (mentions[0].verdict.relation, mentions[0].verdict.band) if mentions else None


async def label(store: Store, pair: Pair, kind: LabelKind, by: PersonId = OLENA) -> LabelKind | None:
    made = await store.labels.put(pair[0], pair[1].id, kind=kind, by=by, at=MORNING)
    return made.kind if made else None


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        (REPORTS, (Relation.REPORTS, Band.MATCHED)),
        (BACKGROUND, (Relation.BACKGROUND, Band.MATCHED)),
        (UNRELATED, None),
    ],
)
async def test_it_stands_whatever_a_later_pass_says(store: Store, pair: Pair, kind: LabelKind, held: object) -> None:
    assert await label(store, pair, kind) is kind
    assert await said(store, pair) == held
    assert await show_all(store) == 3, "every copy of the alert changes"
    for band in Band:
        await judge(store, pair, band=band, relation=Relation.BACKGROUND)
        assert await said(store, pair) == held
    await judge(store, pair, says=False)
    assert await said(store, pair) == held
    job = Job(stage=Stage.MATCH_POST, item=pair[0], version=1, failures=0)
    await store.matches.save_post(job, [verdict(*(pair[0], pair[1].id))], at=MORNING)
    assert await said(store, pair) == held
    assert (await store.counts()).matches == (held is not None), "totals count what is held"


async def test_taken_back_the_matcher_speaks_again(store: Store, pair: Pair) -> None:
    await label(store, pair, UNRELATED)
    await show_all(store)
    gone = await store.labels.take_back(pair[0], pair[1].id, by=BOHDAN, at=MORNING)
    assert gone is not None
    assert (gone.kind, gone.person_id, gone.judged, gone.is_sure) == (UNRELATED, OLENA, REPORTS, False)
    assert await said(store, pair) == (Relation.REPORTS, Band.PROBABLE)
    assert await show_all(store) == 3
    assert await store.labels.take_back(pair[0], pair[1].id, by=BOHDAN, at=MORNING) is None
    await judge(store, pair, says=False)
    assert await said(store, pair) is None


async def test_the_article_is_judged_anew_for_its_other_posts(store: Store, pair: Pair) -> None:
    assert await store.work.due(Stage.MATCH_ARTICLE, MORNING, limit=9) == []
    await label(store, pair, UNRELATED)
    (job,) = await store.work.due(Stage.MATCH_ARTICLE, MORNING, limit=9)
    assert job.item == pair[1].id
    sought = [Sought(article_id=article_id, posts=(pair[0],)) for article_id in (pair[1].id, ArticleId(99))]
    of_it, of_another = await store.matches.candidates(sought)
    assert (of_it, [post.id for post, _ in of_another]) == ([], [pair[0]])


async def test_of_two_at_once_one_is_first_and_both_hear_who(store: Store, pair: Pair) -> None:
    put = store.labels.put
    both = await asyncio.gather(
        put(pair[0], pair[1].id, kind=REPORTS, by=OLENA, at=MORNING),
        put(pair[0], pair[1].id, kind=UNRELATED, by=BOHDAN, at=MORNING),
    )
    assert both[0] == both[1]
    assert await store.labels.all() == [both[0]]


async def test_what_is_rejected_can_still_be_seen(store: Store, pair: Pair) -> None:
    await label(store, pair, UNRELATED)
    (mention,) = await store.labels.rejected_of_post(pair[0])
    (source,) = await store.labels.rejected_of_article(pair[1].id)
    assert mention.article == pair[1]
    assert source.post.id == pair[0]
    assert mention.label == source.label
    assert mention.label is not None
    standing = await store.posts.standing(pair[0])
    assert standing is not None
    assert (standing.mentions, standing.rejected) == ((), 1)


async def test_a_pair_that_nobody_judged_has_no_label(store: Store, pair: Pair) -> None:
    assert await store.labels.put(PostId(99), pair[1].id, kind=REPORTS, by=OLENA, at=MORNING) is None


async def test_only_what_is_labelled_is_held(store: Store, pair: Pair) -> None:
    channel = await watched(store)
    others = [new_post(channel, message_id=number, text=f"інше {number}") for number in (5, 6)]
    posts = (await store.posts.add(others, audience=everybody, at=MORNING)).posts
    job = Job(stage=Stage.MATCH_ARTICLE, item=pair[1].id, version=1, failures=0)
    await store.matches.save_article(job, [verdict(post, pair[1].id) for post in (*posts, pair[0])], at=MORNING)
    await label(store, (posts[0], pair[1]), REPORTS)
    await store.matches.save_article(job, [], at=MORNING)
    assert [source.post.id for source in await store.matches.of_article(pair[1].id)] == [posts[0]]
