"""What is compared with a post, and what of its verdicts counts."""

from datetime import timedelta

import pytest

from bot.finder import field_of
from storage.api import Store
from storage.records import Band, Relation, Stage
from tests.builders import verdict
from tests.test_matcher_stage import FIRE, HOUR, OF_THE_FIRE, add_article, add_post, at, channel


@pytest.mark.parametrize(
    ("band", "relation", "said"),
    [
        (Band.MATCHED, Relation.REPORTS, 0.18),
        (Band.PROBABLE, Relation.REPORTS, 0.0),
        (Band.MATCHED, Relation.BACKGROUND, 0.0),
    ],
)
async def test_only_a_matched_report_counts_beside_likeness(
    store: Store, band: Band, relation: Relation, said: float
) -> None:
    post_id = await add_post(store, await channel(store, "riatuvalnyky"), 1, FIRE, after=timedelta())
    article = await add_article(store, "pozhezha", OF_THE_FIRE, after=HOUR)
    (job,) = await store.work.due(Stage.MATCH_ARTICLE, at(HOUR), limit=2)
    ruled = verdict(post_id, article.id, band=band, relation=relation)
    await store.matches.save_article(job, [ruled], at=at(HOUR))
    post = await store.posts.get(post_id)
    assert post is not None
    (seen,) = await field_of(store, post)
    assert seen.article.id == article.id
    assert seen.said == pytest.approx(said)  # nine to one, of fifty to one
