"""The labels of editors as a labelled set: what `evaluate` plays and `train` learns from."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.evaluation.errors import FolderTaken, NoPlace
from bot.evaluation.labelled import FILES, UNKNOWN
from bot.judging import candidates_for
from bot.matching.explain import quotes
from storage.api import Store
from storage.records import Article, ArticleId, Channel, Evidence, Label, LabelKind, Post, PostId, Relation

Row = dict[str, Any]


@dataclass(slots=True)
class Collected:
    """Rows of the three files, by what they are about."""

    posts: dict[PostId, Row] = field(default_factory=dict)
    articles: dict[ArticleId, Row] = field(default_factory=dict)
    pairs: list[Row] = field(default_factory=list)

    @property
    def files(self) -> Mapping[str, Iterable[Row]]:
        """The rows of each file."""
        return dict(zip(FILES, (self.posts.values(), self.articles.values(), self.pairs), strict=True))


async def collect(store: Store, labels: Sequence[Label], advance: Callable[[], None] = lambda: None) -> Collected:
    """Each article of which an editor spoke, with the posts that the matcher had before it.

    What editors confirmed is right, what they rejected is wrong, and so is what the matcher itself held for unlike.
    What it connects and nobody looked at is unknown.
    """
    said: dict[ArticleId, dict[PostId, LabelKind]] = {}
    for label in labels:
        said.setdefault(label.article_id, {})[label.post_id] = label.kind
    found = Collected()
    for article_id, kinds in said.items():
        article = await store.articles.get(article_id)
        if article is not None:
            await _add(store, found, article, kinds)
        advance()
    # Posts of one article stand beside the others too, and are perhaps connected with them.
    for article_id, kinds in said.items():
        evidence = {one.post.id: one.verdict.evidence for one in await store.matches.of_article(article_id)}
        found.pairs += _pairs(found, article_id, kinds, evidence)
    return found


async def _add(store: Store, found: Collected, article: Article, kinds: Mapping[PostId, LabelKind]) -> None:
    found.articles[article.id] = _article_row(article)
    for post, channel in await candidates_for(store, article):
        found.posts.setdefault(post.id, _post_row(post, channel))
    for post_id in kinds.keys() - found.posts.keys():  # what was rejected, and what is found by no key any more
        labelled = await store.posts.get(post_id)
        of = await store.channels.get(labelled.channel_id) if labelled else None
        if labelled and of:
            found.posts[post_id] = _post_row(labelled, of)


def _pairs(
    found: Collected, article_id: ArticleId, kinds: Mapping[PostId, LabelKind], evidence: Mapping[PostId, Evidence]
) -> Iterable[Row]:
    article = found.articles.get(article_id)
    if article is None:
        return
    for post_id in sorted({*kinds, *evidence} & found.posts.keys()):
        post, kind = found.posts[post_id], kinds.get(post_id)
        named = {"post": post["id"], "article": article["id"]}
        if kind is None:
            yield named | {"relation": UNKNOWN}
        elif kind is not LabelKind.UNRELATED:
            how = _how(kind, post, article, evidence.get(post_id))
            yield named | {"relation": Relation(kind).value, "kind": how, "quotes_exact": None}


def _how(kind: LabelKind, post: Row, article: Row, evidence: Evidence | None) -> str:
    """How an article tells of a post, as far as that shows by itself."""
    if kind is LabelKind.BACKGROUND:
        return "background"
    if post["language"] and article["language"] and post["language"] != article["language"]:
        return "translation"
    return "quote" if evidence and quotes(evidence) else "paraphrase"


def _post_row(post: Post, channel: Channel) -> Row:
    name = channel.spec.username or f"c{channel.telegram_id or channel.id}"
    return {
        "id": f"{name}/{post.message_id}",
        "channel": name,
        "channel_title": channel.title,
        "message_id": post.message_id,
        "aliases": list(channel.spec.aliases),
        "sent_at": post.sent_at.isoformat(),
        "language": post.language,
        "text": post.original,
    }


def _article_row(article: Article) -> Row:
    return {
        "id": f"a{article.id}",
        "url": article.url,
        "site": article.site,
        "language": article.language,
        "published_at": article.published_at.isoformat(),
        "title": article.title,
        "lead": article.lead,
        "text": article.text,
        "links": list(article.links),
    }


def refuse_taken(folder: Path, *, may_replace: bool) -> None:
    """Raise FolderTaken where writing would lose something: anything at all, or all but an earlier set."""
    if folder.exists() and not folder.is_dir():
        raise FolderTaken(f"{folder} is a file: name a folder.")
    held = {one.name for one in folder.iterdir()} if folder.is_dir() else set()
    if held - set(FILES):
        raise FolderTaken(
            f"{folder} holds other files than a labelled set ({min(held - set(FILES))}): name another folder."
        )
    if held and not may_replace:
        raise FolderTaken(f"{folder} holds a labelled set already: --force puts the new one in its place.")


def write(folder: Path, collected: Collected) -> None:
    """Write the three files beside the folder and put them in its place: never half a set. Raises NoPlace."""
    folder = folder.resolve()
    made = _beside(folder)
    try:
        for name, rows in collected.files.items():
            with (made / name).open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                file.flush()
                os.fsync(file.fileno())
        _put_in_place(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _beside(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise NoPlace(f"{folder} cannot be made ({error.strerror}): name a folder elsewhere.") from error


def _put_in_place(made: Path, folder: Path) -> None:
    if not folder.exists():
        made.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old.", dir=folder.parent))
    folder.rename(old)  # onto an empty folder
    made.rename(folder)
    shutil.rmtree(old)
