"""The message of an alert, from what is true at the moment it is sent. Channel text is never parsed."""

from datetime import datetime

from bot.alerts.articles import listing, reports
from bot.alerts.buttons import rows
from bot.alerts.notices import notice_text
from bot.alerts.post import Reader, claim_line, claim_mark, heading, reader_of
from bot.message import TEXT_LIMIT, Composer, Message, cut
from storage.records import DueAlert, EntityKind, Standing

ARTICLES_UNITS = 1600
GAP = "\n\n"


def render(due: DueAlert, *, now: datetime) -> Message:
    """What somebody is to see now: a post with its articles, or a notice."""
    reader = reader_of(due.person, now)
    if due.standing is not None:
        return alert(due.standing, reader).build(rows(due.standing, due.person.id, reader.words))
    if due.notice is not None:
        return Message(text=cut(notice_text(due.notice, reader), TEXT_LIMIT))
    raise ValueError(f"alert {due.id} shows neither a post nor a notice")


def alert(standing: Standing, reader: Reader) -> Composer:
    """The post, then what was written from it, then who has it. A long post gives way: the rest is always shown."""
    head, tail = heading(standing.post, standing.channel, reader), _tail(standing, reader)
    if standing.post.original.strip():
        room = TEXT_LIMIT - head.length - tail.length - 1 - len(GAP)
        head.add("\n").quote(standing.post.original, standing.post.entities, limit=room)
    return head.add(GAP).join(tail)


def _tail(standing: Standing, reader: Reader) -> Composer:
    composer, _ = Composer(), reader.words.gettext
    if not reports(standing.mentions):
        composer.add("📭 " + _("No article yet"))
    if standing.mentions:
        composer.add("\n" if composer.length else "").join(
            listing(standing.mentions, reader.words, limit=ARTICLES_UNITS)
        )
    if standing.claim is not None:
        composer.add(f"{GAP}{claim_mark(standing.claim)} ").add(claim_line(standing.claim, reader), EntityKind.BOLD)
    return composer
