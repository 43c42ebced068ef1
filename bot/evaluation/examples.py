"""What a model learns from: every article of a labelled set, measured against the posts that storage finds for it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance, Key
from bot.evaluation.play import stocked
from bot.matcher import candidates_for
from bot.matching import Measured, Rarity, compare, rarity_among
from bot.weigher import meant
from storage.records import Article, Channel, Post, PostId, Relation

if TYPE_CHECKING:
    from bot.meaning.meanings import Meanings

FEW = 6  # posts beside the right ones in the third view
_SEED = 1


@dataclass(frozen=True, slots=True)
class View:
    """An article beside posts, as it was measured; `right` says what each post is to it."""

    group: str  # the set and the day: what is held out together
    name: str
    is_whole: bool  # all posts of the window were there, as in the product
    article: Article
    rarity: Rarity
    field: Sequence[Measured]
    keys: Mapping[PostId, Key]  # by the post's id
    right: Mapping[Key, Relation]


async def views_of(
    labelled: LabelledSet, advance: Advance = lambda _: None, meanings: "Meanings | None" = None
) -> list[View]:
    """Each article three times: with all posts of its window, without those it was written from, and with a few.

    Without the second, being the likeliest of the posts at hand counts for so much that one article in five that has
    no post gets one.
    """
    right = {(pair.post, pair.article): pair.relation for pair in labelled.pairs}
    draw = random.Random(_SEED)
    found: list[View] = []
    async with stocked(labelled, advance) as (store, names):
        for article_id, name in names.articles.items():
            article = await store.articles.get(article_id)
            if article is None:
                continue
            candidates = await candidates_for(store, article)
            group = f"{labelled.name} {article.published_at:%Y-%m-%d}"
            keys = {post.id: (names.posts[post.id], name) for post, _ in candidates}
            candidates = [pair for pair in candidates if keys[pair[0].id] not in labelled.unknown]
            of_it = [pair for pair in candidates if keys[pair[0].id] in right]
            others = [pair for pair in candidates if keys[pair[0].id] not in right]
            few = [*of_it, *draw.sample(others, min(FEW, len(others)))]
            for is_whole, posts in ((True, candidates), (False, others), (False, few)):
                if posts:
                    rarity, field = await _measured(article, posts, meanings)
                    found.append(View(group, name, is_whole, article, rarity, field, keys, right))
    return found


async def _measured(
    article: Article, posts: Sequence[tuple[Post, Channel]], meanings: "Meanings | None"
) -> tuple[Rarity, list[Measured]]:
    rarity = rarity_among(article, posts)
    field = compare(article, posts, rarity=rarity)
    return rarity, await meant(meanings, article, field) if meanings else field
