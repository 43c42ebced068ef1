"""Tags are read as the words they are made of."""

import pytest

from bot.language import search_keys, spelled_out


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("#AustralianFires near @NHC_Atlantic", "Australian Fires near NHC Atlantic"),
        ("says @realDonaldTrump.#MAGA2018", "says real Donald Trump . MAGA2018"),
        ("#USArmy", "US Army"),
        ("#Київ #ПовітрянаТривога", "Київ Повітряна Тривога"),
        ("Читайте: https://t.me/zalu/12 🔥🔥 далі\n\nі ще", "Читайте: далі\n\nі ще"),
        ("plain words, as they were", "plain words, as they were"),
        ("# 5 @ 6", "# 5 @ 6"),
        ("пишіть на press@gov.ua", "пишіть на press@gov.ua"),
        ("", ""),
    ],
)
def test_a_text_is_read_as_one_would_say_it(text: str, spelled: str) -> None:
    assert spelled_out(text) == spelled


def test_words_of_a_tag_are_found_by_their_keys() -> None:
    assert set(search_keys("Australian fires", "en").split()) >= {"l:fire"}
    assert "l:fire" in search_keys(spelled_out("#AustralianFires"), "en").split()
