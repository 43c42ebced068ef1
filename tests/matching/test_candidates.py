"""Which posts an article is compared with: how storage is asked for them, and how many of those found are kept."""

from datetime import timedelta
from types import SimpleNamespace

from bot.matching import compare
from bot.matching.candidates import NEWS_WINDOW, sought_for
from bot.matching.dates import RECALL_WINDOW
from bot.matching.rivals import KEPT
from tests.matching.conftest import RESCUERS, make_post

TOWNS = (
    *("Лебедин", "Охтирка", "Конотоп", "Шостка", "Глухів", "Путивль", "Кролевець"),
    *("Ромни", "Тростянець", "Недригайлів", "Буринь", "Ворожба", "Гадяч", "Лубни"),
)


def test_old_posts_are_asked_for_though_no_word_points_back(scene: SimpleNamespace) -> None:
    article = scene.article("Людина з катера", "Розмова з мотористом.", "Катери передав адмірал Гольмгрен.")
    news, old = sought_for(article).queries
    assert news.keys == old.keys
    assert article.published_at - news.after == NEWS_WINDOW
    assert article.published_at - old.before == NEWS_WINDOW
    assert article.published_at - old.after == RECALL_WINDOW


def test_what_points_back_is_asked_for_by_its_own_keys(scene: SimpleNamespace) -> None:
    article = scene.article("Пожежа", "Згорів склад.", "Нагадаємо, адмірал Гольмгрен обіцяв катери.")
    _, recalled, _ = sought_for(article).queries
    assert "x:hlmhrn" in recalled.keys
    assert article.published_at - recalled.after == RECALL_WINDOW
    assert recalled.before > article.published_at


def test_a_digest_is_compared_with_more_posts_than_other_articles(scene: SimpleNamespace) -> None:
    posts = [
        make_post(f"{town}: пожежу на складі загасили рятувальники.", number=number, channel=RESCUERS)
        for number, town in enumerate(TOWNS, start=1)
    ]
    candidates = [(post, RESCUERS) for post in posts]
    text = "\n\n".join(f"{town}. Там рятувальники загасили пожежу на складі." for town in TOWNS)
    digest = scene.article("Головне за добу: пожежі", "Коротко.", text, after=timedelta(hours=3))
    news = scene.article("Пожежі на складах", "Їх загасили.", text.replace(".", " –"), after=timedelta(hours=3))
    assert len(compare(digest, candidates).field) == len(TOWNS)
    assert len(compare(news, candidates).field) == KEPT
