"""All that is shown of posts, read together for many: two posts or fifty take the same few statements."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from storage.forms import dump, load_evidence, moment
from storage.records import (
    ArticleId,
    Band,
    Claim,
    ClaimState,
    Copy,
    Label,
    LabelKind,
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
from storage.sqlite.wordings import with_earlier


def load_standings(db: sqlite3.Connection, ids: Iterable[PostId]) -> dict[PostId, Standing]:
    """What an alert shows, by post."""
    posts = load_posts(db, ids)
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    mentions = load_mentions(db, list(posts))
    claims = load_claims(db, posts)
    pictures = load_pictures(db, list(posts))
    rejected = _count_rejected(db, list(posts))
    copies = _load_copies(db, list(posts))
    first_texts = _load_first_texts(db, [post_id for post_id, post in posts.items() if post.revision > 0])
    return {
        post_id: Standing(
            post=post,
            channel=channels[post.channel_id],
            mentions=tuple(mentions.get(post_id, ())),
            claim=claims.get(post_id),
            picture=pictures.get(post_id),
            rejected=rejected.get(post_id, 0),
            copies=tuple(copies.get(post_id, ())),
            first_text=first_texts.get(post_id),
        )
        for post_id, post in posts.items()
    }


def _count_rejected(db: sqlite3.Connection, ids: Sequence[PostId]) -> dict[PostId, int]:
    rows = db.execute(
        """
        SELECT post_id, count(*) AS count FROM labels
        WHERE kind = 'unrelated' AND post_id IN (SELECT value FROM json_each(?)) GROUP BY post_id
        """,
        (dump(ids),),
    )
    return {PostId(row["post_id"]): row["count"] for row in rows}


def _load_copies(db: sqlite3.Connection, ids: Sequence[PostId]) -> dict[PostId, list[Copy]]:
    rows = db.execute(
        """
        SELECT p.copy_of, p.link, p.sent_at, coalesce(c.named_title, c.title, c.username, '') AS channel
        FROM posts p JOIN channels c ON c.id = p.channel_id
        WHERE p.copy_of IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL ORDER BY p.sent_at, p.id
        """,
        (dump(ids),),
    )
    found: dict[PostId, list[Copy]] = {}
    for row in rows:
        copy = Copy(channel=row["channel"], link=row["link"], sent_at=moment(row["sent_at"]))
        found.setdefault(PostId(row["copy_of"]), []).append(copy)
    return found


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
    return mentions_of(db, rows.fetchall())


def mentions_of(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> dict[PostId, list[Mention]]:
    """Rows of matches by post, each with its article, in order of publication."""
    verdicts = [verdict_of(row) for row in rows]
    articles = load_articles(db, {verdict.article_id for verdict in verdicts})
    labels = _load_labels(db, verdicts)
    found: dict[PostId, list[Mention]] = {}
    for verdict in verdicts:
        label = labels.get((verdict.post_id, verdict.article_id))
        mention = Mention(verdict=verdict, article=articles[verdict.article_id], label=label)
        found.setdefault(verdict.post_id, []).append(mention)
    for mentions in found.values():
        mentions.sort(key=lambda mention: (mention.article.published_at, mention.article.id))
    return found


def load_sources(db: sqlite3.Connection, ids: Collection[ArticleId]) -> dict[ArticleId, list[Source]]:
    """The posts of articles, surest first; only what is shown."""
    rows = db.execute(
        "SELECT * FROM matches WHERE article_id IN (SELECT value FROM json_each(?)) AND band <> 'none'",
        (dump(list(ids)),),
    )
    found: dict[ArticleId, list[Source]] = {}
    for source in sources_of(db, rows.fetchall()):
        found.setdefault(source.verdict.article_id, []).append(source)
    return found


def sources_of(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Source]:
    """Rows of matches, each with its post and what that said earlier, surest first."""
    verdicts = [verdict_of(row) for row in rows]
    posts = with_earlier(db, load_posts(db, [verdict.post_id for verdict in verdicts]))
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    labels = _load_labels(db, verdicts)
    sources = [
        Source(
            verdict=verdict,
            post=posts[verdict.post_id],
            channel=channels[posts[verdict.post_id].channel_id],
            label=labels.get((verdict.post_id, verdict.article_id)),
        )
        for verdict in verdicts
    ]
    return sorted(sources, key=lambda found: (found.verdict.band, -found.verdict.score, found.post.id))


def _load_labels(db: sqlite3.Connection, verdicts: Sequence[Verdict]) -> dict[tuple[PostId, ArticleId], Label]:
    rows = db.execute(
        """
        SELECT l.*, p.name FROM json_each(?) wanted
        JOIN labels l ON l.post_id = wanted.value ->> 0 AND l.article_id = wanted.value ->> 1
        JOIN people p ON p.id = l.person_id
        """,
        (dump([(verdict.post_id, verdict.article_id) for verdict in verdicts]),),
    )
    labels = [label_of(row) for row in rows]
    return {(label.post_id, label.article_id): label for label in labels}


def label_of(row: sqlite3.Row) -> Label:
    """A row of labels with the name of who made it."""
    is_none = row["band"] == Band.NONE
    return Label(
        post_id=PostId(row["post_id"]),
        article_id=ArticleId(row["article_id"]),
        kind=LabelKind(row["kind"]),
        person_id=PersonId(row["person_id"]),
        person_name=row["name"],
        made_at=moment(row["made_at"]),
        judged=LabelKind.UNRELATED if is_none else LabelKind(row["relation"]),
        is_sure=row["band"] == Band.MATCHED,
    )


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
            link=row["link"],
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
