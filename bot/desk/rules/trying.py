"""The dry run: what a rule would have told in the last thirty days."""

import asyncio
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alerts.post import TIER_MARKS, Reader
from bot.message import Composer, cut
from bot.rules.holding import Finds, Held, keys_of, outside
from bot.rules.views import View
from storage.api import Store
from storage.records import Channel, ChannelId, Criteria, PersonId, Reason, Rule, RuleId, Sample, Sampled

SPAN = timedelta(days=30)
MOST_POSTS = 5000  # a second, on a slow machine
EXAMPLES = 3
EXAMPLE_CHARACTERS = 110
BEFORE_CHARACTERS = 40
DAY = timedelta(days=1)
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Trial:
    """How many posts would have come, since when, and the newest of them with their words."""

    count: int
    since: datetime
    examples: tuple[tuple[Sampled, tuple[str, ...]], ...]


async def trial(store: Store, criteria: Criteria, channels: Mapping[ChannelId, Channel], now: datetime) -> Trial:
    """Hold a rule against the posts that we hold."""
    rule = Rule(
        id=RuleId(0),
        whose=PersonId(0),
        criteria=criteria,
        is_on=True,
        revision=0,
        made_at=now,
        changed_at=now,
        removed_at=None,
    )
    asked = [one.id for one in channels.values() if outside(criteria, one) is None]
    keys = keys_of(criteria.wanted)
    sample = await store.rules.sample(keys, channels=asked, since=now - SPAN, limit=MOST_POSTS)
    passed = await asyncio.to_thread(_passed, Held(rule), sample, channels)
    if criteria.unwritten_minutes is not None:
        within = timedelta(minutes=criteria.unwritten_minutes)
        written = await store.rules.written([post.id for post, _ in passed], within=within)
        passed = [one for one in passed if one[0].id not in written]
    return Trial(len(passed), sample.since, tuple(passed[:EXAMPLES]))


def _passed(held: Held, sample: Sample, channels: Mapping[ChannelId, Channel]) -> list[tuple[Sampled, tuple[str, ...]]]:
    passed = []
    for post in sample.posts:
        reason = held.judge(Finds(View(post, channels[post.channel_id])))
        if isinstance(reason, Reason):
            passed.append((post, reason.found))
    return passed


def told(found: Trial, channels: Mapping[ChannelId, Channel], reader: Reader) -> Composer:
    """A dry run in words: «12 сповіщень на день», and the newest examples."""
    words = reader.words
    days = max(1, round((reader.now - found.since) / DAY))
    span = words.ngettext("in the last {count} day", "in the last {count} days", days).format(count=days)
    span = words.gettext("in the last 24 hours") if days == 1 else span
    composer = Composer().add("🧪 ")
    if not found.count:
        return composer.add(words.gettext("Nothing would have come {span}.").format(span=span))
    composer.add(_rate(found.count, days, reader))
    total = words.ngettext("{count} post {span}", "{count} posts {span}", found.count)
    composer.add(" (" + total.format(count=found.count, span=span) + ")")
    composer.add("\n" + words.gettext("For instance:"))
    for post, wanted in found.examples:
        channel = channels[post.channel_id]
        name = f"{cut(channel.title, 40)}, {reader.clock(post.sent_at)}"
        composer.add("\n" + TIER_MARKS.get(channel.spec.tier, "⚪️") + " ").link(name, post.link)
        composer.add(": " + _beginning(post.text, wanted, reader))
    return composer


def _rate(count: int, days: int, reader: Reader) -> str:
    words, a_day = reader.words, round(count / days)
    if a_day >= 1:
        return words.ngettext("About {count} alert a day", "About {count} alerts a day", a_day).format(count=a_day)
    a_week = round(count * WEEK_DAYS / days)
    if a_week >= 1 and days >= WEEK_DAYS:
        return words.ngettext("About {count} alert a week", "About {count} alerts a week", a_week).format(count=a_week)
    return words.gettext("Seldom")


def _beginning(text: str, wanted: tuple[str, ...], reader: Reader) -> str:
    """Some words of a post, those that were found among them."""
    plain = " ".join(text.split())
    if not plain:
        return reader.words.gettext("without words")
    place = plain.find(wanted[0]) if wanted else 0
    if place > EXAMPLE_CHARACTERS - BEFORE_CHARACTERS:
        first = plain.rfind(" ", 0, place - BEFORE_CHARACTERS // 2) + 1
        plain = "…" + plain[first:]
    return textwrap.shorten(plain, EXAMPLE_CHARACTERS, placeholder="…")
