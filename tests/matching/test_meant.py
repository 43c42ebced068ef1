"""What an encoder says of a field of posts, as features."""

from types import SimpleNamespace

import pytest

from bot.matching import add_meaning, compare, rarity_among, texts_of


def test_a_post_of_one_passage_leads_in_it_though_another_is_nearest_to_the_article(scene: SimpleNamespace) -> None:
    drones, fire = "Уночі збили 83 дрони з 96.", "Меблева фабрика в Лебедині згоріла вщент."
    article = scene.article("Ранок: головне", "Збираємо новини.", f"{drones}\n\n{fire}")
    field = compare(article, scene.candidates, rarity=rarity_among(article, scene.candidates))
    ids = [one.rival.post.id for one in field]
    texts = texts_of(article, field)
    assert {article.title, article.lead, drones, fire} <= set(texts)

    near = {text: [0.8] * len(field) for text in texts}
    near[drones] = [0.95 if each == scene.first_night.id else 0.8 for each in ids]
    near[fire] = [0.9 if each == scene.fire.id else 0.85 for each in ids]
    features = {one.rival.post.id: one.features for one in add_meaning(article, field, near)}
    assert features[scene.fire.id].near == pytest.approx(1.5)
    assert features[scene.fire.id].near_lead == pytest.approx(-0.5)
    assert features[scene.fire.id].near_passage_lead == pytest.approx(0.5)
    assert features[scene.first_night.id].near_lead == pytest.approx(0.5)
    assert features[scene.first_night.id].near_passage_lead == pytest.approx(1.5)
