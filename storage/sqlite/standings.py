"""All that is shown of posts, read together for many: two posts or fifty take the same few statements."""

import sqlite3
from collections.abc import Iterable, Sequence

from storage.forms import dump, load_evidence, moment
from storage.records import (
    ArticleId,
    Band,
    Claim,
    ClaimState,
    Mention,
    PersonId,
    PostId,
    Relation,
    Source,
    Standing,
    Verdict,
)
from storage.sqlite.files import load_pictures
from storage.sqlite.rows import load_articles, load_channels, load_posts


def load_standings(db: sqlite3.Connection, ids: Iterable[PostId]) -> dict[PostId, Standing]:
    """What an alert shows, by post."""
    posts = load_posts(db, ids)
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    mentions = load_mentions(db, list(posts))
    claims = load_claims(db, posts)
    pictures = load_pictures(db, list(posts))
    first_texts = _load_first_texts(db, [post_id for post_id, post in posts.items() if post.revision > 0])
    return {
        post_id: Standing(
            post=post,
            channel=channels[post.channel_id],
            mentions=tuple(mentions.get(post_id, ())),
            claim=claims.get(post_id),
            picture=pictures.get(post_id),
            first_text=first_texts.get(post_id),
        )
        for post_id, post in posts.items()
    }


def _load_first_texts(db: sqlite3.Connection, ids: Sequence[PostId]) -> dict[PostId, str]:
    rows = db.execute(
        "SELECT post_id, original FROM revisions WHERE revision = 0 AND post_id IN (SELECT value FROM json_each(?))",
        (dump(ids),),
    )
    return {PostId(row["post_id"]): row["original"] for row in rows}


def load_mentions(db: sqlite3.Connection, ids: Sequence[PostId]) -> dict[PostId, list[Mention]]:
    """The articles of posts, in order of publication; only what is shown."""
    rows = db.execute(
        "SELECT * FROM matches WHERE post_id IN (SELECT value FROM json_each(?)) AND band <> 'none'", (dump(ids),)
    )
    verdicts = [verdict_of(row) for row in rows]
    articles = load_articles(db, {verdict.article_id for verdict in verdicts})
    found: dict[PostId, list[Mention]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.post_id, []).append(Mention(verdict=verdict, article=articles[verdict.article_id]))
    for mentions in found.values():
        mentions.sort(key=lambda mention: (mention.article.published_at, mention.article.id))
    return found


def load_sources(db: sqlite3.Connection, article_id: ArticleId) -> list[Source]:
    """The posts of an article, surest first; only what is shown."""
    rows = db.execute("SELECT * FROM matches WHERE article_id = ? AND band <> 'none'", (article_id,))
    verdicts = [verdict_of(row) for row in rows]
    posts = load_posts(db, [verdict.post_id for verdict in verdicts])
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    sources = [
        Source(verdict=verdict, post=posts[verdict.post_id], channel=channels[posts[verdict.post_id].channel_id])
        for verdict in verdicts
    ]
    return sorted(sources, key=lambda found: (found.verdict.band, -found.verdict.score, found.post.id))


def load_claims(db: sqlite3.Connection, ids: Iterable[PostId]) -> dict[PostId, Claim]:
    """What editors have said of posts."""
    rows = db.execute(
        """
        SELECT c.*, p.name FROM claims c JOIN people p ON p.id = c.person_id
        WHERE c.post_id IN (SELECT value FROM json_each(?))
        """,
        (dump(list(ids)),),
    )
    return {
        PostId(row["post_id"]): Claim(
            state=ClaimState(row["state"]),
            person_id=PersonId(row["person_id"]),
            person_name=row["name"],
            made_at=moment(row["made_at"]),
        )
        for row in rows
    }


def verdict_of(row: sqlite3.Row) -> Verdict:
    """A row of matches as a record."""
    return Verdict(
        post_id=PostId(row["post_id"]),
        article_id=ArticleId(row["article_id"]),
        relation=Relation(row["relation"]),
        band=Band(row["band"]),
        score=row["score"],
        evidence=load_evidence(row["evidence"]),
    )
