"""What the matcher says on plain cases."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.matching import article_text, compare, judge
from storage.records import Article, Band, Post, Relation, Verdict
from tests.matching.conftest import make_post


def matched(verdicts: list[Verdict], relation: Relation = Relation.REPORTS) -> list[int]:
    return sorted(one.post_id for one in verdicts if one.band is Band.MATCHED and one.relation is relation)


def of(verdicts: list[Verdict], post: Post) -> Verdict:
    return next(one for one in verdicts if one.post_id == post.id)


@pytest.fixture
def quoting(scene: SimpleNamespace) -> Article:
    return scene.article(
        "Дзюбанюк попросив у шведів катери",
        "Головнокомандувач поговорив з адміралом Гольмгреном.",
        "Про розмову Дзюбанюк розповів у Telegram.\n\n"
        "«Обговорили захист портів і спільне патрулювання Балтики. Тиск на наші кораблі зростає щотижня», – написав."
        "\n\n"
        "Нагадаємо, торік Швеція передала Україні два тральщики.\n\nЧитайте також: Як живе флот",
    )


def test_a_verbatim_quotation_is_matched_and_shown(scene: SimpleNamespace, quoting: Article) -> None:
    verdict = judge(quoting, scene.candidates)[0]
    assert (verdict.post_id, verdict.band, verdict.relation) == (scene.holmgren.id, Band.MATCHED, Relation.REPORTS)
    span = verdict.evidence.spans[0]
    assert span.quoted
    assert scene.holmgren.text[span.post_start : span.post_end].startswith("Обговорили захист портів")
    assert article_text(quoting)[span.article_start : span.article_end].endswith("зростає щотижня")
    assert verdict.evidence.attribution == "Дзюбанюк"
    assert "Гольмгреном" in verdict.evidence.names
    assert verdict.evidence.lag_seconds == 3600
    assert verdict.evidence.margin is not None
    assert verdict.evidence.margin > 0.3


def test_only_the_call_it_tells_of_is_matched(scene: SimpleNamespace, quoting: Article) -> None:
    assert matched(judge(quoting, scene.candidates)) == [scene.holmgren.id]


def test_a_paraphrase_without_a_quotation(scene: SimpleNamespace) -> None:
    article = scene.article(
        "На фабриці в Лебедині гасили меблі, сторож у лікарні",
        "Полум'я приборкали о пів на п'яту ранку.",
        "Горіло 1850 квадратних метрів. На місці працювали тридцять вісім вогнеборців, повідомила Рятувальна служба."
        "\n\nПостраждалого сторожа забрала швидка.",
    )
    assert matched(judge(article, scene.candidates)) == [scene.fire.id]


def test_what_a_site_appends_changes_nothing(scene: SimpleNamespace) -> None:
    text = "Горіло 1850 квадратних метрів. На місці працювали тридцять вісім вогнеборців. Сторожа забрала швидка."
    appended = "Читайте також: інтерв'ю з експертом у подкасті\n\nПідписуйтесь на нас у Facebook та YouTube"
    plain, more = (
        judge(scene.article("У Лебедині гасили фабрику", "Полум'я приборкали до ранку.", each), scene.candidates)[0]
        for each in (text, f"{text}\n\n{appended}")
    )
    assert (plain.band, plain.score) == (more.band, more.score)
    assert plain.band is Band.MATCHED


@pytest.mark.parametrize(
    ("language", "title", "lead", "text"),
    [
        (
            "ru",
            "Дзюбанюк поговорил с ирландским генералом Бреди",
            "Речь шла о лечении раненых.",
            "Об этом главком Дзюбанюк написал в Telegram.\n\nИрландия готова принять 60 бойцов, обсудили и протезы.",
        ),
        (
            "en",
            "Ireland to take 60 wounded Ukrainian soldiers",
            "Commander-in-Chief Dziubaniuk spoke by phone with General Brady.",
            "Dziubaniuk said on Telegram they had discussed treatment, prostheses and training of surgeons.",
        ),
    ],
)
def test_a_translation(scene: SimpleNamespace, language: str, title: str, lead: str, text: str) -> None:
    article = scene.article(title, lead, text, language=language, after=timedelta(hours=3))
    assert matched(judge(article, scene.candidates)) == [scene.brady.id]


def test_the_report_of_another_night_is_not_matched(scene: SimpleNamespace) -> None:
    article = scene.article(
        "За ніч збито 57 дронів із 64",
        "Росія атакувала у ніч на 15 квітня.",
        "Дрони летіли з боку Курська та Орла, повідомляє Військо неба.\n\nШість влучили в цілі на чотирьох локаціях."
        "\n\nПопередньої ночі військові збили 83 дрони з 96.",
        after=timedelta(days=1, hours=1),
    )
    verdicts = judge(article, scene.candidates)
    assert matched(verdicts) == [scene.second_night.id]
    assert of(verdicts, scene.first_night).relation is Relation.BACKGROUND
    assert matched(verdicts, Relation.BACKGROUND) == [scene.first_night.id]


def test_a_roundup_has_several_posts(scene: SimpleNamespace) -> None:
    article = scene.article(
        "Ранок 14 квітня: головне",
        "Збираємо, що відомо на цю годину.",
        "Військо неба звітує про 83 збиті дрони з 96, ще 13 влучили на семи локаціях. Летіли з Курська та Орла.\n\n"
        "У Лебедині згоріла меблева фабрика: вогонь охопив 1850 метрів, гасили 38 рятувальників, постраждав сторож.",
    )
    assert matched(judge(article, scene.candidates)) == [scene.fire.id, scene.first_night.id]


def test_who_asks_about_one_post_hears_the_same_of_it(scene: SimpleNamespace, quoting: Article) -> None:
    texts = [f"У місті {name} відкрили новий порт, захист якого обговорили торік." for name in "абвгґдеєжзиіїйкл"]
    others = [(make_post(text, number=100 + at), scene.general) for at, text in enumerate(texts)]
    candidates = [*scene.candidates, *others]
    whole = judge(quoting, candidates)
    assert 0 < len(whole) < len(candidates)
    for post, _ in candidates:
        said = judge(quoting, candidates, about=post.id)
        assert [one for one in said if one.post_id == post.id] == [one for one in whole if one.post_id == post.id]


def test_both_channels_of_one_statement_are_matched(scene: SimpleNamespace, quoting: Article) -> None:
    verdicts = judge(quoting, [*scene.candidates, scene.repeated])
    assert matched(verdicts) == [scene.holmgren.id, scene.repeated[0].id]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Шведський флот отримає нові катери",
            (
                "Адмірал Гольмгрен дав інтерв'ю радіо. Екіпажі почнуть підготовку восени.\n\nДва борти збудують "
                "на верфі в Карлскруні, решту замовлять наступного року. Парламент виділив на це пів мільярда крон."
            ),
        ),
        (
            "У Лебедині відкрили басейн",
            "Вода двадцять вісім градусів, перші відвідувачі – школярі. Квиток коштує 90 гривень.",
        ),
        ("Курс валют на 14 квітня", "Долар подешевшав на 7 копійок, євро – на 13."),
    ],
)
def test_an_article_of_its_own_is_not_matched(scene: SimpleNamespace, title: str, text: str) -> None:
    assert matched(judge(scene.article(title, "", text), scene.candidates)) == []


def test_a_post_alone_in_the_night_is_judged_as_among_many(scene: SimpleNamespace, quoting: Article) -> None:
    alone = [(scene.holmgren, scene.general)]
    assert matched(judge(quoting, alone)) == [scene.holmgren.id]
    other = scene.article("Курс валют", "", "Долар подешевшав, адмірали мовчать, порти працюють.")
    assert matched(judge(other, alone)) == []


def test_a_link_is_seen_in_any_spelling(scene: SimpleNamespace) -> None:
    article = scene.article(
        "Ірландія лікуватиме поранених", "", "Домовилися про шістдесят місць.", links=("https://T.me/s/holovkom/12?single",),
        after=timedelta(hours=3),
    )  # fmt: skip
    verdicts = judge(article, scene.candidates)
    assert of(verdicts, scene.brady).evidence.link
    assert not of(verdicts, scene.holmgren).evidence.link


def test_nothing_to_judge(scene: SimpleNamespace) -> None:
    assert (
        judge(scene.article("", "", ""), scene.candidates) == []
        or matched(judge(scene.article("", "", ""), scene.candidates)) == []
    )
    assert judge(scene.article("Заголовок", "", "Текст."), []) == []


def test_a_post_without_words_is_passed_over(scene: SimpleNamespace, quoting: Article) -> None:
    silent = replace(scene.fire, text="🔥🔥")
    verdicts = judge(quoting, [(silent, scene.general), (scene.holmgren, scene.general)])
    assert [one.post_id for one in verdicts] == [scene.holmgren.id]


def test_what_was_compared_is_not_compared_anew_unless_a_post_is_another(
    scene: SimpleNamespace, quoting: Article
) -> None:
    first = compare(quoting, scene.candidates)
    assert compare(replace(quoting), list(scene.candidates)) is first
    edited = [
        (replace(post, text=f"{post.text} Уточнено."), channel) if post.id == scene.fire.id else (post, channel)
        for post, channel in scene.candidates
    ]
    assert compare(quoting, edited) is not first


def test_half_a_sentence_and_what_is_counted_in_it_tell_what_it_recalls(scene: SimpleNamespace) -> None:
    text = "Рада зібралася на сесію, хоча вночі над областю збили 83 дрони, і говорила про бюджет на весну."
    article = scene.article("Рада ухвалила бюджет", "Депутати голосували двічі.", text)
    features = {one.rival.post.id: one.features for one in compare(article, scene.candidates).field}
    of_the_night = features[scene.first_night.id]
    assert of_the_night.clause > of_the_night.place
    assert of_the_night.counted > 0


@pytest.mark.parametrize("opening", ["As reported by the Rescue Service, the", "Earlier today a"])
def test_who_reported_it_and_when_today_recall_nothing(scene: SimpleNamespace, opening: str) -> None:
    text = f"{opening} fire covered 1,850 square metres and a guard was injured. 38 rescuers put it out at 04:20."
    article = scene.article("Fire at a furniture factory in Lebedyn", "", text, language="en")
    assert matched(judge(article, scene.candidates)) == [scene.fire.id]


def test_a_weekday_to_come_recalls_nothing_of_the_last_one(scene: SimpleNamespace) -> None:
    told = (
        "У Лебедині вимкнуло світло в 1200 домівках через аварію на підстанції. Енергетики працюють над відновленням."
    )
    last_friday = make_post(told, number=31, after=timedelta(days=-4))
    text = "Енергетики замінять трансформатор на підстанції.\n\nУ п'ятницю в Лебедині вимкнуть світло в 1200 домівках."
    article = scene.article("Планові роботи на підстанції в Лебедині", "Ремонт триватиме день.", text)
    verdict = of(judge(article, [*scene.candidates, (last_friday, scene.general)]), last_friday)
    assert verdict.band is Band.NONE
