"""Cards: a post in a list, an article with its posts, the articles of a post."""

from collections.abc import Sequence

from bot.alerts.articles import SITE_UNITS, TITLE_UNITS, in_order_of_publication, in_time, left_out, reports
from bot.alerts.buttons import reading
from bot.alerts.post import Reader, claim_line, claim_mark, heading
from bot.alerts.render import alert
from bot.desk import labels
from bot.desk.sources import post_name, source_part
from bot.desk.statements import Voice, said_by, together
from bot.message import TEXT_LIMIT, Composer, Message, cut, fit, stack
from storage.api import Store
from storage.records import Article, ArticleAccess, Band, EntityKind, Mention, Relation, Source, Standing

SNIPPET_UNITS = 280


def posts(standings: Sequence[Standing], reader: Reader, *, note: Composer | None = None) -> Message:
    """Posts one below the other, each with what became of it; a note stands above them."""

    above = [note] if note is not None else []
    lines = [*above, *(in_short(standing, reader) for standing in standings)]
    return stack(lines, left_out=lambda count: _more_posts(count, reader)).build()


def _more_posts(count: int, reader: Reader) -> str:
    return reader.words.ngettext("… and {count} more post", "… and {count} more posts", count).format(count=count)


def in_short(standing: Standing, reader: Reader) -> Composer:
    """A post in a few lines, with what became of it."""
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


def post_card(
    standing: Standing,
    reader: Reader,
    *,
    alike: Sequence[Article] = (),
    said: Sequence[Voice] = (),
    may_label: bool = False,
) -> Message:
    """A post with its articles as they came out, for somebody who asked about it; where there are none, what is likest.

    `said` are the posts of its statement; a button leads whoever may label the articles to where that is done.
    """
    voices = said_by(standing, said, reader) if said else None
    composer = alert(standing, reader, voices=voices, listed=in_time)
    buttons = [button for button in reading(standing, reader.words) if may_label or button.url]
    if alike:
        composer.add("\n\n🔎 " + reader.words.gettext("Likest articles, none of them certain:"))
    for article in alike:
        name = cut(article.title, TITLE_UNITS) or article.url
        line = Composer().add("\n• ").link(name, article.url).add(f" · {cut(article.site, SITE_UNITS)}")
        if composer.length + line.length <= TEXT_LIMIT:
            composer.join(line)
    return composer.build([buttons])


def articles_card(standing: Standing, reader: Reader, *, rejected: Sequence[Mention] | None = None) -> Message:
    """All articles of a post, for whoever pressed the button; with those that were rejected, they can be labelled."""
    composer, words = heading(standing.post, standing.channel, reader).add("\n\n"), reader.words
    lines, limit = in_time(standing.mentions, words), TEXT_LIMIT - composer.length
    if rejected is None:
        return composer.join(_below(lines, reader, limit)).build()
    if not reports(standing.mentions):
        composer.add("📭 " + words.gettext("No article yet") + "\n")
    lines = labels.numbered([*lines, *(labels.rejected_article(mention, reader) for mention in rejected)])
    limit = TEXT_LIMIT - composer.length
    pairs = [labels.pair_of(each) for each in (*in_order_of_publication(standing.mentions), *rejected)]
    pairs = pairs[: fit(lines, limit=limit, gap="\n")]
    return composer.join(_below(lines, reader, limit)).build(labels.rows(pairs, labels.Card.OF_POST, reader))


def _below(lines: Sequence[Composer], reader: Reader, limit: int) -> Composer:
    return stack(lines, left_out=lambda count: left_out(count, reader.words), limit=limit, gap="\n")


async def labelled_articles(store: Store, standing: Standing, reader: Reader) -> Message:
    """The articles of a post, for somebody who may label them."""
    return articles_card(standing, reader, rejected=await store.labels.rejected_of_post(standing.post.id))


async def behind(store: Store, article: Article) -> tuple[list[Source], list[Source]]:
    """The posts behind an article, of a copy those behind its original; and those that editors rejected."""
    sources = await store.matches.of_article(article.id)
    rejected = await store.labels.rejected_of_article(article.id)
    if not sources and not rejected and article.copy_of is not None:
        sources = await store.matches.of_article(article.copy_of)
    return sources, rejected


def source_card(
    article: Article,
    sources: Sequence[Source],
    reader: Reader,
    *,
    note: str = "",
    rejected: Sequence[Source] | None = None,
) -> Message:
    """An article with the statements behind it: written from them first, then those it only recalls.

    With those that were rejected, they can be labelled.
    """
    shown = sorted((source for source in sources if source.verdict.band is not Band.NONE), key=_rank)
    above, told = _above_sources(article, shown, reader, note), together(article, shown)
    parts = [
        source_part(article, one, reader, others=[other for other in shown if other is not one.closest]) for one in told
    ]
    pairs: list[labels.Pair] = []
    if rejected is not None and all(source.verdict.article_id == article.id for source in shown):  # no copy
        refused = together(article, rejected)
        parts = labels.numbered([*parts, *(labels.rejected_post(one, reader) for one in refused)])
        pairs = [labels.pair_of(one) for one in (*told, *refused)]
    pairs = pairs[: max(fit([*above, *parts]) - len(above), 0)]
    buttons = labels.rows(pairs, labels.Card.OF_ARTICLE, reader)
    return stack([*above, *parts], left_out=lambda count: _more_posts(count, reader)).build(buttons)


def _above_sources(article: Article, shown: Sequence[Source], reader: Reader, note: str) -> list[Composer]:
    above = [_article(article, reader), *([Composer().add(note)] if note else [])]
    is_found = any(source.verdict.relation is Relation.REPORTS for source in shown)
    if not is_found and article.access is not ArticleAccess.PENDING:  # one that nobody has read is compared with none
        above.append(
            Composer().add("🔎 " + reader.words.gettext("No post of the watched channels was found behind it."))
        )
    return above


def _rank(source: Source) -> int:
    """Sorting is stable: within a rank the surest stays first."""
    if source.verdict.relation is Relation.BACKGROUND:
        return 2
    return 0 if source.verdict.band is Band.MATCHED else 1


def _article(article: Article, reader: Reader) -> Composer:
    _ = reader.words.gettext
    composer = Composer().add("📰 ").add(cut(article.site, SITE_UNITS), EntityKind.BOLD).add(": ")
    if not article.url:  # pasted: there is nothing to open, and no time is known
        return composer.add(cut(article.title or article.text, TITLE_UNITS))
    composer.link(cut(article.title.strip() or article.url, TITLE_UNITS), article.url)
    composer.add("\n" + reader.when(article.published_at))
    if article.author:
        composer.add(" · " + cut(article.author, 80))
    if article.access is ArticleAccess.SUMMARY and article.title:
        composer.add("\n" + _("Only its title and summary could be read."))
    return composer
