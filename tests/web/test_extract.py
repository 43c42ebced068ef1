"""What is read from pages of several makes, and what is left out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.web.extract import fingerprint
from storage.records import ArticleAccess
from tests.web.reading import SENTENCES, page, read

PAGES = Path(__file__).parent / "pages"


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


def test_news_of_two_sentences_is_whole() -> None:
    text = "У Харкові пролунав вибух, повідомив міський голова. Подробиці та наслідки зараз уточнюють."
    found = read(page(f"<h1>У Харкові пролунав вибух</h1><p>{text}</p>"))
    assert found.access is ArticleAccess.FULL
    assert text in (found.lead, found.text)


def test_fingerprints_of_copies_nearly_agree() -> None:
    original = read((PAGES / "uk_agency.html").read_bytes()).text
    copy = fingerprint(original.replace("вранці 2 березня", "2 березня"))
    other = fingerprint(read((PAGES / "ru_breaks.html").read_bytes()).text)
    assert (fingerprint(original) ^ copy).bit_count() <= 6
    assert (fingerprint(original) ^ other).bit_count() > 12
    assert 0 < copy < 2**64
    assert fingerprint("Замало слів.") == 0
