"""The digest of bulk posters, in words: who published how much, and the newest of it."""

import json
from datetime import datetime

from bot.alerts.facts import fact_count, fact_moment
from bot.alerts.post import TIER_MARKS, Reader
from bot.message import cut
from storage.records import BULK, Notice

TITLE_UNITS = 80
BEGINNING_UNITS = 120


def digest_text(notice: Notice, reader: Reader) -> str:
    """One line for each channel, and its newest posts under it."""
    words, since, until = reader.words, fact_moment(notice, "since"), fact_moment(notice, "until")
    lines = [TIER_MARKS[BULK] + " " + words.gettext("Digest of channels that post by the dozen")]
    if since is not None and until is not None:
        lines[0] += ", " + words.gettext("from {since} to {until}").format(
            since=reader.clock(since), until=reader.clock(until)
        )
    lines[0] += ": " + words.ngettext("{count} post", "{count} posts", fact_count(notice, "posts")).format(
        count=fact_count(notice, "posts")
    )
    for channel in json.loads(str(notice.data.get("channels", "[]"))):
        lines.append(f"\n• {cut(channel['title'], TITLE_UNITS)} · {channel['count']}")
        lines += [_line(post, reader) for post in channel["posts"]]
    if more := fact_count(notice, "more"):
        lines.append(
            words.ngettext("… and {count} more channel", "… and {count} more channels", more).format(count=more)
        )
    lines.append("\n" + words.gettext("All of it: /latest @name, /search."))
    return "\n".join(lines)


def _line(post: dict[str, str], reader: Reader) -> str:
    text = " ".join(post["text"].split())
    beginning = cut(text, BEGINNING_UNITS) if text else reader.words.gettext("without words")
    return f"{reader.clock(datetime.fromisoformat(post['at']))} {beginning}\n{post['link']}"
