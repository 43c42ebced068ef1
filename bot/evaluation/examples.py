"""What a model learns from: every article of a labelled set, measured against the posts that storage finds for it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance, Key
from bot.evaluation.stock import stocked
from bot.judging import candidates_for
from bot.matching import Candidate, Compared, Measured, add_meaning, compare, pieces_of
from bot.matching.reading import read_article, read_post
from storage.records import Article, PostId, Relation

if TYPE_CHECKING:
    from bot.meaning.meanings import Meanings

FEW = 6  # posts beside the right ones in the third view
STRANGE = 4  # posts in the views that have none but these
_TOLD_AT_ONCE = frozenset({"quote", "paraphrase", "translation"})  # kinds of which title and lead speak already
_SEED = 1


@dataclass(frozen=True, slots=True)
class View:
    """An article beside posts, as it was measured; `right` says what each post is to it."""

    labelled: str  # the set
    day: str
    name: str
    is_whole: bool  # all posts of the window were there, as in the product
    field: Sequence[Measured]
    keys: Mapping[PostId, Key]  # by the post's id
    right: Mapping[Key, Relation]
    kinds: Mapping[Key, str]


async def views_of(
    labelled: LabelledSet, advance: Advance = lambda _: None, meanings: "Meanings | None" = None
) -> list[View]:
    """Each article with all posts of its window, without those it was written from, with a few, and with strangers.

    Without those, being the likeliest of the posts at hand counts for so much that one article in five that has no post
    gets one. Each is seen short too: as a feed gives it before its page is read, and as a closed page remains.
    """
    right = {(pair.post, pair.article): pair.relation for pair in labelled.pairs}
    kinds = {(pair.post, pair.article): pair.kind for pair in labelled.pairs}
    draw = random.Random(_SEED)
    found: list[View] = []
    async with stocked(labelled, advance) as (store, names):
        for article_id, name in names.articles.items():
            article = await store.articles.get(article_id)
            if article is None:
                continue
            candidates = await candidates_for(store, article)
            day = f"{article.published_at:%Y-%m-%d}"
            keys = {post.id: (names.posts[post.id], name) for post, _ in candidates}
            candidates = [pair for pair in candidates if keys[pair[0].id] not in labelled.unknown]
            for is_whole, read, posts in _seen(article, candidates, keys, right, kinds, draw):
                if posts or is_whole:  # what storage finds no post for is missed all the same
                    compared = compare(read, posts)
                    field = (await _meant(meanings, compared) if meanings else compared).field
                    found.append(View(labelled.name, day, name, is_whole, field, keys, right, kinds))
    return found


def _seen(  # noqa: PLR0917 - what is known of an article, in the order in which it is found
    article: Article,
    candidates: Sequence[Candidate],
    keys: Mapping[PostId, Key],
    right: Mapping[Key, Relation],
    kinds: Mapping[Key, str],
    draw: random.Random,
) -> Iterator[tuple[bool, Article, Sequence[Candidate]]]:
    """Whether it is as in the product, the article, and the posts beside it."""
    others = [pair for pair in candidates if keys[pair[0].id] not in right]
    of_it = [pair for pair in candidates if keys[pair[0].id] in right]
    yield True, article, candidates
    yield False, article, others
    yield False, article, [*of_it, *draw.sample(others, min(FEW, len(others)))]
    strange = _strangers(article, others)
    yield False, article, strange
    brief = replace(article, text=article.text.split("\n\n")[0], links=())
    if brief.text != article.text:
        yield False, brief, [pair for pair in candidates if _is_told(keys[pair[0].id], right, kinds)]
        yield False, brief, others
        yield False, brief, strange


def _strangers(article: Article, posts: Sequence[Candidate]) -> list[Candidate]:
    """Those that share least: most of what sites publish has nothing to do with any post but a date or a city."""
    keys = read_article(article).news.keys
    shared = {post.id: len(keys & read_post(post.text, post.language).keys) for post, _ in posts}
    return sorted(posts, key=lambda pair: shared[pair[0].id])[:STRANGE]


def _is_told(key: Key, right: Mapping[Key, Relation], kinds: Mapping[Key, str]) -> bool:
    """Whether the beginning of an article shows what it has to do with a post."""
    return key not in right or (right[key] is Relation.REPORTS and kinds[key] in _TOLD_AT_ONCE)


async def _meant(meanings: "Meanings", compared: Compared) -> Compared:
    near = await meanings.near(*pieces_of(compared))
    return add_meaning(compared, near) if near else compared
