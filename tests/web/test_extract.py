"""What is read from pages of several makes, and what is left out."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.web.errors import NotAPage
from bot.web.extract import extract, fingerprint
from bot.web.fetch import Answer
from storage.records import Article, ArticleAccess, ArticleId, ArticlePage

PAGES = Path(__file__).parent / "pages"
KYIV = ZoneInfo("Europe/Kyiv")
FOUND_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
ADDRESS = "https://visnyk.example/news/2026/03/02/1001/?utm_source=rss"
SENTENCES = " ".join(f"Речення номер {number} розповідає про подію на сході країни." for number in range(8))


def article(*, url: str = ADDRESS, title: str = "Назва зі стрічки", lead: str = "Коротко зі стрічки.") -> Article:
    return Article(
        id=ArticleId(1),
        feed_id=None,
        site="Вісник",
        ours=False,
        url=url,
        title=title,
        lead=lead,
        text="",
        keys="",
        access=ArticleAccess.PENDING,
        language=None,
        author=None,
        links=(),
        published_at=FOUND_AT,
        found_at=FOUND_AT,
        fetched_at=None,
        fetches=0,
        revision=0,
        copy_of=None,
    )


def read(
    content: bytes | str, *, url: str = ADDRESS, kind: str = "text/html", charset: str | None = None
) -> ArticlePage:
    answer = Answer(
        url=url,
        content=content.encode() if isinstance(content, str) else content,
        content_type=kind,
        charset=charset,
        etag=None,
        last_modified=None,
    )
    return extract(answer, article(), zone=KYIV)


def page(body: str, *, head: str = "") -> str:
    return f'<html><head><meta charset="utf-8">{head}</head><body><article>{body}</article></body></html>'


def test_a_ukrainian_agency_page() -> None:
    found = read((PAGES / "uk_agency.html").read_bytes())
    assert found.url == "https://visnyk.example/news/2026/03/02/14-atak/"
    assert found.title == "Генерал Коваленко: на Лиманському напрямку відбито 14 атак"
    assert found.lead.startswith("Командувач угруповання повідомив")
    assert found.text.split("\n\n") == [
        "Про це генерал Андрій Коваленко написав у Телеграмі вранці 2 березня.",
        (
            "«За минулу добу на Лиманському напрямку противник 14 разів намагався прорвати нашу оборону, усі атаки "
            "відбито», – йдеться у дописі."
        ),
        (
            "За словами генерала, найбільше атак було в районі Торського та Зарічного. Противник втратив 63 особи "
            "вбитими й пораненими, знищено 4 бронемашини."
        ),
        "«Тримаємо позиції. Дякую кожному підрозділу за стійкість», – додав Коваленко.",
        "Торське – 6 атак;",
        "Зарічне – 5 атак;",
        "Серебрянське лісництво – 3 атаки.",
        "Нагадаємо, раніше повідомлялося про удар по складу боєприпасів на Луганщині.",
    ]
    assert found.author == "Олена Гнатюк"
    assert found.language == "uk"
    assert found.access is ArticleAccess.FULL
    assert found.published_at == datetime(2026, 3, 2, 7, 15, tzinfo=UTC)
    assert found.links == ("https://t.me/kovalenko_official/1423", "https://t.me/kovalenko_official/1424")
    assert found.fingerprint
    assert found.keys


def test_a_russian_page_of_line_breaks_in_an_old_encoding() -> None:
    found = read((PAGES / "ru_breaks.html").read_bytes(), charset="utf-8")
    assert found.title == "Воздушные силы показали работу мобильных групп на юге"
    assert found.lead.endswith("сообщил пресс-офицер командования Игорь Сотник в Telegram.")
    assert found.text.split("\n\n") == [
        (
            '"Работали пулемётчики и операторы переносных комплексов. Все цели над Николаевской областью сбиты", - '
            "написал он."
        ),
        (
            "По его словам, ещё три аппарата не достигли целей и упали в поле. Пострадавших и разрушений нет, "
            "на местах падения работают сапёры."
        ),
        "Ранее сообщалось, что ночью в Одессе звучали взрывы.",
    ]
    assert found.language == "ru"
    assert found.links == ("https://t.me/pivden_sotnyk/905",)
    assert found.published_at == datetime(2026, 3, 2, 6, 40, tzinfo=UTC)


def test_an_english_magazine_page() -> None:
    found = read((PAGES / "en_magazine.html").read_bytes(), url="https://observer.example/border-sumy/")
    assert found.url == "https://observer.example/border-sumy/"  # the page names its front page as its own address
    assert found.lead.startswith("Nine sabotage groups tried to cross the border in the past day")
    assert [paragraph.split()[0] for paragraph in found.text.split("\n\n")] == ["Nine", '"All', "The", "Earlier,"]
    assert found.language == "en"
    assert found.author == "Martha Linden"
    assert found.links == ("https://t.me/dpsu_demydenko/3310", "https://t.me/dpsu_demydenko/3311")


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://t.me/s/holos_uriadu/77?before=80", "https://t.me/holos_uriadu/77"),
        ("http://telegram.me/holos_uriadu/77", "https://t.me/holos_uriadu/77"),
        ("tg://resolve?domain=holos_uriadu&amp;post=77", "https://t.me/holos_uriadu/77"),
        ("https://t.me/c/1234567/77", "https://t.me/c/1234567/77"),
        ("https://t.me/holos_uriadu", "https://t.me/holos_uriadu"),
        ("https://other.example/a?utm_campaign=x#part", "https://other.example/a"),
    ],
)
def test_links_take_one_form(link: str, kept: str) -> None:
    assert kept in read(page(f'<p>{SENTENCES} <a href="{link}">повідомили</a> в уряді.</p>')).links


@pytest.mark.parametrize(
    "furniture",
    [
        "Читайте також: Що буде далі з бюджетом",
        "<strong>ЧИТАЙТЕ ТАКОЖ</strong>",
        "Читайте ещё: что будет дальше",
        "Read also: What comes next",
        "Також читайте: Що буде далі з бюджетом",
        "Читати також: Що буде далі з бюджетом",
        "Вас може зацікавити: Що буде далі з бюджетом",
        "Ещё по теме: что будет дальше",
        "Дивіться також інтерв'ю з міністром",
        "Підписуйтесь на наш канал у Telegram",
        "Подписывайтесь на наш канал",
        "Subscribe to our newsletter",
        "Фото: Генштаб ЗСУ",
        "Фото / пресслужба",
        "Якщо ви помітили помилку, виділіть її",
        "Теги: війна, ЗСУ",
        "Реклама",
        '<a href="https://visnyk.example/inshe/">Інша новина нашого сайту</a>',
    ],
)
def test_furniture_is_cut(furniture: str) -> None:
    found = read(page(f"<p>{SENTENCES}</p><p>{furniture}</p><p>Останнє речення статті стоїть тут.</p>"))
    assert found.text == f"{SENTENCES}\n\nОстаннє речення статті стоїть тут."


@pytest.mark.parametrize(
    "sentence",
    [
        "Нагадаємо, раніше повідомлялося про удар по складу.",
        "Ранее сообщалось о взрывах в городе.",
        "Фотографії з місця події оприлюднила прокуратура області.",
        "Відеозапис обстрілу з'явився вранці, його перевіряють слідчі.",
        "Рекламації подали три бригади, розповів постачальник.",
        "Теги на стінах зафарбували комунальники, сказав мер.",
    ],
)
def test_what_only_looks_like_furniture_stays(sentence: str) -> None:
    found = read(page(f"<p>{SENTENCES}</p><p>{sentence}</p>"))
    assert found.text.endswith(sentence.replace("'", "\u02bc"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2026-03-02T09:15:00+02:00">', (7, 15)),
        ('<meta property="article:published_time" content="2026-03-02T07:15:00.000Z">', (7, 15)),
        ('<meta property="article:published_time" content="2026-03-02 09:15">', (7, 15)),  # of the site's zone
        ('<meta property="article:published_time" content="2026-03-02">', (21, 59)),  # the end of that day
        ('<script type="application/ld+json">{"datePublished": "2026-03-02T09:15+0200"}</script>', (7, 15)),
        ('<meta property="article:published_time" content="sometime">', None),
    ],
)
def test_times_are_aware_and_never_too_early(head: str, expected: tuple[int, int] | None) -> None:
    found = read(page(f"<p>{SENTENCES}</p>", head=head), url="https://visnyk.example/a/").published_at
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.day, found.hour, found.minute) == (2, *expected)
        assert found.tzinfo is UTC


def test_a_time_element_tells_the_time_of_day() -> None:
    body = f'<time datetime="2026-03-02T09:15">2 березня</time><p>{SENTENCES}</p>'
    found = read(page(body), url="https://visnyk.example/2026/03/02/a/").published_at
    assert found == datetime(2026, 3, 2, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><title>Вісник</title></head><body><noscript>Увімкніть JavaScript</noscript></body></html>",
        page("<h1>Назва</h1><p>Цей матеріал доступний лише передплатникам. Оформіть передплату, щоб читати далі.</p>"),
        page(
            f"<p>{SENTENCES}</p>", head='<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
        ),
        "",
        "   ",
        "\x00\x01",
        "<!-- nothing -->",
    ],
)
def test_a_wall_or_a_script_leaves_what_the_feed_says(content: str) -> None:
    found = read(content)
    assert found.access is ArticleAccess.SUMMARY
    assert (found.title, found.lead, found.text) == ("Назва зі стрічки", "Коротко зі стрічки.", "")
    assert found.url == "https://visnyk.example/news/2026/03/02/1001/"
    assert found.language == "uk"
    assert found.fingerprint == 0
    assert found.keys


def test_news_of_two_sentences_is_whole() -> None:
    text = "У Харкові пролунав вибух, повідомив міський голова. Подробиці та наслідки зараз уточнюють."
    found = read(page(f"<h1>У Харкові пролунав вибух</h1><p>{text}</p>"))
    assert found.access is ArticleAccess.FULL
    assert text in (found.lead, found.text)


def test_a_canonical_address_of_another_site_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://elsewhere.example/stolen/">'
    assert read(page(f"<p>{SENTENCES}</p>", head=head)).url == "https://visnyk.example/news/2026/03/02/1001/"


def test_the_name_of_the_site_leaves_the_title() -> None:
    head = '<title>Новий міст відкрили – Вісник</title><meta property="og:site_name" content="Вісник">'
    assert read(page(f"<p>{SENTENCES}</p>", head=head)).title == "Новий міст відкрили"


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "application/json"])
def test_what_is_no_page_is_refused(kind: str) -> None:
    with pytest.raises(NotAPage, match=kind) as raised:
        read(b"%PDF-1.7", kind=kind)
    assert raised.value.lasting


def test_a_redirect_to_the_front_page_is_no_article() -> None:
    with pytest.raises(NotAPage, match="front page"):
        read(page(f"<p>{SENTENCES}</p>"), url="https://visnyk.example/")


def test_fingerprints_of_copies_nearly_agree() -> None:
    original = read((PAGES / "uk_agency.html").read_bytes()).text
    copy = fingerprint(original.replace("вранці 2 березня", "2 березня"))
    other = fingerprint(read((PAGES / "ru_breaks.html").read_bytes()).text)
    assert (fingerprint(original) ^ copy).bit_count() <= 6
    assert (fingerprint(original) ^ other).bit_count() > 12
    assert 0 < copy < 2**64
    assert fingerprint("Замало слів.") == 0


def test_an_xml_declaration_does_no_harm() -> None:
    declared = '<?xml version="1.0" encoding="windows-1251"?>' + page(f"<p>{SENTENCES}</p>")
    assert read(declared).text == SENTENCES


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<p " + "/".join(f"a{n}" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<p a='>' b='<' " + " ".join(f"a{n}=''" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<!-- <script> --><p " + " ".join(f"a{n}" for n in range(100_000)) + ">x", "thousands of attributes"),
        ("<p>" + "<br>" * 100_000, "elements"),
    ],
)
def test_a_page_built_to_keep_us_busy_is_refused(content: str, words: str) -> None:
    with pytest.raises(NotAPage, match=words):
        read(content)


def test_a_picture_inside_the_page_does_no_harm() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo/a=" * 20_000
    assert read(page(f'<p>{SENTENCES}</p><img src="{picture}"><p>Останнє речення статті.</p>')).text.startswith(
        SENTENCES
    )


def test_a_script_full_of_comparisons_does_no_harm() -> None:
    script = "<script>" + "for (i = 0; i<n; i++) { a = b / c }" * 20_000 + "</script>"
    assert read(page(f"{script}<p>{SENTENCES}</p>")).text == SENTENCES


def test_a_text_without_end_is_cut() -> None:
    assert len(read(page("<p>" + "слово " * 50_000 + "</p>")).text) == 200_000
