"""A tier-1 post that nobody took: the post in short, until somebody does."""

from bot.alerts.facts import fact_count
from bot.alerts.post import Reader, claim_line, claim_mark, heading
from bot.message import Composer
from storage.records import EntityKind, Notice, Standing

POST_UNITS = 300


def escalated_text(notice: Notice, reader: Reader) -> str:
    """How long nobody has taken it."""
    minutes = fact_count(notice, "minutes")
    told = reader.words.ngettext(
        "Nobody has taken or written it for {count} minute",
        "Nobody has taken or written it for {count} minutes",
        minutes,
    )
    return "🚨 " + told.format(count=minutes)


def escalated(notice: Notice, standing: Standing, reader: Reader) -> Composer:
    """What nobody took, or who has it now."""
    composer = Composer()
    if standing.claim is not None:
        composer.add(f"{claim_mark(standing.claim)} ").add(claim_line(standing.claim, reader), EntityKind.BOLD)
    else:
        composer.add(escalated_text(notice, reader), EntityKind.BOLD)
    composer.add("\n").join(heading(standing.post, standing.channel, reader))
    if standing.post.original.strip():
        composer.add("\n").quote(standing.post.original, standing.post.entities, limit=POST_UNITS)
    return composer
