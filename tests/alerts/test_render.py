"""What an editor sees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.render import render
from bot.message import Message
from storage.records import (
    Band,
    ClaimState,
    Entity,
    EntityKind,
    Evidence,
    Origin,
    Reason,
    Relation,
    RuleId,
)
from tests.alerts.scenes import MARTA, NOON, alert_of, channel, claim, label, mention, person, post, standing


def shown(message: Message, kind: EntityKind) -> list[str]:
    """The stretches of a message that have a style."""
    encoded = message.text.encode("utf-16-le")
    return [
        encoded[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        for entity in message.entities
        if entity.kind is kind
    ]


def labels(message: Message) -> list[list[str]]:
    return [[button.text for button in row] for row in message.buttons]


def test_a_post_without_an_article():
    message = render(alert_of(standing()), now=NOON)
    assert message.text == (
        "🔴 Лебединська громада · 14:05\nЛіквідовано пожежу на меблевій фабриці.\n\n📭 Статей ще немає"
    )
    assert shown(message, EntityKind.EXPANDABLE_QUOTE) == ["Ліквідовано пожежу на меблевій фабриці."]
    assert shown(message, EntityKind.LINK) == ["Лебединська громада"]
    assert labels(message) == [["Відкрити допис", "🔕 Історія"], ["✍️ Беру", "✅ Написано", "🚫 Не новина"]]
    assert message.buttons[0][0].url == "https://t.me/hromada_lebedyn/120"


def test_an_article_comes_with_its_reason_and_lag():
    message = render(alert_of(standing(mentions=(mention(),))), now=NOON)
    assert message.text.endswith(
        "\n\n💬 Новини Лебедина: На фабриці гасили пожежу, частина 1\nцитує дослівно 2 речення, через 41\u00a0хв"
    )
    assert labels(message)[0] == ["Відкрити допис", "Статті: 1", "🔕 Історія"]
    assert message.buttons[0][1].data == "articles:12"


def test_no_row_of_buttons_is_wider_than_a_phone():
    shown = standing(mentions=(mention(),))
    by_rule = render(alert_of(shown, why=(Reason(RuleId(1)),)), now=NOON)
    assert labels(by_rule)[:2] == [["Відкрити допис", "Статті: 1"], ["🔕 Історія", "❔ Чому"]]


def test_the_surest_articles_come_first_and_recalls_last():
    recalled = mention(1, relation=Relation.BACKGROUND, evidence=Evidence(lag_seconds=7200))
    probable = mention(2, band=Band.PROBABLE, evidence=Evidence(lag_seconds=600))
    lines = render(alert_of(standing(mentions=(recalled, probable, mention(3)))), now=NOON).text.split("\n")[3:]
    assert [line[-1] for line in lines[::2]] == ["3", "2", "1"]
    assert lines[3] == "ймовірно: переказує, через 10\u00a0хв"
    assert lines[5] == "лише згадує, через 2\u00a0год"


@pytest.mark.parametrize(("language", "word"), [("uk", "ймовірно"), ("en", "probably")])
def test_a_recall_that_is_only_probable_is_called_so(language: str, word: str):
    recalled = mention(relation=Relation.BACKGROUND, band=Band.PROBABLE, evidence=Evidence())
    assert (
        f"\n{word}: "
        in render(alert_of(standing(mentions=(recalled,)), reader=person(language=language)), now=NOON).text
    )


@pytest.mark.parametrize(("language", "word"), [("uk", "схоже"), ("en", "looks like it")])
def test_a_match_with_a_low_score_reads_less_sure(language: str, word: str):
    sure, reader = mention(evidence=Evidence()), person(language=language)
    low = replace(sure, verdict=replace(sure.verdict, score=0.38))
    assert f"\n{word}: " in render(alert_of(standing(mentions=(low,)), reader=reader), now=NOON).text
    assert word not in render(alert_of(standing(mentions=(sure,)), reader=reader), now=NOON).text


def test_what_somebody_has_confirmed_is_not_doubted():
    low = mention(evidence=Evidence())
    kept = replace(low, verdict=replace(low.verdict, score=0.38), label=label())
    assert "\n☑️ підтверджено: Олена" in render(alert_of(standing(mentions=(kept,))), now=NOON).text


def test_a_recall_alone_is_no_article_yet():
    recalled = mention(relation=Relation.BACKGROUND, evidence=Evidence())
    message = render(alert_of(standing(mentions=(recalled,))), now=NOON)
    assert "📭 Статей ще немає\n↩️ Новини Лебедина" in message.text
    assert labels(message)[0][1] == "Згадки: 1"


def test_the_button_counts_what_was_written_from_the_post_and_not_what_recalls_it():
    recalled = mention(1, relation=Relation.BACKGROUND, evidence=Evidence())
    message = render(alert_of(standing(mentions=(recalled, mention(2), mention(3, band=Band.PROBABLE)))), now=NOON)
    assert labels(message)[0][1] == "Статті: 2"


def test_our_own_article_is_marked():
    assert "\n✅ Новини Лебедина" in render(alert_of(standing(mentions=(mention(ours=True),))), now=NOON).text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "раніше за допис, першими"),
        (0, "менш ніж за хвилину після допису, першими"),
        (59, "менш ніж за хвилину після допису, першими"),
        (86400 + 14400, "через 1 день 4 год після допису, першими"),
        (3 * 86400, "через 3 дні після допису, першими"),
    ],
)
def test_how_quick_we_were_agrees_with_its_preposition(seconds: int, words: str):
    ours = mention(ours=True, published_at=NOON + timedelta(seconds=seconds))
    assert f"🏁 Наша стаття: {words}\n" in render(alert_of(standing(mentions=(ours,))), now=NOON).text


def test_many_articles_give_way_to_a_count():
    message = render(alert_of(standing(mentions=tuple(mention(number) for number in range(1, 60)))), now=NOON)
    assert "… і ще " in message.text.split("\n")[-1]
    assert labels(message)[0][1] == "Статті: 59"


def test_a_claim_names_who_and_when_and_only_they_can_give_it_back():
    taken = standing(claim=claim())
    others, own = render(alert_of(taken), now=NOON), render(alert_of(taken, reader=person(id=2)), now=NOON)
    assert others.text.endswith("✍️ пише Олена, з 14:05")
    assert labels(others) == [["Відкрити допис", "🔕 Історія"]]
    assert labels(own)[1] == ["✅ Написано", "↩️ Відмовляюся"]


def test_not_news_can_be_undone_by_whoever_said_it_and_taken_by_all():
    said = standing(claim=claim(ClaimState.NOT_NEWS, person_id=MARTA))
    message = render(alert_of(said), now=NOON)
    assert message.text.endswith("\n\n🚫 не новина — Олена")
    assert labels(message)[1] == ["✍️ Беру", "↩️ Усе-таки новина"]
    assert labels(render(alert_of(said, reader=person(id=9)), now=NOON))[1] == ["✍️ Беру", "✅ Написано"]


def test_formatting_of_the_post_is_kept_and_its_own_quotes_are_not_nested():
    text = "🔥 Увага! Дивіться карту"
    entities = (
        Entity(kind=EntityKind.BOLD, offset=3, length=6),
        Entity(kind=EntityKind.LINK, offset=19, length=5, url="https://map.example"),
        Entity(kind=EntityKind.QUOTE, offset=0, length=24),
    )
    message = render(alert_of(standing(post=post(text, entities=entities))), now=NOON)
    assert shown(message, EntityKind.BOLD) == ["Увага!"]
    assert shown(message, EntityKind.LINK)[1] == "карту"
    assert shown(message, EntityKind.QUOTE) == []


def test_channel_text_is_never_parsed():
    text = "**жирний** [слово](https://evil.example) <b>ні</b> {name} %(x)s"
    message = render(alert_of(standing(post=post(text))), now=NOON)
    assert text in message.text
    assert shown(message, EntityKind.BOLD) == []


def test_where_a_post_comes_from_and_what_became_of_it():
    told = post(
        forward=Origin(name="Рада громад"),
        reply_to=118,
        media="photo",
        revision=1,
        edited_at=NOON + timedelta(minutes=5),
    )
    lines = render(alert_of(standing(post=told)), now=NOON).text.split("\n")
    assert lines[0] == "🔴 Лебединська громада · 14:05 · змінено, 14:10"
    assert lines[1:4] == ["↪️ переслано: Рада громад", "↩️ відповідь на попередній допис", "🖼 фото"]


def test_the_answered_post_and_a_known_origin_are_linked():
    told = post(forward=Origin(telegram_id=1009, message_id=4), reply_to=118)
    message = render(alert_of(standing(post=told)), now=NOON)
    urls = [entity.url for entity in message.entities if entity.kind is EntityKind.LINK]
    assert urls[1:] == ["https://t.me/c/1009/4", "https://t.me/hromada_lebedyn/118"]


def test_a_deleted_post_says_so_and_is_not_to_be_opened():
    message = render(alert_of(standing(post=post(deleted_at=NOON))), now=NOON)
    assert "видалено, 14:05" in message.text
    assert labels(message) == [["🔕 Історія"], ["✍️ Беру", "✅ Написано", "🚫 Не новина"]]


def test_a_deletion_that_no_push_told_of_says_between_which_times_it_was():
    told = post(deleted_at=NOON, deleted_after=NOON - timedelta(minutes=12))
    message = render(alert_of(standing(post=told)), now=NOON)
    assert "видалено між 13:53 і 14:05" in message.text


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"media": "photo"}, "🖼 фото без тексту"),
        ({"media": "photo", "album": 7}, "🖼 альбом без тексту"),
        ({"media": "something new"}, "📎 вкладення без тексту"),
        ({}, "без тексту"),
    ],
)
def test_a_post_without_words_says_what_it_is(changes: dict[str, object], line: str):
    message = render(alert_of(standing(post=post(" \n", **changes))), now=NOON)
    assert message.text == f"🔴 Лебединська громада · 14:05\n{line}\n\n📭 Статей ще немає"


def test_a_post_of_emoji_reads_as_it_is():
    message = render(alert_of(standing(post=post("🇺🇦🕯️👨‍👩‍👧‍👦"))), now=NOON)
    assert shown(message, EntityKind.EXPANDABLE_QUOTE) == ["🇺🇦🕯️👨‍👩‍👧‍👦"]


def test_the_time_is_the_persons_and_the_words_their_language():
    reader = person(language="en", timezone="Europe/London")
    message = render(alert_of(standing(mentions=(mention(),)), reader=reader), now=NOON + timedelta(days=1))
    assert "2 March at 12:05" in message.text.split("\n")[0]
    assert message.text.endswith("quotes 2 sentences word for word, 41 minutes later")


def test_a_channel_without_a_title_still_leads_to_its_post():
    message = render(alert_of(standing(channel=channel(title=" "))), now=NOON)
    assert shown(message, EntityKind.LINK) == ["канал"]


def test_an_edit_that_matters_says_what_it_changed():
    told = post("Поранено 5 людей. Рух відновлено.", revision=1, edited_at=NOON)
    first = "Поранено 3 людей. Загинув водій автобуса. Рух відновлено."
    message = render(alert_of(standing(post=told, first_text=first)), now=NOON)
    assert "\n⚠️ Змінено по суті: 3 → 5; прибрано: «Загинув водій автобуса.»\n\n📭 Статей ще немає" in message.text
    assert shown(message, EntityKind.BOLD)[-1] == "Змінено по суті:"


def test_news_that_an_edit_adds_is_shown():
    told = post("Рух відновлено. Оновлено: поранено 5 людей.", revision=1, edited_at=NOON)
    message = render(alert_of(standing(post=told, first_text="Рух відновлено.")), now=NOON)
    assert "Змінено по суті: додано: «Оновлено: поранено 5 людей.»" in message.text


def test_what_an_edit_adds_is_shown_beside_the_words_that_it_changed():
    told = post("Поранено 5 людей. Згодом помер водій автобуса.", revision=1, edited_at=NOON)
    message = render(alert_of(standing(post=told, first_text="Поранено 3 людей.")), now=NOON)
    assert "Змінено по суті: 3 → 5; додано: «Згодом помер водій автобуса.»" in message.text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Поранено 3 людей.", "Поранено трьох людей!", "Змінено лише оформлення"),
        (
            "Удар по житловому будинку.",
            "Удар по заводу.",
            "Числа, назви й заперечення ті самі; змінено слова: житловому будинку → заводу",
        ),
        ("Рух відновлено.", "Рух відновлено. Слава ЗСУ!", "Дрібні правки; додано: «Слава ЗСУ!»"),
        (
            "Рух відновлено. Пожежу загасили.",
            "Пожежу загасили. Рух відновлено. #Лебедин",
            "Числа, назви й заперечення ті самі; змінено посилання чи хештеги; змінено порядок слів",
        ),
    ],
)
def test_an_edit_without_substance_says_what_it_changed(before, after, told):
    edited = post(after, revision=1, edited_at=NOON)
    message = render(alert_of(standing(post=edited, first_text=before)), now=NOON)
    assert f"\n✏️ {told}\n\n📭" in message.text


def test_many_other_words_are_cut_short():
    before = "Удар по будинку, пожежа на складі, рух дорогою зупинено, люди на вулиці, служби на місці події."
    after = before.replace("будинку", "заводу").replace("складі", "даху").replace("дорогою", "вулицею")
    edited = post(after, revision=1, edited_at=NOON)
    message = render(alert_of(standing(post=edited, first_text=before)), now=NOON)
    told = next(line for line in message.text.split("\n") if line.startswith("✏️"))
    assert told.endswith("змінено слова: будинку → заводу; складі → даху; …")
