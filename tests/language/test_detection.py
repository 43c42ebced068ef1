import pytest

from bot.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Рятувальники ліквідували пожежу на складах", "uk"),
        ("Спасатели ликвидировали пожар на складах, пострадавших нет, сообщили в службе", "ru"),
        ("Был сбит объект", "ru"),
        ("Rescuers put out a fire at the warehouses", "en"),
        ("Системи Patriot та NASAMS отримали нові ракети", "uk"),
        ("Світло є", "uk"),
    ],
)
def test_the_language_of_news(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "⚡️⚡️", "12:40 🔥 2 400", "https://t.me/kanal/12", "@kanal #тег"])
def test_what_has_no_words_has_no_language(text: str) -> None:
    assert detect(text) is None
