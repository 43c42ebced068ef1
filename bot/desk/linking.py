"""Messages without a command: the link of an article or its text, the link of a post, a forwarded post; and others."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from bot.alerts.articles import reports
from bot.desk import cards, pasting, reporters
from bot.desk.failing import failed, unread
from bot.desk.requests import Asked, Later, PostAddress, address, post_address
from bot.desk.statements import voices
from bot.finder import articles_like
from bot.message import Message, plain
from config.links import channel_name
from storage.records import Article, ArticleAccess, Failure, FeedItem, RequestKind, Role, Stage

PATIENCE = timedelta(seconds=10)  # after that an honest answer is better than silence
STALE = timedelta(seconds=30)  # what failed longer ago may go well now
LOOK_AGAIN_SECONDS = 0.5
ALIKE = 3  # articles shown beside a post of which none was written
WORTH_A_LOOK = 0.25  # of a post, by weight: so much of it an article must have in common


async def answer(asked: Asked) -> Message | Later:
    """What somebody sent or forwarded, looked up."""
    new = asked.request.new
    if new.forward and new.forward.telegram_id and new.forward.message_id:
        return await _post(asked, PostAddress(str(new.forward.telegram_id), new.forward.message_id))
    url = address(new.text)
    if url is None:
        return await pasting.card(asked) if pasting.is_article(new.text) else _nothing(asked)
    if post := post_address(url):
        return await _post(asked, post)
    if channel_name(url):
        return await reporters.latest(replace(asked, rest=url))
    return await _article(asked, url)


def _nothing(asked: Asked) -> Message:
    _ = asked.words.gettext
    if asked.request.new.kind is RequestKind.FORWARD:
        return plain(_("Telegram does not say which channel this comes from. Send me the link of the post instead."))
    if pasting.may_be_article(asked.request.new.text):
        return pasting.too_short(asked)
    told = _("Send me the link of an article or its text, the link of a post, or forward a post.")
    return plain(told + " " + _("/search finds posts by words, /help shows all I can do."))


async def _post(asked: Asked, wanted: PostAddress) -> Message | Later:
    _, store = asked.words.gettext, asked.store
    channel = await store.channels.find(wanted.channel)
    if channel is None and asked.request.new.kind is RequestKind.FORWARD and pasting.is_article(asked.request.new.text):
        return await pasting.card(asked)
    if channel is None:
        return plain(_("I do not watch the channel of this post."))
    post = await store.posts.by_message(channel.id, wanted.message_id)
    standing = await store.posts.standing(post.id) if post else None
    if standing is None:
        return plain(_("I do not hold this post: it is older than my watching of this channel, or was deleted."))
    alike = [] if reports(standing.mentions) else await articles_like(store, standing.post)
    return cards.post_card(
        standing,
        asked.reader,
        alike=[one.article for one in alike if one.cover >= WORTH_A_LOOK][:ALIKE],
        said=await voices(store, standing.post, standing.channel),
        may_label=asked.person.role >= Role.EDITOR,
    )


async def _article(asked: Asked, url: str) -> Message | Later:
    """The card of an article; one that nobody has read is read first, and the request waits for that."""
    canonical = asked.desk.canonical(url)
    if canonical is None:
        return plain(asked.words.gettext("This does not look like the address of an article."))
    article = await asked.store.articles.by_url(canonical)
    if article is None:
        item = FeedItem(url=canonical, title="", summary="", published_at=None)
        article = await asked.store.articles.add(item, site=_host(canonical), at=asked.now)
        asked.desk.bells.articles.ring()
    failure = await _fresh(asked, article)
    lacking = await _what_lacks(asked, article, failure)
    if lacking and asked.now - max(asked.request.new.sent_at, article.found_at) < PATIENCE:
        return Later(seconds=LOOK_AGAIN_SECONDS)
    if failure is not None:
        return await _card(asked, article, f"⚠️ {failed(failure, asked.words)}")
    if not lacking and _is_empty(article):
        return plain(f"⚠️ {unread(asked.words)}")
    return await _card(asked, article, f"⏳ {lacking}" if lacking else "")


def _is_empty(article: Article) -> bool:
    return not (article.title or article.lead or article.text)


async def _fresh(asked: Asked, article: Article) -> Failure | None:
    """Why the article cannot be read. What failed some time ago is tried again for whoever asks now."""
    failure = article.failure
    if failure is None or article.access is ArticleAccess.FULL:
        return None
    if failure.at >= asked.request.new.sent_at - STALE:
        return failure
    await asked.store.articles.hurry(article.id, at=asked.now)
    asked.desk.bells.articles.ring()
    return None


async def _what_lacks(asked: Asked, article: Article, failure: Failure | None) -> str:
    """What is still to be done before the card is whole, in words; empty where nothing is."""
    _, work = asked.words.gettext, asked.store.work
    is_unread = article.access is ArticleAccess.PENDING or article.failure is not None
    if failure is None and is_unread and await work.pending(Stage.FETCH_ARTICLE, article.id):
        return _("The page has not answered yet. I go on trying: send the link again in a few minutes.")
    if not _is_empty(article) and await work.pending(Stage.MATCH_ARTICLE, article.id):
        return _("I am still comparing it with the posts: send the link again in a minute.")
    if _is_weighed_here(asked) and await work.pending(Stage.WEIGH_ARTICLE, article.id):
        return _("I am still comparing it by meaning: send the link again in a minute.")
    return ""


def _is_weighed_here(asked: Asked) -> bool:
    """Whether the second pass is at work: for one that is not there or does not work nobody waits."""
    return asked.desk.meaning.encoder is not None and asked.desk.meaning.trouble is None


async def _card(asked: Asked, article: Article, note: str) -> Message:
    sources, rejected = await cards.behind(asked.store, article)
    if note and not sources and not article.title:
        return plain(note)
    may_label = asked.person.role >= Role.EDITOR
    return cards.source_card(article, sources, asked.reader, note=note, rejected=rejected if may_label else None)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
