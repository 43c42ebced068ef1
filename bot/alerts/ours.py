"""How quick we were: our own article, so many minutes after the post, and after whom."""

from datetime import timedelta
from gettext import NullTranslations
from math import floor

from bot.alerts.articles import doubt, reports
from bot.alerts.post import Reader
from bot.matching.explain import lag
from bot.message import Composer, cut
from bot.texts.dates import duration
from storage.records import Band, EntityKind, Mention, Standing

MINUTE = timedelta(minutes=1)
OTHERS = 2  # who were before us, so that it fits beside a picture

SITE_UNITS = 24


def ours_line(standing: Standing, reader: Reader) -> Composer:
    """«Наша стаття: через 14 хв після допису, після Сайт-1 (9 хв)»; nothing while there is none of ours."""
    composer, _ = Composer(), reader.words.gettext
    told = sorted(reports(standing.mentions), key=lambda mention: mention.article.published_at)
    ours = next((mention for mention in told if mention.article.ours), None)
    if ours is None:
        return composer
    composer.add("🏁 " + _("Our article") + ": ", EntityKind.BOLD)
    if unsure := doubt(ours.verdict, ours.label, reader.words):
        composer.add(unsure + ", ", EntityKind.ITALIC)
    composer.add(_said_after(ours, standing, reader))
    before = _before(ours, told)
    if not before:
        return composer.add(", " + _("ahead of everybody"))
    named = ", ".join(
        f"{cut(mention.article.site, SITE_UNITS)} ({_after(mention, standing, reader)})" for mention in before[:OTHERS]
    )
    composer.add(", " + _("after {sites}").format(sites=named))
    if more := len(before[OTHERS:]):
        composer.add(" " + reader.words.ngettext("and {count} more", "and {count} more", more).format(count=more))
    return composer


def no_sites(words: NullTranslations) -> str:
    """Why nothing counts as ours where no feed is marked so, and what to do."""
    return words.gettext("I know no site of ours: mark its feed with ours = true in feeds.toml.")


def _before(ours: Mention, told: list[Mention]) -> list[Mention]:
    """The first article of each other site that was surely written from the post before ours."""
    firsts: dict[str, Mention] = {}
    for mention in told:
        is_sure = mention.verdict.band is Band.MATCHED and not mention.article.ours
        if is_sure and mention.article.published_at < ours.article.published_at:
            firsts.setdefault(mention.article.site, mention)
    return list(firsts.values())


def _said_after(mention: Mention, standing: Standing, reader: Reader) -> str:
    after = mention.article.published_at - standing.post.sent_at
    if after < MINUTE:  # sooner than a duration can say after «через», or even before it
        return lag(floor(after.total_seconds()), reader.words)
    return reader.words.gettext("{time} after the post").format(time=_after(mention, standing, reader))


def _after(mention: Mention, standing: Standing, reader: Reader) -> str:
    seconds = (mention.article.published_at - standing.post.sent_at).total_seconds()
    return duration(max(seconds, 0), reader.language)
