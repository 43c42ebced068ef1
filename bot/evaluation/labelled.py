"""A labelled set: posts, articles, and which article has what to do with which post."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.evaluation.errors import BadSet
from bot.evaluation.lines import lines_of
from storage.records import Relation

UNKNOWN = "unknown"
"""Stands for a relation where nobody has said what it is: the pair counts neither as right nor as wrong."""
FILES = ("posts.jsonl", "articles.jsonl", "pairs.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPost:
    """A line of posts.jsonl."""

    id: str
    channel: str
    channel_title: str
    message_id: int | None
    aliases: tuple[str, ...]
    sent_at: datetime | None
    language: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """A line of articles.jsonl."""

    id: str
    url: str
    site: str
    language: str | None
    published_at: datetime | None
    title: str
    lead: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A line of pairs.jsonl."""

    post: str
    article: str
    relation: Relation
    kind: str
    quotes_exact: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """The three files, in their order."""

    name: str
    posts: tuple[LabelledPost, ...]
    articles: tuple[LabelledArticle, ...]
    pairs: tuple[Pair, ...]
    unknown: frozenset[tuple[str, str]] = frozenset()  # posts and articles of which nobody has said anything

    @property
    def to_find(self) -> frozenset[str]:
        """The posts that have an article to be found."""
        return frozenset(pair.post for pair in self.pairs if pair.relation is Relation.REPORTS)

    def steps(self, *, encoded: bool) -> int:
        """How much there is to do: texts to be judged, articles to be encoded, and posts whose articles are sought."""
        return len(self.posts) + len(self.articles) * (1 + encoded) + len(self.to_find)


def _posts(path: Path, problems: list[str]) -> Iterator[LabelledPost]:
    known: set[str] = set()
    numbered: set[tuple[str, int]] = set()
    for line in lines_of(path, problems):
        channel = line.words("channel") or "channel"
        post = LabelledPost(
            id=line.words("id", None),
            channel=channel,
            channel_title=line.words("channel_title") or channel,
            message_id=line.whole("message_id"),
            aliases=line.list_of_words("aliases"),
            sent_at=line.moment("sent_at"),
            language=line.words("language") or None,
            text=line.words("text"),
        )
        if post.id in known and not line.wrong:
            line.complain(f"the id {post.id!r} stands twice")
        if post.message_id is not None and (channel.casefold(), post.message_id) in numbered:
            line.complain(f"message {post.message_id} of {channel} stands twice")
        if not line.wrong:
            known.add(post.id)
            if post.message_id is not None:
                numbered.add((channel.casefold(), post.message_id))
            yield post


def _articles(path: Path, problems: list[str]) -> Iterator[LabelledArticle]:
    known: set[str] = set()
    for line in lines_of(path, problems):
        article = LabelledArticle(
            id=line.words("id", None),
            url=line.words("url"),
            site=line.words("site"),
            language=line.words("language") or None,
            published_at=line.moment("published_at"),
            title=line.words("title"),
            lead=line.words("lead"),
            text=line.words("text"),
            links=line.list_of_words("links"),
        )
        if article.id in known and not line.wrong:
            line.complain(f"the id {article.id!r} stands twice")
        if not line.wrong:
            known.add(article.id)
            yield article


def _pairs(
    path: Path, posts: set[str] | None, articles: set[str] | None, problems: list[str]
) -> Iterator[Pair | tuple[str, str]]:
    """The pairs; those that are unknown by their ids alone. Ids are None where not all could be read."""
    known: dict[tuple[str, str], str] = {}
    for line in lines_of(path, problems):
        post, article = line.words("post", None), line.words("article", None)
        relation = line.words("relation") or Relation.REPORTS.value
        if relation not in {*Relation, UNKNOWN}:
            line.complain(f"`relation` is {relation!r}, it must be one of {', '.join((*Relation, UNKNOWN))}")
        for kind, named, ids in (("post", post, posts), ("article", article, articles)):
            if named and ids is not None and named not in ids:
                line.complain(f"there is no {kind} {named!r}")
        if (post, article) in known and not line.wrong:
            first = known[post, article]
            also = "" if first == relation else f", as {first!r} and as {relation!r}"
            line.complain(f"the pair of {post} and {article} stands twice{also}")
        exact = line.truth("quotes_exact")
        if not line.wrong:
            known[post, article] = relation
            if relation == UNKNOWN:
                yield post, article
                continue
            kind = line.words("kind") or "unnamed"
            yield Pair(post=post, article=article, relation=Relation(relation), kind=kind, quotes_exact=exact)


def read_set(folder: Path) -> LabelledSet:
    """Read a labelled set; all that is wrong is told at once (BadSet), but not what only follows from it.

    A pair of a post that could not be read is not told beside the post's own line.
    """
    problems: list[str] = []
    if not folder.is_dir():
        named = f"{folder} is a file" if folder.exists() else f"there is no folder {folder}"
        raise BadSet([f"{named}: name the folder that holds {', '.join(FILES)}"])
    posts_file, articles_file, pairs_file = (folder / name for name in FILES)
    posts = tuple(_posts(posts_file, problems))
    posts_known = None if problems else {post.id for post in posts}
    before = len(problems)
    articles = tuple(_articles(articles_file, problems))
    articles_known = None if len(problems) > before else {article.id for article in articles}
    pairs = tuple(_pairs(pairs_file, posts_known, articles_known, problems))
    if problems:
        raise BadSet(problems)
    return LabelledSet(
        name=folder.resolve().name,
        posts=posts,
        articles=articles,
        pairs=tuple(pair for pair in pairs if isinstance(pair, Pair)),
        unknown=frozenset(pair for pair in pairs if not isinstance(pair, Pair)),
    )
