"""Articles and posts are judged when they are due, with a real store; the clock stands still unless moved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bell import Bells
from bot.language import normalise, search_keys
from bot.matcher import match_due
from storage.api import Store
from storage.records import (
    Access,
    Arrival,
    Article,
    ArticleAccess,
    ArticlePage,
    Band,
    Channel,
    ChannelSpec,
    FeedItem,
    FeedSpec,
    Fidelity,
    NewPost,
    PostId,
    Relation,
    Stage,
    nobody,
)

MORNING = datetime(2026, 4, 14, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRE = (
    "У Лебедині ліквідовано пожежу на меблевій фабриці.\n\nВогонь охопив 1 850 кв. метрів, постраждав сторож, "
    "його шпиталізовано. До гасіння залучали 38 рятувальників і 9 одиниць техніки. О 04:20 вогонь приборкали."
)
CALL = (
    "Розмовляв телефоном із командувачем флоту Швеції адміралом Гольмгреном.\n\nОбговорили захист портів і спільне "
    "патрулювання Балтики. Тиск на наші кораблі зростає щотижня."
)
OF_THE_FIRE = (
    "На фабриці в Лебедині гасили меблі, сторож у лікарні",
    "«Вогонь охопив 1 850 кв. метрів, постраждав сторож, його шпиталізовано», – повідомили рятувальники.",
)
OF_THE_CALL = (
    "Адмірал Гольмгрен і головком обговорили захист портів",
    (
        "«Обговорили захист портів і спільне патрулювання Балтики», – написав головком.\n\n"
        "Нагадаємо, у Лебедині горіла меблева фабрика: вогонь охопив 1850 метрів, гасили 38 рятувальників."
    ),
)


async def channel(store: Store, username: str) -> Channel:
    added = await store.channels.put(ChannelSpec(username=username, title=username), by=None, at=MORNING)
    access = Access(account=1, telegram_id=9000 + added.id, access_hash=1)
    await store.channels.pin(added.id, title=username, username=username, access=access, at=MORNING)
    pinned = await store.channels.get(added.id)
    assert pinned is not None
    return pinned


async def edit_post(store: Store, channel: Channel, message_id: int, text: str, *, after: timedelta) -> None:
    edit = replace(written(channel, message_id, text, at(timedelta())), edited_at=at(after), received_at=at(after))
    assert await store.posts.revise([edit], at=at(after)) == 1


async def add_post(store: Store, channel: Channel, message_id: int, text: str, *, after: timedelta) -> PostId:
    added = await store.posts.add([written(channel, message_id, text, at(after))], audience=nobody, at=at(after))
    return added.posts[0]


def written(channel: Channel, message_id: int, text: str, moment: datetime) -> NewPost:
    text = normalise(text)
    return NewPost(
        channel_id=channel.id,
        message_id=message_id,
        sent_at=moment,
        received_at=moment,
        original=text,
        text=text,
        keys=search_keys(text),
        language="uk",
        link=f"https://t.me/{channel.spec.username}/{message_id}",
        arrival=Arrival.PUSH,
    )


def page(url: str, told: tuple[str, str], *, published_at: datetime) -> ArticlePage:
    title, text = map(normalise, told)
    return ArticlePage(
        url=url,
        title=title,
        lead="",
        text=text,
        access=ArticleAccess.FULL,
        language="uk",
        keys=search_keys(f"{title}\n\n{text}"),
        fingerprint=0,
        published_at=published_at,
    )


async def fetch(store: Store, url: str, told: tuple[str, str], *, after: timedelta) -> Article:
    """The page of an article that is due to be fetched is read; it is due again an hour later."""
    article = await store.articles.by_url(url)
    assert article is not None
    due = await store.work.due(Stage.FETCH_ARTICLE, at(after), limit=9)
    (job,) = [job for job in due if job.item == article.id]
    read = page(url, told, published_at=article.published_at)
    await store.articles.fetched(job, read, next_at=at(after) + HOUR, at=at(after))
    fetched = await store.articles.by_url(url)
    assert fetched is not None
    return fetched


async def add_article(store: Store, slug: str, told: tuple[str, str], *, after: timedelta) -> Article:
    url, moment = f"https://visnyk.example/{slug}", at(after)
    feed = await store.feeds.put(FeedSpec(url="https://visnyk.example/rss", site="Вісник"), at=moment)
    due = await store.work.due(Stage.POLL_FEED, moment, limit=9)
    (poll,) = [job for job in due if job.item == feed.id]
    item = FeedItem(url=url, title=normalise(told[0]), summary="", published_at=moment)
    await store.feeds.read(poll, [item], etag=None, last_modified=None, next_at=moment, at=moment)
    return await fetch(store, url, told, after=after)


def at(after: timedelta) -> datetime:
    return MORNING + after


async def drain(store: Store, after: timedelta, bells: Bells | None = None) -> int:
    return await match_due(store, bells, now=lambda: at(after))


async def test_with_nothing_due_nothing_is_done(store: Store) -> None:
    assert await drain(store, HOUR) == 0


async def test_an_article_finds_its_posts(store: Store) -> None:
    rescuers, general = await channel(store, "riatuvalnyky"), await channel(store, "holovkom")
    fire = await add_post(store, rescuers, 1, FIRE, after=timedelta())
    call = await add_post(store, general, 1, CALL, after=timedelta(minutes=5))
    assert await drain(store, timedelta(minutes=6)) == 2
    article = await add_article(store, "holmgren", OF_THE_CALL, after=HOUR)
    bells = Bells()
    assert await drain(store, HOUR, bells) == 1
    sources = await store.matches.of_article(article.id)
    matched = {one.post.id: one.verdict.relation for one in sources if one.verdict.band is Band.MATCHED}
    assert matched == {call: Relation.REPORTS, fire: Relation.BACKGROUND}
    await bells.outbox.heard(within_seconds=None)
    assert await drain(store, HOUR) == 0


async def test_a_post_that_comes_late_finds_the_article(store: Store) -> None:
    """A post caught up after an outage is older than the article that was stored before it."""
    article = await add_article(store, "lebedyn", OF_THE_FIRE, after=HOUR)
    await drain(store, HOUR)
    assert await store.matches.of_article(article.id) == []
    fire = await add_post(store, await channel(store, "riatuvalnyky"), 1, FIRE, after=timedelta())
    assert await drain(store, 2 * HOUR) == 1
    (mention,) = await store.matches.of_post(fire)
    assert mention.article.id == article.id
    assert mention.verdict.band is Band.MATCHED
    assert mention.verdict.evidence.spans[0].quoted


async def test_a_later_and_likelier_rival_takes_no_article_away(store: Store) -> None:
    """Judging a post against an article's rivals leaves what those rivals have."""
    rescuers, general = await channel(store, "riatuvalnyky"), await channel(store, "holovkom")
    fire = await add_post(store, rescuers, 1, FIRE, after=timedelta())
    await add_article(store, "lebedyn", OF_THE_FIRE, after=HOUR)
    await drain(store, HOUR)
    call = await add_post(store, general, 1, CALL, after=timedelta(minutes=50))
    await drain(store, HOUR)
    assert len(await store.matches.of_post(fire)) == 1
    assert [one for one in await store.matches.of_post(call) if one.verdict.band is Band.MATCHED] == []


@pytest.mark.parametrize("days", [-15, 1])
async def test_posts_outside_the_window_are_not_asked_for(store: Store, days: int) -> None:
    fire = await add_post(store, await channel(store, "riatuvalnyky"), 1, FIRE, after=timedelta(days=days))
    article = await add_article(store, "lebedyn", OF_THE_FIRE, after=HOUR)
    await drain(store, timedelta(days=2))
    assert await store.matches.of_article(article.id) == []
    assert await store.matches.of_post(fire) == []


async def test_a_row_that_breaks_the_matcher_is_parked_and_the_others_go_on(store: Store) -> None:
    class Breaking:
        """A store whose first article cannot be read."""

        def __init__(self, inner: Store, article: Article) -> None:
            self.articles = _Unreadable(inner, article)
            self.channels, self.posts = inner.channels, inner.posts
            self.matches, self.labels, self.work = inner.matches, inner.labels, inner.work

    fire = await add_post(store, await channel(store, "riatuvalnyky"), 1, FIRE, after=timedelta())
    bad = await add_article(store, "zlamana", ("Зламана", "Текст, якого не прочитати."), after=HOUR)
    await add_article(store, "lebedyn", OF_THE_FIRE, after=HOUR)
    broken: Store = Breaking(store, bad)  # type: ignore[assignment]
    for minutes in range(0, 60, 10):
        await drain(broken, HOUR + timedelta(minutes=minutes))
    assert len(await store.matches.of_post(fire)) == 1
    (parked,) = await store.work.parked()
    assert (parked.stage, parked.item) == (Stage.MATCH_ARTICLE.value, bad.id)
    assert "cannot be read" in parked.error


class _Unreadable:
    def __init__(self, inner: Store, article: Article) -> None:
        self._inner, self._bad = inner, article.id

    async def get(self, article_id: int) -> Article | None:
        if article_id == self._bad:
            raise ValueError("cannot be read")
        return await self._inner.articles.get(article_id)  # type: ignore[arg-type]


async def test_an_edited_article_is_judged_anew(store: Store) -> None:
    fire = await add_post(store, await channel(store, "riatuvalnyky"), 1, FIRE, after=timedelta())
    article = await add_article(store, "lebedyn", ("Новина", "Деталі згодом."), after=HOUR)
    await drain(store, HOUR)
    assert await store.matches.of_post(fire) == []
    await fetch(store, article.url, OF_THE_FIRE, after=2 * HOUR)
    assert await drain(store, 2 * HOUR) == 1
    assert len(await store.matches.of_post(fire)) == 1


async def test_a_quotation_stays_exact_when_the_post_is_edited_afterwards(store: Store) -> None:
    rescuers = await channel(store, "riatuvalnyky")
    fire = await add_post(store, rescuers, 1, FIRE, after=timedelta())
    await add_article(store, "lebedyn", OF_THE_FIRE, after=HOUR)
    await drain(store, HOUR)
    await edit_post(store, rescuers, 1, FIRE.replace("1 850", "2 300"), after=2 * HOUR)
    await drain(store, 2 * HOUR)
    (mention,) = await store.matches.of_post(fire)
    evidence = mention.verdict.evidence
    assert [one.fidelity for one in evidence.quotations] == [Fidelity.EXACT]
    assert evidence.superseded
