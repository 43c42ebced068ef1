from types import SimpleNamespace

import pytest

from bot.language import normalise
from bot.matching import article_text
from bot.matching.background import Role, passages


def cut(scene: SimpleNamespace, paragraph: str) -> tuple[str, str]:
    article = scene.article("Заголовок", "Підводка.", paragraph)
    text = article_text(article)
    parts = dict.fromkeys(Role, "") | {part.role: text[part.start : part.end].strip() for part in passages(article)}
    return parts[Role.NEWS], parts[Role.BACKGROUND]


@pytest.mark.parametrize(
    "opening",
    [
        *("Нагадаємо, ", "Нагадаємо, що ", "Раніше ", "Як повідомлялося, ", "Напередодні ", "Для порівняння: "),
        *("Для порівняння, минулої ночі ", "Минулого тижня "),
        *("Попередньої ночі ", "Ранее ", "Раньше ", "Напомним, ", "Как сообщалось, ", "Накануне "),
        *("Earlier ", "As reported, ", "As previously reported, ", "Recall, "),
        *("Як повідомляв Укрінформ, ", "Как сообщал УНИАН, ", "Як ми вже писали, ", "As Ukrinform reported, "),
        *("Що передувало: ", "Передісторія: ", "Предыстория: ", "Варто нагадати, ", "– Нагадаємо, ", "❗️Нагадаємо, "),
    ],
)
def test_older_news_is_cut_off(scene: SimpleNamespace, opening: str) -> None:
    paragraph = normalise(f"{opening}щось уже було.")
    assert cut(scene, paragraph) == ("", paragraph)


def test_a_heading_says_so_of_the_next_paragraph(scene: SimpleNamespace) -> None:
    assert cut(scene, "Міст закрили.\n\nЩо передувало:\n\nМіст тріснув.") == ("Міст закрили.", "Міст тріснув.")


def test_a_sentence_that_recalls_begins_the_background(scene: SimpleNamespace) -> None:
    news, background = cut(scene, "Постраждали дев'ятеро людей. Раніше мер говорив про сімох.")
    assert (news, background) == (
        "Постраждали дев\u02bcятеро людей.",
        "Раніше мер говорив про сімох.",
    )


def test_an_aside_makes_its_sentence_background(scene: SimpleNamespace) -> None:
    assert cut(scene, "Вночі, нагадаємо, дронів було 74.") == ("", "Вночі, нагадаємо, дронів було 74.")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ніколи раніше цього не бачили",
        "Минулої ночі ворог атакував Лебедин дронами.",
        "Минулої доби на напрямку відбулося 40 боїв.",
        "Прошлой ночью над городом сбили 12 дронов.",
        "Напередодні Великодня служба попросила не палити траву.",
        "Накануне праздника полиция усилит патрули.",
        "До цього переліку увійшли 12 компаній.",
        "До цього часу світла немає.",
        "До этого списка вошли 12 компаний.",
        "Раніше за графік відкрили міст.",
        "Раньше тут была школа.",
        "Раніше, ніж обіцяли, відкрили міст.",
        "Напередодні перемовин міністр виступив із заявою.",
        "Нагадуємо правила безпеки: не паліть траву.",
        "Що передувало аварії, з\u02bcясують слідчі.",
        "– Раніше я пас кіз, – каже мер.",
        "As reported by the Rescue Service, the fire is out.",
        "As the mayor reported, the fire is out.",
        "Earlier today a fire broke out at the port.",
        "Підписати угоду планують у травні.",
        "Подписать договор хотят в мае.",
        "Поділитися досвідом приїхали рятувальники.",
        "Subscribers will get a refund.",
        "Джерело: Харківська ОВА у Telegram",
        "Source: State Emergency Service",
        "«Новий командир прийшов. До цього він очолював тил», – сказано.",
    ],
)
def test_news_stays_news(scene: SimpleNamespace, paragraph: str) -> None:
    assert cut(scene, paragraph) == (paragraph, "")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Читайте також: Інша новина",
        "Теги: війна, море",
        "Підписуйтесь на наш канал",
        "Read also: More news",
        "Фото: архів",
        "Також читайте: Скільки коштує долар",
        "Читати також: Скільки коштує долар",
        "Вас може зацікавити: Скільки коштує долар",
        "Ещё по теме: Сколько стоит доллар",
        "Поділіться новиною з друзями",
        "Підпишіться",
    ],
)
def test_furniture_is_neither(scene: SimpleNamespace, paragraph: str) -> None:
    assert cut(scene, paragraph) == ("", "")


@pytest.mark.parametrize(
    "parting",
    [
        *(
            "До завтра!",
            "Гарних вихідних!",
            "Бережіть себе та близьких!",
            "На цьому все. До понеділка!",
            "Лишайтеся з нами.",
        ),
        "До завтра.",
        *("Хороших выходных!", "Берегите себя 🙏", "Это всё на сегодня. Спокойной ночи!"),
        *("See you tomorrow.", "Stay safe, everyone!", "That's all for today. Have a quiet evening."),
        *("Доброго вечора, друзі!", "📌 До зустрічі!"),
    ],
)
@pytest.mark.parametrize("before", ["", "Вхід вільний. ", "Нагадаємо, міст закрили в травні. "])
def test_taking_leave_of_readers_is_neither(scene: SimpleNamespace, before: str, parting: str) -> None:
    assert "".join(cut(scene, normalise(before + parting))) == before.strip()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Рух перекрили до завтра.",
        "До завтра міст не відкриють.",
        "Мер написав: «Світло буде. Бережіть себе!»",
        "На вихідних обіцяють дощ. Гарних вихідних мер не обіцяв.",
        "Stay safe was what the mayor wrote.",
        "До понедельника вход закрыт.",
    ],
)
def test_what_only_sounds_like_taking_leave_is_news(scene: SimpleNamespace, paragraph: str) -> None:
    assert cut(scene, paragraph)[0] == paragraph


def test_empty_parts_leave_no_gap(scene: SimpleNamespace) -> None:
    assert article_text(scene.article("Заголовок", "", "Текст.")) == "Заголовок\n\nТекст."
