"""Compares what the channels held with what is stored and what the phones show. Pure: nothing is asked, only compared.

What could not be known is no loss, but it must be provable: a version of a post that was replaced (or a post that was
deleted) is unknowable only if the application never had it long enough. It had it long enough where the wire carried
it and an undisturbed stretch of `settle` seconds followed, or where it stood through an undisturbed stretch in which
the application compares what it holds with the channel (`notice` seconds). What stands at the end is always known.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from bot.sandbox.chaos.truth import MARK, Entry, Kind, Phones, Stored, StoredPost, Stretch, Told, Truth, Version


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the application may take while nothing disturbs it."""

    settle: float  # to store what it was given
    notice: float  # to find what it was not given


@dataclass(slots=True)
class Verdict:
    """What was compared, and what is wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    unknowable: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    doubled: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)  # neither lost nor doubled, but not what it should be
    findings: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is lost, doubled or wrong."""
        return not (self.lost.total() or self.doubled.total() or self.wrong.total())

    def find(self, where: Counter[str], what: str, finding: str) -> None:
        """Something is wrong."""
        where[what] += 1
        self.findings.append(f"{what}: {finding}")


def check(truth: Truth, stored: Stored, phones: Phones, patience: Patience) -> Verdict:
    """The verdict."""
    verdict = Verdict()
    for message in truth.messages.values():
        _message(verdict, truth, stored, message, patience)
    for channel, message_id in stored.doubled:
        verdict.find(verdict.doubled, "posts", f"message {message_id} of {channel} is stored more than once")
    for editor, bubbles in phones.items():
        _alerts(verdict, truth, stored, editor, [bubble.text for bubble in bubbles if bubble.answers is None])
        _answers(verdict, truth, editor, [bubble.answers for bubble in bubbles if bubble.answers is not None])
    _claims(verdict, truth, stored)
    return verdict


def is_knowable(message: Told, version: Version, stretches: Sequence[Stretch], patience: Patience) -> bool:
    """Whether the application had a version long enough to store it."""
    until = min(version.until, message.gone_at)
    if until == inf:
        return True
    for stretch in stretches[bisect_left(stretches, version.since, key=lambda each: each.until) :]:
        if any(stretch.since <= at <= stretch.until - patience.settle for at in version.carried):
            return True
        if min(stretch.until, until) - max(stretch.since, version.since) >= patience.notice:
            return True
        if stretch.since > max([until, *version.carried]):
            break
    return False


# ------------------------------------------------------------------ what is stored


@dataclass(frozen=True, slots=True)
class _Case:
    """One message, and what is stored of it."""

    message: Told
    entry: Entry
    post: StoredPost | None
    knowable: Sequence[Version]

    @property
    def name(self) -> str:
        return named(self.message)


def named(message: Told) -> str:
    """A message in words."""
    return f"message {message.message_id} of {message.channel} (post {message.number})"


def _message(verdict: Verdict, truth: Truth, stored: Stored, message: Told, patience: Patience) -> None:
    verdict.counts[f"{message.kind}s" if message.kind is not Kind.EARLIER else "earlier posts"] += 1
    verdict.counts["deletions"] += message.gone_at < inf and message.kind is Kind.POST
    knowable = [version for version in message.versions if is_knowable(message, version, truth.stretches, patience)]
    entry = stored.ledger.get((message.channel, message.message_id))
    if entry is None:
        if knowable:
            verdict.find(verdict.lost, "posts", f"{named(message)} is not in the ledger")
        else:
            verdict.unknowable["posts"] += message.kind is Kind.POST
        return
    case = _Case(message, entry, stored.posts.get(entry.post or 0), knowable)
    if message.kind is Kind.SERVICE:
        if entry.state != "service":
            verdict.find(verdict.wrong, "service messages", f"{case.name} is {entry.state}")
        return
    _deletion(verdict, case)
    if message.kind is Kind.POST and case.post is not None:
        _versions(verdict, case, case.post)


def _deletion(verdict: Verdict, case: _Case) -> None:
    is_gone = case.message.gone_at < inf
    if is_gone != (case.entry.state == "deleted"):
        where = verdict.lost if is_gone else verdict.wrong
        finding = f"{case.name} is {'gone' if is_gone else 'there'}, the ledger says {case.entry.state}"
        verdict.find(where, "deletions", finding)
    elif case.post is None:
        verdict.find(verdict.lost, "posts", f"{case.name} is in the ledger, but its post is not stored")
    elif case.message.kind is Kind.POST and is_gone and not case.post.is_deleted:
        verdict.find(verdict.lost, "deletions", f"{case.name} is gone, and its post is not marked so")


def _versions(verdict: Verdict, case: _Case, post: StoredPost) -> None:
    verdict.counts["revisions"] += len(case.message.versions) - 1
    times = Counter(post.revisions)
    for version in case.message.versions:
        kept = times.pop(version.text, 0)
        if kept > 1:
            verdict.find(verdict.doubled, "revisions", f"{case.name} has {version.text[:10]} {kept} times")
        if kept == 0 and version in case.knowable:
            verdict.find(verdict.lost, "revisions", f"{case.name} lacks {version.text[:10]}")
        verdict.unknowable["revisions"] += kept == 0 and version not in case.knowable
    for text in times:
        verdict.find(verdict.wrong, "revisions", f"{case.name} never said {text[:40]!r}")
    last = case.message.versions[-1]
    if last in case.knowable and post.text != last.text:
        verdict.find(verdict.wrong, "texts", f"{case.name} says {last.text[:10]}, stored is {post.text[:10]}")


# ------------------------------------------------------------------ what the phones show


def _alerts(verdict: Verdict, truth: Truth, stored: Stored, editor: int, texts: Sequence[str]) -> None:
    shown: dict[int, list[str]] = {}
    for text in texts:
        for number in dict.fromkeys(int(found[1]) for found in MARK.finditer(text)):
            shown.setdefault(number, []).append(text)
    for message, latest in _alerted(truth, stored):
        verdict.counts["alerts"] += 1
        bubbles = shown.pop(message.number, [])
        name = f"post {message.number} to {editor}"
        if not bubbles:
            verdict.find(verdict.lost, "alerts", f"{name} was not sent")
        elif len(bubbles) > 1:
            verdict.find(verdict.doubled, "alerts", f"{name} was sent {len(bubbles)} times")
        elif latest not in bubbles[0]:
            verdict.find(verdict.lost, "changes of alerts", f"{name} does not show {latest[:10]}")
    for number in shown:
        verdict.find(verdict.wrong, "alerts", f"{editor} was told of post {number}, which is not stored or no news")


def _alerted(truth: Truth, stored: Stored) -> Iterator[tuple[Told, str]]:
    """The posts that every editor must have been told of, and what the alert must show."""
    for message in truth.messages.values():
        entry = stored.ledger.get((message.channel, message.message_id))
        post = stored.posts.get(entry.post or 0) if entry else None
        if message.kind is Kind.POST and post is not None:
            yield message, post.text


def _answers(verdict: Verdict, truth: Truth, editor: int, answers: Sequence[int]) -> None:
    times = Counter(answers)
    for question in truth.questions:
        if question.editor != editor:
            continue
        verdict.counts["requests"] += 1
        if not times[question.message_id]:
            verdict.find(verdict.lost, "answers", f"{question.text!r} of {editor} has none")
        elif times[question.message_id] > 1:
            verdict.find(verdict.doubled, "answers", f"{question.text!r} of {editor}: {times[question.message_id]}")


def _claims(verdict: Verdict, truth: Truth, stored: Stored) -> None:
    by_number = {told.number: told for told in truth.messages.values() if told.kind is Kind.POST}
    for number in truth.taken:
        verdict.counts["presses"] += 1
        told = by_number[number]
        entry = stored.ledger.get((told.channel, told.message_id))
        post = stored.posts.get(entry.post or 0) if entry else None
        if post is None or not post.is_claimed:
            verdict.find(verdict.lost, "presses", f"post {number} was taken, and nobody has it")
