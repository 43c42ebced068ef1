"""Cards: a post in a list, an article with its posts, the articles of a post."""

from collections.abc import Sequence

from bot.alerts.articles import SITE_UNITS, TITLE_UNITS, listing, reports
from bot.alerts.post import Reader, claim_line, claim_mark, heading
from bot.alerts.render import alert
from bot.desk.sources import post_name, source_part
from bot.message import TEXT_LIMIT, Button, Composer, Message, cut, stack
from storage.records import Article, ArticleAccess, Band, EntityKind, Relation, Source, Standing

SNIPPET_UNITS = 280


def posts(standings: Sequence[Standing], reader: Reader, *, note: Composer | None = None) -> Message:
    """Posts one below the other, each with what became of it; a note stands above them."""

    def left_out(count: int) -> str:
        return reader.words.ngettext("… and {count} more post", "… and {count} more posts", count).format(count=count)

    above = [note] if note is not None else []
    return stack([*above, *(_in_short(standing, reader) for standing in standings)], left_out=left_out).build()


def _in_short(standing: Standing, reader: Reader) -> Composer:
    post, words = standing.post, reader.words
    composer = post_name(post, standing.channel, reader)
    text = " ".join(post.original.split())
    composer.add("\n" + (cut(text, SNIPPET_UNITS) or words.gettext("(no text)")) + "\n")
    count = len(reports(standing.mentions))
    written = words.ngettext("{count} article", "{count} articles", count).format(count=count)
    composer.add(f"📰 {written}" if count else "📭 " + words.gettext("No article yet"))
    if standing.claim is not None:
        composer.add(f" · {claim_mark(standing.claim)} {claim_line(standing.claim, reader)}")
    return composer


def post_card(standing: Standing, reader: Reader, *, alike: Sequence[Article] = ()) -> Message:
    """A post as an alert shows it, for somebody who asked about it; where nothing was written, what is likest."""
    button = Button(text=reader.words.gettext("Open the post"), url=standing.post.link)
    composer = alert(standing, reader)
    if alike:
        composer.add("\n\n🔎 " + reader.words.gettext("Likest articles, none of them certain:"))
    for article in alike:
        name = cut(article.title, TITLE_UNITS) or article.url
        line = Composer().add("\n• ").link(name, article.url).add(f" · {cut(article.site, SITE_UNITS)}")
        if composer.length + line.length <= TEXT_LIMIT:
            composer.join(line)
    return composer.build(((button,),))


def articles_card(standing: Standing, reader: Reader) -> Message:
    """All articles of a post, for whoever pressed the button."""
    composer = heading(standing.post, standing.channel, reader).add("\n\n")
    limit = TEXT_LIMIT - composer.length
    return composer.join(listing(standing.mentions, reader.words, limit=limit, in_time=True)).build()


def source_card(article: Article, sources: Sequence[Source], reader: Reader, *, note: str = "") -> Message:
    """An article with the posts behind it: written from them first, then those it only recalls."""
    shown = [source for source in sources if source.verdict.band is not Band.NONE]
    parts = [_article(article, reader)]
    is_found = any(source.verdict.relation is Relation.REPORTS for source in shown)
    if not is_found and article.access is not ArticleAccess.PENDING:  # one that nobody has read is compared with none
        parts.append(
            Composer().add("🔎 " + reader.words.gettext("No post of the watched channels was found behind it."))
        )
    parts += [source_part(article, source, reader) for source in sorted(shown, key=_rank)]
    if note:
        parts.insert(1, Composer().add(note))

    def left_out(count: int) -> str:
        return reader.words.ngettext("… and {count} more post", "… and {count} more posts", count).format(count=count)

    return stack(parts, left_out=left_out).build()


def _rank(source: Source) -> int:
    """Sorting is stable: within a rank the surest stays first."""
    if source.verdict.relation is Relation.BACKGROUND:
        return 2
    return 0 if source.verdict.band is Band.MATCHED else 1


def _article(article: Article, reader: Reader) -> Composer:
    _ = reader.words.gettext
    composer = Composer().add("📰 ").add(cut(article.site, SITE_UNITS), EntityKind.BOLD).add(": ")
    composer.link(cut(article.title.strip() or article.url, TITLE_UNITS), article.url)
    composer.add("\n" + reader.when(article.published_at))
    if article.author:
        composer.add(" · " + cut(article.author, 80))
    if article.access is ArticleAccess.SUMMARY and article.title:
        composer.add("\n" + _("Only its title and summary could be read."))
    return composer
