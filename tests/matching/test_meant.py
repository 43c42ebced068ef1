"""What an encoder says of a field of posts, as features."""

from types import SimpleNamespace

import pytest

from bot.matching import add_meaning, compare, pieces_of, pieces_of_article
from bot.matching.features import Features
from bot.matching.lines import lines_of
from storage.records import Article, PostId

DRONES, FIRE = "Уночі збили 83 дрони з 96.", "Меблева фабрика в Лебедині згоріла вщент."


def features_of(scene: SimpleNamespace, article: Article, near: dict[tuple[str, str], float]) -> dict[PostId, Features]:
    """Everything is as near as 0.1 but what `near` names, by the article's piece and a post's text or line."""
    compared = compare(article, scene.candidates)
    asked, texts = ([piece.text for piece in pieces] for pieces in pieces_of(compared))
    assert {pair[0] for pair in near} <= set(texts)
    assert {pair[1] for pair in near} <= set(asked)
    cosines = {text: {piece: near.get((text, piece), 0.1) for piece in asked} for text in texts}
    return {one.rival.post.id: one.features for one in add_meaning(compared, cosines).field}


def test_a_post_of_one_passage_leads_in_it_though_another_is_nearest_to_the_article(scene: SimpleNamespace) -> None:
    article = scene.article("Ранок: головне", "Збираємо новини.", f"{DRONES}\n\n{FIRE}")
    features = features_of(
        scene,
        article,
        {
            (DRONES, scene.first_night.text): 0.8,
            (FIRE, scene.fire.text): 0.7,
            (FIRE, scene.first_night.text): 0.5,
        },
    )
    assert features[scene.fire.id].near == pytest.approx(1.4)
    assert features[scene.fire.id].near_lead == pytest.approx(-0.2)
    assert features[scene.fire.id].near_passage_lead == pytest.approx(0.4)
    assert features[scene.first_night.id].near_lead == pytest.approx(0.2)
    assert features[scene.first_night.id].near_passage_lead == pytest.approx(1.4)


def test_one_line_of_a_long_post_is_enough_to_be_recalled_by(scene: SimpleNamespace) -> None:
    told, recalled = "Рада міста зібралася на позачергову сесію.", "Днями там постраждав сторож."
    article = scene.article("Сесія в Лебедині", "Депутати зібралися.", f"{told} {recalled}")
    line = next(line for line in lines_of(scene.fire.text) if "сторож" in line)
    features = features_of(scene, article, {(recalled.rstrip("."), line): 0.95})
    assert features[scene.fire.id].near_place_line == pytest.approx(1.9)
    assert features[scene.fire.id].near_place_line_lead == pytest.approx(1.5)  # as much as counts
    assert features[scene.fire.id].near_any == pytest.approx(0.2)
    others = [features[post] for post in features if post != scene.fire.id]
    assert all(each.near_place_line_lead <= 0 == each.near_place_line_ahead for each in others)


def test_whoever_is_nearest_to_all_sentences_has_the_larger_share_of_them(scene: SimpleNamespace) -> None:
    article = scene.article("Ранок: головне", "Збираємо новини.", f"{DRONES}\n\n{FIRE}")
    near = {(text, line): 0.95 for text in (DRONES, FIRE) for line in lines_of(scene.fire.text)}
    features = features_of(scene, article, near)
    assert features[scene.fire.id].near_share > 0.7
    assert features[scene.fire.id].near_part > 0.9
    assert features[scene.fire.id].near_place_part > 0.9
    assert all(features[post].near_share < 0.3 for post in features if post != scene.fire.id)
    assert all(features[post].near_part < 0.3 for post in features if post != scene.fire.id)


def test_a_post_is_read_in_lines_and_what_is_short_goes_with_its_neighbour() -> None:
    text = "Ніч на 14 квітня: збито 83 дрони.\n\nПостраждали двоє людей, обоє в лікарні. Слава Україні!"
    assert lines_of(text) == (
        "Ніч на 14 квітня: збито 83 дрони.",
        "Постраждали двоє людей, обоє в лікарні. Слава Україні!",
    )
    assert lines_of("Коротко.") == ("Коротко.",)


def test_of_a_live_report_the_first_and_the_last_sentences_are_compared(scene: SimpleNamespace) -> None:
    sentences = [f"У місті номер {number} горіла фабрика." for number in range(300)]
    article = scene.article("Наживо", "Усе про ніч.", "\n\n".join(sentences))
    texts = [piece.text for piece in pieces_of_article(article)]
    assert len(texts) < 90
    assert sentences[0] in texts
    assert sentences[-1].rstrip(".") in texts
    assert features_of(scene, article, {})  # and what lies between is far from all


def test_a_sentence_that_is_a_paragraph_is_encoded_once(scene: SimpleNamespace) -> None:
    article = scene.article("Ранок", "Збираємо новини.", f"{DRONES}\n\n{FIRE} Постраждалих немає.")
    texts = [piece.text for piece in pieces_of_article(article)]
    assert [text for text in texts if "83" in text] == [DRONES]
    assert [text for text in texts if "фабрика" in text] == [f"{FIRE} Постраждалих немає.", FIRE.rstrip(".")]


def test_an_article_without_a_body_has_a_meaning_too(scene: SimpleNamespace) -> None:
    assert features_of(scene, scene.article("Пожежа в Лебедині", "Горіла меблева фабрика.", ""), {})
