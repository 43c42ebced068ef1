"""Many posts in one message, the highest tier first: those missed for long, and those held for their reader."""

import json
from datetime import datetime

from bot.alerts.facts import fact_count, fact_moment
from bot.alerts.post import TIER_MARKS, Reader
from bot.message import cut
from storage.records import Notice

TITLE_UNITS = 60
BEGINNING_UNITS = 100


def resumed_text(notice: Notice, reader: Reader) -> str:
    """One line for each post with its address below, then how many more there are."""
    count = fact_count(notice, "count")
    told = reader.words.ngettext(
        "{count} post came out while the channels were not seen",
        "{count} posts came out while the channels were not seen",
        count,
    ).format(count=count)
    return _listed(notice, reader, f"📋 {told}")


def held_text(notice: Notice, reader: Reader) -> str:
    """The same of what was held."""
    count = fact_count(notice, "count")
    told = reader.words.ngettext("{count} post was held for you", "{count} posts were held for you", count)
    return _listed(notice, reader, "📬 " + told.format(count=count))


def _listed(notice: Notice, reader: Reader, told: str) -> str:
    words, since, until = reader.words, fact_moment(notice, "since"), fact_moment(notice, "until")
    posts, count = json.loads(str(notice.data.get("posts", "[]"))), fact_count(notice, "count")
    if since is not None and until is not None:
        told += ", " + reader.stretch(since, until)
    lines = [f"{told}:", *(_line(post, reader) for post in posts)]
    if more := count - len(posts):
        lines.append(words.ngettext("… and {count} more post", "… and {count} more posts", more).format(count=more))
    lines.append(words.gettext("None of them is alerted again. All of it: /latest, /search."))
    return "\n\n".join(lines)


def _line(post: dict[str, str], reader: Reader) -> str:
    mark = TIER_MARKS.get(int(post["tier"]), "⚪️")
    text = " ".join(post["text"].split())
    said = cut(text, BEGINNING_UNITS) if text else reader.words.gettext("without words")
    if post["deleted"]:
        said = "🗑 " + said
    at = reader.clock(datetime.fromisoformat(post["at"]))
    return f"{mark} {at} {cut(post['channel'], TITLE_UNITS)}: {said}\n{post['link']}"
