"""Candidates for matching: what shares the most and rarest keys within a window of time.

The index is asked for the rarest keys alone; what it finds is then weighed by all keys. Both tables do it alike.
Several articles are looked into at once: those of one hour may come from the same posts.
"""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from storage.forms import dump, load_numbers, micros
from storage.records import Article, ArticleId, Channel, Post, PostId, Sought
from storage.sqlite.answers import Answer, Answers, Wanted
from storage.sqlite.keysets import Keysets
from storage.sqlite.links import post_behind
from storage.sqlite.rarity import Rarity
from storage.sqlite.rows import load_articles, load_channels, load_posts
from storage.sqlite.search import any_of
from storage.sqlite.wordings import with_earlier

ASKED_KEYS = 48  # the index takes 50 to 90 µs for each; with fewer, round-ups of six posts missed one
LEAST_KEYS = 12
EXPECTED_ROWS = 400  # weighing takes some µs for each
MOST_ROWS = 2000
WIDE = 10  # times as many rows where everything like a text is sought, which nothing waits for

FEW = 64  # posts that came in since the same was asked; with more, all are asked for anew

Weights = dict[str, tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    bounds: str
    found: str


_POSTS = _Table(
    bounds="SELECT min(id) AS low, max(id) AS high FROM posts WHERE sent_at BETWEEN :after AND :before",
    found="""
        SELECT json_group_array(p.id) FROM posts p
        WHERE p.id IN (SELECT rowid FROM posts_index WHERE posts_index MATCH :query AND rowid BETWEEN :low AND :high
                       ORDER BY rowid DESC LIMIT :most)
          AND p.sent_at BETWEEN :after AND :before
    """,
)
_ARTICLES = _Table(
    bounds="SELECT min(id) AS low, max(id) AS high FROM articles WHERE published_at BETWEEN :after AND :before",
    found="""
        SELECT json_group_array(a.id) FROM articles a
        WHERE a.id IN (SELECT rowid FROM articles_index
                       WHERE articles_index MATCH :query AND rowid BETWEEN :low AND :high
                       ORDER BY rowid DESC LIMIT :most)
          AND a.published_at BETWEEN :after AND :before AND a.access <> 'pending'
    """,
)

_KEYED = "SELECT max(id) FROM posts_keyed"
_SINCE = "SELECT DISTINCT row FROM posts_keyed WHERE id > ? LIMIT ?"
_WITHIN = """
    SELECT json_group_array(id) FROM posts
    WHERE id IN (SELECT value FROM json_each(:rows)) AND sent_at BETWEEN :after AND :before
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a table's rows without asking for them."""

    rarity: Rarity
    keys: Keysets
    answers: Answers = field(default_factory=Answers)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a table."""

    db: sqlite3.Connection
    table: _Table
    known: Known

    def best(self, wanted: Wanted, among: Sequence[int] | None = None) -> list[int]:
        """The rows that share the most and rarest keys, best first; of all, or of some that are in the window."""
        window = {"after": micros(wanted.after), "before": micros(wanted.before)}
        bounds = self.db.execute(self.table.bounds, window).fetchone()
        if bounds["low"] is None:
            return []
        weights = self.known.rarity.weigh(self.db, wanted.keys, after_row=bounds["low"] - 1)
        more = WIDE if wanted.wide else 1
        asked = _asked(weights, rows=EXPECTED_ROWS * more)
        if not asked:
            return []
        if among is None:
            among = self._found(asked, {**bounds, **window, "most": MOST_ROWS * more})
        keys, rarest = self.known.keys.get(self.db, among), frozenset(asked)
        weight_of = {key: weight for key, (_, weight) in weights.items()}
        known = frozenset(weight_of)
        shared = ((each, known.intersection(keys[each])) for each in among if each in keys)
        scores = [(_score(of_row, weight_of), each) for each, of_row in shared if not rarest.isdisjoint(of_row)]
        return [each for _, each in sorted(scores, reverse=True)[: wanted.limit]]

    def _found(self, keys: Sequence[str], values: dict[str, int]) -> list[int]:
        """The rows of a window that have one of the keys."""
        rows = self.known.rarity.having(keys, low=values["low"], high=values["high"])
        # In one row: for each that is fetched a thread gives way to all others, which takes longer than the search.
        if rows is None:
            found = self.db.execute(self.table.found, values | {"query": any_of(keys)})
        else:
            found = self.db.execute(_WITHIN, values | {"rows": dump(rows[: values["most"]])})
        return load_numbers(found.fetchone()[0])

    def best_posts(self, wanted: Wanted) -> list[int]:
        """As `best`, where the same is asked soon again: the best of before are compared with what came in since.

        What was edited since may have had another's place: then all are asked for anew.
        """
        answers, keyed = self.known.answers, self.db.execute(_KEYED).fetchone()[0] or 0
        before = answers.get(wanted, keyed)
        if before is not None and before.keyed == keyed:
            return list(before.rows)
        since = [row[0] for row in self.db.execute(_SINCE, (before.keyed, FEW + 1))] if before else []
        if before is None or len(since) > FEW or not set(since).isdisjoint(before.rows):
            found = self.best(wanted)
        else:
            values = {"rows": dump(since), "after": micros(wanted.after), "before": micros(wanted.before)}
            (newer,) = self.db.execute(_WITHIN, values).fetchone()
            found = self.best(wanted, [*before.rows, *load_numbers(newer)])
        answers.put(wanted, Answer(keyed, tuple(found)))
        return found


def candidates(db: sqlite3.Connection, known: Known, sought: Sequence[Sought]) -> list[list[tuple[Post, Channel]]]:
    """For each article the posts it may come from: those given, those linked, and those found by each query."""
    look = _Look(db, _POSTS, known)
    found = [_candidates(look, one) for one in sought]
    posts = with_earlier(db, load_posts(db, set(chain.from_iterable(found))))
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    return [
        [(posts[each], channels[posts[each].channel_id]) for each in of_article if each in posts]
        for of_article in found
    ]


def _candidates(look: _Look, sought: Sought) -> list[PostId]:
    """Each once. What an editor says is not behind the article stands in nobody's way."""
    found = [*sought.posts, *(post for link in sought.links if (post := post_behind(look.db, link)) is not None)]
    for one in sought.queries:
        found += map(PostId, look.best_posts(Wanted(frozenset(one.keys), one.after, one.before, one.limit)))
    unrelated = look.db.execute(
        "SELECT post_id FROM labels WHERE article_id = ? AND kind = 'unrelated'", (sought.article_id,)
    )
    rejected = {row["post_id"] for row in unrelated}
    return [each for each in dict.fromkeys(found) if each not in rejected]


def articles_for(db: sqlite3.Connection, known: Known, wanted: Wanted) -> list[Article]:
    """The articles of a window that share the most and rarest keys, best first."""
    ids = [ArticleId(found) for found in _Look(db, _ARTICLES, known).best(wanted)]
    articles = load_articles(db, ids)
    return [articles[article_id] for article_id in ids]


def _asked(weights: Weights, *, rows: int) -> list[str]:
    """The rarest keys, as many as are quick to ask for and bring few enough rows to weigh."""
    asked: list[str] = []
    expected = 0
    # Among equally rare keys lemmas (l:) come before stems (c:), which mostly stand for the same words.
    for key in sorted(sorted(weights, reverse=True), key=lambda key: weights[key][0]):
        expected += weights[key][0]
        if len(asked) >= ASKED_KEYS or (len(asked) >= LEAST_KEYS and expected > rows):
            break
        asked.append(key)
    return asked


def _score(keys: Iterable[str], weight_of: Mapping[str, float]) -> float:
    return math.fsum(map(weight_of.__getitem__, keys))  # no matter in which order
