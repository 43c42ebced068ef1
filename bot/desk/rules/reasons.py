"""Why a post came or did not, in words."""

from gettext import NullTranslations

from bot.alerts.articles import ordered
from bot.alerts.post import Reader
from bot.desk.rules.describing import Channels, title
from bot.matching.explain import reason as reason_of
from bot.message import Composer, cut
from bot.rules.holding import Failed, Finds, Held, Part
from bot.rules.views import View
from bot.texts.marking import N_
from storage.records import (
    BULK,
    Arrival,
    EntityKind,
    Fate,
    Heard,
    Person,
    Reason,
    Rule,
    Standing,
)

__all__ = ["Channels", "against", "articles", "because", "failed", "fate"]

WORDS_UNITS = 300
ARTICLES = 5
REASON_UNITS = 200
_ALL_BUT = 0.995  # would be rounded to a hundred

FATES = {
    Fate.DUE: N_("It is on its way to you."),
    Fate.HELD: N_("It waits for a summary: the channel was not seen for long, and is being caught up."),
    Fate.SUMMED_UP: N_("You were told of it in a summary."),
    Fate.FAILED: N_("It could not be sent to you; the operators know."),
}
PARTS = {
    Part.CHANNEL: N_("another channel"),
    Part.TIER: N_("another tier"),
    Part.BULK: N_("this channel posts by the dozen, and the rule names neither it nor its tier"),
    Part.LANGUAGE: N_("another language"),
    Part.WANTED: N_("none of its words is there"),
}


def fate(mine: Heard, reader: Reader) -> str:
    """What became of it, in one sentence."""
    _ = reader.words.gettext
    if mine.fate is Fate.COPY and mine.sent_at is not None:
        told = _("It says the same as a post of another channel, and stands in the alert of that one: {time}.")
        return told.format(time=reader.clock(mine.sent_at))
    if mine.sent_at is not None:
        return _("It came to you: {time}.").format(time=reader.clock(mine.sent_at))
    if mine.fate is Fate.WAITS and mine.wait_until is not None:
        told = _("It comes to you if nobody has written it by then: {time}.")
        return told.format(time=reader.clock(mine.wait_until))
    if mine.fate is Fate.QUIET and mine.wait_until is not None:
        told = _("It waits for the end of your quiet hours or mute, or for your digest: {time}.")
        return told.format(time=reader.clock(mine.wait_until))
    return _(FATES[mine.fate])


def because(rule: Rule, reason: Reason, mine: Heard, channels: Channels, reader: Reader) -> Composer:
    """A rule that let it through, and the words that it found."""
    _, composer = reader.words.gettext, Composer()
    composer.add("• " + _("Rule") + ": ").add(title(rule.criteria, channels, reader.words), EntityKind.BOLD)
    if rule.removed_at is not None:
        composer.add(" " + _("(removed since)"))
    elif mine.made_at is not None and rule.changed_at > mine.made_at:
        composer.add(" " + _("(changed since)"))
    composer.add("\n")
    if reason.found:
        found = ", ".join(f"«{word}»" for word in reason.found)
        composer.add("   " + _("Found") + ": " + cut(found, WORDS_UNITS) + "\n")
    if rule.criteria.unwritten_minutes is not None and mine.sent_at is not None:
        told = _("Nobody had written it after {count} min.").format(count=rule.criteria.unwritten_minutes)
        composer.add(f"   {told}\n")
    return composer


def articles(standing: Standing, words: NullTranslations) -> Composer:
    """The articles that the alert shows, each with its score and its reason."""
    composer, shown = Composer(), ordered(standing.mentions)[:ARTICLES]
    if shown:
        composer.add("\n📰 " + words.gettext("Articles, and how sure it is that they come from it:"))
    for mention in shown:
        verdict = mention.verdict
        composer.add("\n• ").link(cut(mention.article.site, 40), mention.article.url)
        composer.add(f" — {_percent(verdict.score)}: " + cut(reason_of(verdict, words), REASON_UNITS))
    return composer.add("\n") if shown else composer


def _percent(score: float) -> str:
    """A score in whole percents; never a hundred, since nothing is beyond doubt."""
    return ">99%" if score >= _ALL_BUT else f"{score:.0%}"


def against(standing: Standing, person: Person, mine: Heard | None, reader: Reader) -> Composer:
    """What kept it from somebody beside their rules."""
    words, post = reader.words, standing.post
    told = [_ended(mine, standing, words)] if mine is not None else []
    if post.arrival is Arrival.SEED:
        told.append(words.gettext("It is older than my watching of this channel: such posts alert nobody."))
    if person.added_at > post.received_at:
        told.append(words.gettext("You were not here yet."))
    if person.muted_at is not None:
        since = words.gettext("You have muted alerts since {time}: /unmute brings them back.")
        told.append(since.format(time=reader.clock(person.muted_at)))
    if standing.channel.spec.tier == BULK:
        told.append(
            words.gettext("This channel posts by the dozen: without a rule that names it, it comes in digests.")
        )
    return Composer().add("".join(f"• {line}\n" for line in told))


def _ended(mine: Heard, standing: Standing, words: NullTranslations) -> str:
    if mine.fate is Fate.OFF:
        return words.gettext("When its time came, your rule was off, or you had muted alerts.")
    sites = ", ".join(dict.fromkeys(mention.article.site for mention in ordered(standing.mentions)))
    return words.gettext("Somebody had written it in time: {sites}.").format(sites=cut(sites, WORDS_UNITS))


def failed(rule: Rule, standing: Standing, channels: Channels, reader: Reader) -> Composer:
    """A rule of theirs, and where the post fails it as it stands today."""
    words = reader.words
    composer = Composer().add(title(rule.criteria, channels, words), EntityKind.BOLD).add(": ")
    if not rule.is_on:
        return composer.add(words.gettext("it is off"))
    found = Held(rule).judge(Finds(View(standing.post, standing.channel)))
    if isinstance(found, Reason):
        if rule.changed_at > standing.post.received_at:
            return composer.add(words.gettext("it would let it through today; it was changed after the post"))
        return composer.add(words.gettext("it lets it through"))
    return composer.add(_failed(found, words))


def _failed(found: Failed, words: NullTranslations) -> str:
    if found.part is Part.UNWANTED:
        had = ", ".join(f"«{word}»" for word in found.found)
        return words.gettext("it has words that must not be there: {words}").format(words=cut(had, WORDS_UNITS))
    return words.gettext(PARTS[found.part])
