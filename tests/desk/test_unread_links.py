"""Links to pages that cannot be read: what the editor who sent one is told, over real HTTP, and how soon."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from starlette.responses import Response

from bot.feeds import fetch_due
from bot.sandbox.news import Fault, GzipBomb, HangUp, NewsSite, Redirect, ScriptOnly, Slow, Status, Visit, WebPage
from bot.web.client import WebClient
from bot.web.fetch import Limits
from storage.api import Store
from storage.records import FeedItem, Stage
from tests.desk.counter import EDITOR, Counter

PARAGRAPHS = ("Рух мостом через Рось відновили вранці, повідомив голова громади Тарас Зінченко у своєму каналі.",) * 3
SEARCH = "Візьміть кілька слів зі статті: /search знайде дописи, де вони є."
AGAIN = "Спробую ще раз сам; за хвилину можете надіслати посилання знову."
NOTHING = "Статті на цій сторінці я не знайшов: можливо, вона закрита для читачів або її малюють скрипти."
CHECK = "Перевірте посилання: можливо, бракує літери або статтю прибрали."


class Document:
    """A file in place of a page."""

    async def answer(self, _visit: Visit, /) -> Response:
        return Response(b"%PDF-1.7", media_type="application/pdf")


@pytest.fixture
async def site() -> AsyncIterator[NewsSite]:
    async with NewsSite("Вісник").serve() as served:
        yield served


@pytest.fixture
async def web() -> AsyncIterator[WebClient]:
    async with WebClient(allow_loopback=True, limits=Limits(seconds=5, bytes=500_000)) as made:
        yield made


async def paste(counter: Counter, web: WebClient, link: str) -> str:
    """What an editor reads within a second of sending a link, the page being fetched meanwhile."""
    before = len(counter.sender.sent)
    await counter.write(EDITOR, link)
    assert await counter.answer() == 0
    await fetch_due(counter.store, web, counter.bells, now=counter.clock)
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert len(counter.sender.sent) == before + 1
    return counter.sender.last.message.text


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Status(404), f"⚠️ Сайт відповідає, що такої сторінки немає (404). {CHECK}"),
        (Status(410), f"⚠️ Сайт відповідає, що такої сторінки немає (410). {CHECK}"),
        (Redirect("/"), f"⚠️ Сайт відповідає, що такої сторінки немає. {CHECK}"),
        (Status(403), f"⚠️ Сайт не дає мені прочитати цю сторінку (403). {AGAIN}"),
        (Status(401), f"⚠️ Сайт не дає мені прочитати цю сторінку (401). {AGAIN}"),
        (Status(429), f"⚠️ Сайт просить зачекати (429). {AGAIN}"),
        (Status(500), f"⚠️ На сайті щось зламалося (500). {AGAIN}"),
        (Status(400), f"⚠️ Сайт відповів, але не сторінкою (400). {AGAIN}"),
        (HangUp(), f"⚠️ До сайту не вдалося достукатися. {AGAIN}"),
        (GzipBomb(megabytes=5), f"⚠️ Сторінка завелика для мене. {AGAIN}"),
        (Redirect("/news/a/"), f"⚠️ Адреса водить від одного перенаправлення до іншого. {AGAIN}"),
        (
            Redirect("http://10.0.0.1/"),
            f"⚠️ За цією адресою я не ходжу: читаю лише загальнодоступні сторінки інтернету. {SEARCH}",
        ),
        (Document(), f"⚠️ За цією адресою файл, а не стаття (application/pdf). {SEARCH}"),
        (ScriptOnly(), f"⚠️ {NOTHING} {SEARCH}"),
        (WebPage(), f"⚠️ {NOTHING} {SEARCH}"),
    ],
)
async def test_what_came_in_place_of_a_page_is_told_at_once(
    counter: Counter, web: WebClient, site: NewsSite, fault: Fault, told: str
) -> None:
    site.fault("/news/a/", fault)
    assert await paste(counter, web, f"{site.url}/news/a/") == told


async def test_a_site_that_refuses_connections_is_told_at_once(counter: Counter, web: WebClient) -> None:
    async with NewsSite("Тимчасовий").serve() as gone:
        link = f"{gone.url}/a/"
    assert await paste(counter, web, link) == f"⚠️ До сайту не вдалося достукатися. {AGAIN}"


async def test_a_name_that_nobody_has_is_told_at_once(counter: Counter) -> None:
    async def nobody(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    async with WebClient(resolver=nobody) as web:
        told = await paste(counter, web, "https://visnyk.exampel/a")
    assert told == f"⚠️ Сайту з такою назвою немає. {CHECK}"


async def test_a_silent_site_is_told_when_its_time_is_up(counter: Counter, site: NewsSite) -> None:
    site.fault("/a/", Slow())
    async with WebClient(allow_loopback=True, limits=Limits(seconds=0.05)) as web:
        assert await paste(counter, web, f"{site.url}/a/") == f"⚠️ Сайт не відповів вчасно. {AGAIN}"


async def test_it_is_told_in_the_language_of_whoever_asked(counter: Counter, web: WebClient, site: NewsSite) -> None:
    await counter.tell(EDITOR, "/language en")
    site.fault("/a/", Status(404))
    assert await paste(counter, web, f"{site.url}/a/") == (
        "⚠️ The site says that there is no such page (404). "
        "Check the link: perhaps a letter is missing, or the article was taken down."
    )


@pytest.mark.parametrize("status", [404, 503])
async def test_a_link_sent_again_later_is_tried_again_at_once(
    counter: Counter, web: WebClient, site: NewsSite, status: int
) -> None:
    published = site.publish(title="Міст відкрили", paragraphs=PARAGRAPHS)
    site.fault(published, Status(status))
    assert f"({status})" in await paste(counter, web, published.url)
    counter.clock.move(seconds=35)
    site.mend(published)
    await counter.write(EDITOR, published.url)
    assert await counter.answer() == 0
    assert await fetch_due(counter.store, web, counter.bells, now=counter.clock) == 1
    await counter.match()
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert counter.sender.last.message.text.startswith("📰 ")
    assert "Міст відкрили" in counter.sender.last.message.text
    assert "⚠️" not in counter.sender.last.message.text


async def test_a_link_sent_again_at_once_is_answered_without_asking_the_site(
    counter: Counter, web: WebClient, site: NewsSite
) -> None:
    site.fault("/a/", Status(404))
    first = await paste(counter, web, f"{site.url}/a/")
    assert await counter.tell(EDITOR, f"{site.url}/a/") == first
    assert len(site.requests) == 1


async def test_an_article_of_a_feed_that_cannot_be_read_shows_what_the_feed_says(
    counter: Counter, web: WebClient, site: NewsSite, store: Store
) -> None:
    item = FeedItem(url=f"{site.url}/a/", title="Міст відкрили", summary="", published_at=None)
    await store.articles.add(item, site="Вісник", at=counter.clock())
    site.fault("/a/", Status(503))
    text = await paste(counter, web, item.url)
    assert text.startswith("📰 Вісник: Міст відкрили\n")
    assert "⚠️ На сайті щось зламалося (503)." in text
    assert "джерела не знайдено" not in text  # nobody has compared it yet


async def test_one_who_asks_while_the_page_is_fetched_does_not_start_over(
    counter: Counter, web: WebClient, site: NewsSite, store: Store
) -> None:
    site.fault("/a/", Status(503))
    await paste(counter, web, f"{site.url}/a/")
    counter.clock.move(minutes=2)
    await counter.write(EDITOR, f"{site.url}/a/")
    job = await counter.job(Stage.FETCH_ARTICLE)
    for _ in range(3):
        assert await counter.answer() == 0
        counter.clock.move(seconds=1)
    assert await counter.job(Stage.FETCH_ARTICLE) == job
    counter.clock.move(seconds=10)
    assert await counter.answer() == 1
    assert counter.sender.last.message.text.startswith("⏳ Сторінка ще не відповіла.")


async def test_a_page_that_was_read_is_shown_though_it_cannot_be_read_now(
    counter: Counter, web: WebClient, site: NewsSite, store: Store
) -> None:
    published = site.publish(title="Міст відкрили", paragraphs=PARAGRAPHS)
    await counter.write(EDITOR, published.url)
    await counter.answer()
    await fetch_due(store, web, counter.bells, now=counter.clock)
    await counter.match()
    counter.clock.move(seconds=1)
    await counter.answer()
    site.withdraw(published)
    counter.clock.move(minutes=6)
    await fetch_due(store, web, counter.bells, now=counter.clock)
    assert "⚠️" not in await counter.tell(EDITOR, published.url)
    article = await store.articles.by_url(published.url)
    assert article is not None
    assert article.failure is not None
    assert article.failure.at - counter.clock() == timedelta(0)
