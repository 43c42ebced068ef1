"""Messages as they are written."""

from bot.message import Composer


def test_what_we_say_has_the_apostrophe_of_people_and_what_others_wrote_is_left_as_it_is() -> None:
    composer = Composer().add("Змінено: пʼять → девʼять\n").quote("Пʼятеро людей, п'ять машин", (), limit=99)
    assert composer.build().text == "Змінено: п’ять → дев’ять\nПʼятеро людей, п'ять машин"
