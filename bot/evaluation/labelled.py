"""A labelled set: posts, articles, and which article has what to do with which post."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import DzhereloError
from storage.records import Relation

_SHOWN_PROBLEMS = 20


class BadSet(DzhereloError):
    """A labelled set cannot be read; the message names each file, line and remedy."""

    def __init__(self, problems: list[str]) -> None:
        shown = problems[:_SHOWN_PROBLEMS]
        if rest := len(problems) - len(shown):
            shown.append(f"… and {rest} more")
        super().__init__("\n".join(("The labelled set cannot be used:", *(f"  • {problem}" for problem in shown))))
        self.problems = problems


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

    @property
    def to_find(self) -> frozenset[str]:
        """The posts that have an article to be found."""
        return frozenset(pair.post for pair in self.pairs if pair.relation is Relation.REPORTS)

    def steps(self, *, encoded: bool) -> int:
        """How much there is to do: texts to be judged, articles to be encoded, and posts whose articles are sought."""
        return len(self.posts) + len(self.articles) * (1 + encoded) + len(self.to_find)


@dataclass(slots=True)
class _Line:
    """One line of a file, asked for its fields; what is wrong is noted and read as empty."""

    where: str
    values: Mapping[str, Any]
    problems: list[str]
    wrong: bool = field(default=False)

    def complain(self, words: str) -> None:
        self.problems.append(f"{self.where}: {words}")
        self.wrong = True

    def words(self, name: str, default: str | None = "") -> str:
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and name in ("id", "post", "article"):
            return str(value)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value):
            self.complain(f"`{name}` must be a text" + (" and is missing" if value is None else ""))
            return ""
        return value

    def whole(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            self.complain(f"`{name}` must be a number above zero, or null")
            return None
        return value

    def truth(self, name: str) -> bool | None:
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            self.complain(f"`{name}` must be true, false or null")
            return None
        return value

    def list_of_words(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.complain(f"`{name}` must be a list of texts")
            return ()
        return tuple(value)

    def moment(self, name: str) -> datetime | None:
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.complain(f"`{name}` must be a time such as 2026-03-02T05:48:00+00:00, or null")
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _lines(path: Path, problems: list[str]) -> Iterator[_Line]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(f"{path.name} is missing in {path.parent}")
        return
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path.name} cannot be read: {error}")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            values = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(f"{where}: not JSON ({error.msg}, character {error.colno})")
            continue
        if not isinstance(values, dict):
            problems.append(f"{where}: an object is expected")
            continue
        yield _Line(where, values, problems)


def _posts(path: Path, problems: list[str]) -> Iterator[LabelledPost]:
    known: set[str] = set()
    numbered: set[tuple[str, int]] = set()
    for line in _lines(path, problems):
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
    for line in _lines(path, problems):
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


def _pairs(path: Path, posts: set[str], articles: set[str], problems: list[str]) -> Iterator[Pair]:
    known: set[tuple[str, str, str]] = set()
    for line in _lines(path, problems):
        post, article = line.words("post", None), line.words("article", None)
        relation = line.words("relation") or Relation.REPORTS.value
        if relation not in set(Relation):
            line.complain(f"`relation` is {relation!r}, it must be one of {', '.join(Relation)}")
        for kind, named, ids in (("post", post, posts), ("article", article, articles)):
            if named and named not in ids:
                line.complain(f"there is no {kind} {named!r}")
        if (post, article, relation) in known and not line.wrong:
            line.complain(f"the pair of {post} and {article} stands twice")
        exact = line.truth("quotes_exact")
        if not line.wrong:
            known.add((post, article, relation))
            kind = line.words("kind") or "unnamed"
            yield Pair(post=post, article=article, relation=Relation(relation), kind=kind, quotes_exact=exact)


def read_set(folder: Path) -> LabelledSet:
    """Read a labelled set; all that is wrong is told at once (BadSet)."""
    problems: list[str] = []
    if not folder.is_dir():
        raise BadSet([f"there is no folder {folder}"])
    posts = tuple(_posts(folder / "posts.jsonl", problems))
    articles = tuple(_articles(folder / "articles.jsonl", problems))
    named = {post.id for post in posts}, {article.id for article in articles}
    pairs = tuple(_pairs(folder / "pairs.jsonl", *named, problems))
    if problems:
        raise BadSet(problems)
    return LabelledSet(name=folder.resolve().name, posts=posts, articles=articles, pairs=pairs)
