"""Posts that we wrote up, looked at after publication: what was edited, deleted, or quoted otherwise than it reads.

What to tell is worked out from what is stored, and named after what it says: looking twice tells nothing twice.
"""

import asyncio
import logging
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from bot.bell import Bells
from bot.errors import ENDS_ALL
from bot.matching.background import article_text
from bot.matching.breaking import broken_by
from bot.matching.revising import Difference, difference
from storage.api import Store
from storage.forms import dump
from storage.records import Aftermath, Fidelity, Job, Notice, NoticeKind, OurArticle, PostId, Stage

BATCH = 20
SENTENCES_CHARACTERS = 300
ESCALATED_WITHIN = timedelta(hours=6)
"""What is older when it reaches us is no longer urgent: the alert says how late it is."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """The stage."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]

    async def review_due(self) -> int:
        """Look at the posts that are due; returns how many were tried."""
        jobs = await self.store.work.due(Stage.REVIEW_POST, self.now(), limit=BATCH)
        for job in jobs:
            try:
                await self._review(job)
            except ENDS_ALL:
                raise
            except Exception as error:
                log.exception("row_failed", extra={"stage": job.stage.value, "item": job.item})
                await self.store.work.failed(job, error=f"{type(error).__name__}: {error}", at=self.now())
        return len(jobs)

    async def _review(self, job: Job) -> None:
        found = await self.store.afterwards.of(PostId(job.item))
        to_tell = ToTell([], []) if found is None else await asyncio.to_thread(review, found)
        await self.store.afterwards.reviewed(job, to_desk=to_tell.to_desk, to_writer=to_tell.to_writer, at=self.now())
        if to_tell.to_desk or to_tell.to_writer:
            self.bells.outbox.ring()


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Tells of tier-1 posts that nobody took or wrote. Remembers nothing."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]
    after: timedelta | None  # None: never

    async def look(self) -> None:
        """Tell of those whose time has come."""
        if self.after is None:
            return
        now = self.now()
        if told := await self.store.afterwards.escalate(before=now - self.after, since=now - ESCALATED_WITHIN, at=now):
            log.info("posts_escalated", extra={"posts": told})
            self.bells.outbox.ring()


class ToTell(NamedTuple):
    """What the desk and the writer are to hear, and what the writer alone."""

    to_desk: list[Notice]
    to_writer: list[Notice]


def review(found: Aftermath) -> ToTell:
    """What is to be told of a post that we wrote up."""
    told = ToTell([], [])
    for ours in found.articles:
        changed = difference(ours.text_then, found.post.original, found.post.language)
        if found.post.deleted_at is not None:
            told.to_desk.extend(_deleted(found, ours))
        elif changed.is_material:
            told.to_desk.extend(_edited(found, ours, changed))
        elif ours.is_matched:
            told.to_writer.extend(_misquoted(found, ours))
    return told


def _deleted(found: Aftermath, ours: OurArticle) -> Iterator[Notice]:
    if ours.is_matched and found.post.deleted_at is not None:
        facts = {"deleted": found.post.deleted_at.isoformat()}
        yield _notice(NoticeKind.POST_DELETED, found, ours, (), facts)


def _edited(found: Aftermath, ours: OurArticle, changed: Difference) -> Iterator[Notice]:
    sentence = broken_by(changed, ours.article)
    if sentence is None and not ours.is_matched:
        return
    edits = [(edit.before, edit.after) for edit in changed.edits if edit.matter is not None]
    facts = {
        "changes": dump(edits),
        "removed": _shortened(" ".join(changed.removed)),
        "added": _shortened(" ".join(changed.added)),
        "sentence": _shortened(sentence or ""),
    }
    yield _notice(NoticeKind.POST_EDITED, found, ours, (edits, changed.removed, changed.added), facts)


def _misquoted(found: Aftermath, ours: OurArticle) -> Iterator[Notice]:
    text = article_text(ours.article)
    for quotation in ours.quotations:
        if quotation.fidelity is not Fidelity.ALTERED or not any(change.telling for change in quotation.changes):
            continue
        quoted = " ".join(text[quotation.article_start : quotation.article_end].split())
        changes = [(change.post, change.article) for change in quotation.changes]
        facts = {"changes": dump(changes), "sentence": _shortened(quoted)}
        yield _notice(NoticeKind.MISQUOTED, found, ours, (quoted, changes), facts)


def _shortened(text: str) -> str:
    """By whole words, as far as there are any."""
    shortened = textwrap.shorten(text, SENTENCES_CHARACTERS, placeholder="…", break_on_hyphens=False)
    return shortened if shortened != "…" else text[: SENTENCES_CHARACTERS - 1] + "…"


def _notice(
    kind: NoticeKind, found: Aftermath, ours: OurArticle, says: Iterable[object], facts: dict[str, str]
) -> Notice:
    """Named after the post, the article and what it says, so that the same is told once."""
    digest = sha256(repr(tuple(says)).encode()).hexdigest()[:16]
    data: dict[str, str | int] = {
        "post": found.post.id,
        "channel": found.channel.title,
        "tier": found.channel.spec.tier,
        "sent": found.post.sent_at.isoformat(),
        "link": found.post.link,
        "article": ours.article.title,
        "url": ours.article.url,
        "site": ours.article.site,
        "language": ours.article.language or "",
        **facts,
    }
    return Notice(kind=kind, key=f"{kind}|{found.key}|{ours.article.url}|{digest}", data=data)
