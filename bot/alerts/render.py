"""The message of an alert, from what is true at the moment it is sent. Channel text is never parsed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from gettext import NullTranslations

from bot.alerts.articles import listing, reports, surest_first
from bot.alerts.buttons import of_notice, rows
from bot.alerts.edits import edit_line
from bot.alerts.escalated import escalated
from bot.alerts.notices import notice_text
from bot.alerts.ours import ours_line
from bot.alerts.post import Reader, claim_line, claim_mark, heading, reader_of
from bot.message import CAPTION_LIMIT, TEXT_LIMIT, Composer, Message, cut, units
from storage.records import DueAlert, EntityKind, Mention, Standing

ARTICLES_UNITS = 1600
BESIDE_PICTURE_UNITS = 400  # for the articles in a caption; with the longest heading and a claim, all of it fits
PICTURED_UNITS = 400  # a longer post would have to be cut under a picture
GAP = "\n\n"
COPIES_NAMED = 4  # all of it fits beside a picture
COPY_UNITS = 24

Listed = Callable[[Sequence[Mention], NullTranslations], list[Composer]]
"""In which order articles stand: `surest_first`, or as they came out (`in_time`)."""


def render(due: DueAlert, *, now: datetime) -> Message:
    """What somebody is to see now: a post with its articles, or a notice."""
    reader = reader_of(due.person, now)
    if due.standing is not None and due.notice is not None:
        buttons = rows(due.standing, due.person.id, reader.words)
        return escalated(due.notice, due.standing, reader).build(buttons)
    if due.standing is not None:
        preview = due.standing.picture is not None and not due.has_photo and not takes_picture(due)
        buttons = rows(due.standing, due.person.id, reader.words, by_rule=bool(due.why))
        return alert(due.standing, reader, is_caption=due.has_photo or takes_picture(due)).build(
            buttons, preview=preview, silent=due.person.schedule.is_silent(due.standing.channel.spec.tier)
        )
    if due.notice is not None:
        told = notice_text(due.notice, reader)
        composer = told if isinstance(told, Composer) else Composer().add(cut(told, TEXT_LIMIT))
        return composer.build(of_notice(due.notice, reader.words))
    raise ValueError(f"alert {due.id} shows neither a post nor a notice")


def takes_picture(due: DueAlert) -> bool:
    """Whether the message of an alert, a text so far, is to stand under the picture of its post from now on."""
    if due.standing is None or due.notice is not None or due.standing.picture is None or due.has_photo:
        return False
    return units(due.standing.post.original) <= PICTURED_UNITS


def alert(
    standing: Standing,
    reader: Reader,
    *,
    is_caption: bool = False,
    voices: Composer | None = None,
    listed: Listed = surest_first,
) -> Composer:
    """The post, then what was written from it, then who has it. A long post gives way: the rest is always shown.

    `voices`, where it says something, stands in place of the channels that repeated the post.
    """
    limit = CAPTION_LIMIT if is_caption else TEXT_LIMIT
    head = heading(standing.post, standing.channel, reader)
    lines = listed(standing.mentions, reader.words)
    tail = _tail(standing, reader, lines, articles=BESIDE_PICTURE_UNITS if is_caption else ARTICLES_UNITS)
    if voices is not None and voices.length:
        head.add("\n").join(voices)
    else:
        _add_copies(head, standing, reader)
    if standing.post.original.strip():
        room = limit - head.length - tail.length - 1 - len(GAP)
        head.add("\n").quote(standing.post.original, standing.post.entities, limit=room)
    return head.add(GAP).join(tail)


def _add_copies(composer: Composer, standing: Standing, reader: Reader) -> None:
    """«+6 каналів: ДСНС 14:07 · Мерія 14:09 …»."""
    if not standing.copies:
        return
    count = len(standing.copies)
    told = reader.words.ngettext("+{count} channel", "+{count} channels", count).format(count=count)
    composer.add(f"\n📣 {told}: ")
    for number, copy in enumerate(standing.copies[:COPIES_NAMED]):
        composer.add(" · " if number else "").link(cut(copy.channel, COPY_UNITS) or "…", copy.link)
        composer.add(" " + reader.clock(copy.sent_at))
    if count > COPIES_NAMED:
        composer.add(" …")


def _tail(standing: Standing, reader: Reader, lines: Sequence[Composer], *, articles: int) -> Composer:
    composer, _ = Composer(), reader.words.gettext
    if (edits := edit_line(standing, reader)).length:
        composer.join(edits).add(GAP)
        articles -= composer.length
    if (ours := ours_line(standing, reader)).length:
        composer.join(ours).add("\n")
        articles -= ours.length
    if not reports(standing.mentions):
        composer.add("📭 " + _("No article yet"))
        composer.add("\n" if standing.mentions else "")
    if standing.mentions:
        composer.join(listing(lines, reader.words, limit=articles))
    if standing.claim is not None:
        composer.add(f"{GAP}{claim_mark(standing.claim)} ").add(claim_line(standing.claim, reader), EntityKind.BOLD)
        if standing.claim.link is not None:
            composer.add(" · ").link(_("article"), standing.claim.link)
    return composer
