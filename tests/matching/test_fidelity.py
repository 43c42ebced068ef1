"""How faithfully a quotation gives the words of its post."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.labelled import read_set
from bot.language import normalise, tokens
from bot.matching import judge, quotes
from bot.matching.fidelity import check, settle, whole_sentences
from storage.forms import dump_evidence, load_evidence
from storage.records import Change, Evidence, Fidelity, Quotation, Relation

LABELLED = Path(__file__).resolve().parents[1] / "data" / "labelled"
POST = (
    "Від початку доби відбулося 131 зіткнення. Ворог скинув 117 керованих бомб, застосував 2 640 дронів.\n\n"
    "Завдання поставив прості: менше паперів, більше евакуації. Дякую генералу Гаргроуву за підтримку!"
)


def of(article: str, post: str = POST) -> list[Quotation]:
    text = normalise(article)
    return settle([check(text, quotes(text), normalise(post))])[0]  # type: ignore[return-value]


def fidelities(article: str, post: str = POST) -> list[Fidelity]:
    return [one.fidelity for one in of(article, post)]


@pytest.mark.parametrize(
    "article",
    [
        "«Від початку доби відбулося 131 зіткнення», – сказано у зведенні.",
        "«від початку доби відбулося 131 зіткнення. Ворог скинув 117 керованих бомб»",
        '"Ворог скинув 117 керованих бомб, застосував 2640 дронів", - пише штаб.',
        "«Від початку доби відбулося 131 зіткнення… Завдання поставив прості: менше паперів, більше евакуації»",
        "«Ворог скинув 117 керованих бомб (авіаційних – ред.), застосував 2 640 дронів»",
        "Завдання поставив прості: менше паперів, більше евакуації. Дякую генералу Гаргроуву за підтримку.",
    ],
)
def test_what_stands_in_the_post_word_for_word_is_exact(article: str) -> None:
    assert set(fidelities(article)) == {Fidelity.EXACT}


@pytest.mark.parametrize(
    ("article", "change"),
    [
        (
            "«Ворог скинув 171 керовану бомбу, застосував 2 640 дронів»",
            Change(post="117 керованих бомб", article="171 керовану бомбу", telling=True),
        ),
        (
            "«Ворог скинув 117 керованих бомб, застосував 2 460 дронів»",
            Change(post="2 640", article="2 460", telling=True),
        ),
        ("«Завдання поставив прості: менше звітів, більше евакуації»", Change(post="паперів", article="звітів")),
        ("«Дякую генералу Данліві за підтримку»", Change(post="Гаргроуву", article="Данліві", telling=True)),
        ("«Завдання поставив не прості: менше паперів»", Change(post="прості", article="не прості", telling=True)),
        ("«Завдання поставив: менше паперів, більше евакуації»", Change(post="прості", article="")),
        ("«118 керованих бомб, застосував 2 640 дронів»", Change(post="117", article="118", telling=True)),
    ],
)
def test_words_that_differ_are_named_and_numbers_and_names_are_telling(article: str, change: Change) -> None:
    (found,) = of(article)
    assert (found.fidelity, found.changes) == (Fidelity.ALTERED, (change,))


@pytest.mark.parametrize(
    "article", ["«Ми працюємо без вихідних уже третій тиждень», – каже лікар.", "«дуже просто», – каже він"]
)
def test_what_others_said_is_not_of_the_post(article: str) -> None:
    assert Fidelity.EXACT not in fidelities(article)
    assert Fidelity.ALTERED not in fidelities(article)


def test_three_words_are_a_quotation_where_the_post_has_them_in_a_row() -> None:
    post = "Просили двох речей: ротації та роботів. Перше — за мною."
    assert fidelities("Тоді він відповів: «перше — за мною».", post) == [Fidelity.EXACT]
    assert fidelities("Тоді він відповів: «друге — за мною».", post) == []
    text = "«Перше — за мною», – сказав він."
    assert whole_sentences(text, quotes(text), of(text, post), post) == 0  # too little to be called a sentence


def test_two_words_are_a_quotation_where_they_are_a_sentence_of_the_post() -> None:
    post = "Кожна цистерна не дійшла до Криму. Робота триватиме."
    assert fidelities("«Робота триватиме», – обіцяє він.", post) == [Fidelity.EXACT]
    assert fidelities("«Кожна цистерна» горить.", post) == []


def test_a_sentence_of_the_post_counts_once_however_often_it_is_quoted() -> None:
    post = normalise("Міст відкриють у неділю зранку. Рух дозволять, щойно завершать випробування навантаженням.")
    text = (
        "«Міст відкриють у неділю зранку»\n\n«Міст відкриють у неділю зранку», – сказав мер.\n\n"
        "За словами мера, рух буде, «щойно завершать випробування навантаженням»."
    )
    found = of(text, post)
    assert [one.fidelity for one in found] == [Fidelity.EXACT] * 3
    assert whole_sentences(text, quotes(text), found, post) == 1


def test_a_sentence_left_out_between_two_is_a_change() -> None:
    post = "Рятувальники дістали з-під завалів двох дітей. Медики відвезли їх до лікарні. Пошуки тривають до ранку."
    (found,) = of("«Рятувальники дістали з-під завалів двох дітей. Пошуки тривають до ранку», – каже мер.", post)
    assert found.fidelity is Fidelity.ALTERED
    assert [(one.post, one.article) for one in found.changes] == [("Медики відвезли їх до лікарні", "")]


def test_a_preposition_changed_for_euphony_is_a_change_but_the_same_word() -> None:
    post = "«Снарядний голод залишився у 2024-му. Тепер наше завдання — дальність», — сказала міністерка."
    (found,) = of("«Снарядний голод залишився в 2025-му», – казала вона.", post)
    assert found.fidelity is Fidelity.ALTERED
    assert any(change.telling for change in found.changes)


def test_a_word_turned_into_its_contrary_is_altered_loudly() -> None:
    post = "Ситуація на мосту складна, але контрольована. Працюємо далі."
    (found,) = of("«Ситуація на мосту складна й неконтрольована», – каже штаб.", post)
    (change,) = found.changes
    assert (found.fidelity, change.telling) == (Fidelity.ALTERED, True)
    assert change.article.endswith("неконтрольована")


def test_a_translated_quotation_is_checked_by_its_numbers() -> None:
    faithful = '"The enemy dropped 117 guided bombs and used 2,640 drones," the staff said.'
    assert fidelities(faithful) == [Fidelity.TRANSLATED]
    (other,) = of(faithful.replace("117", "171"))
    assert (other.fidelity, other.changes) == (Fidelity.ALTERED, (Change(post="117", article="171", telling=True),))


@pytest.mark.parametrize(
    ("post", "quote", "other"),
    [
        ("3 вересня ворог атакував 117 дронами", "On September 4 the enemy attacked with 117 drones", "September 4"),
        ("3 вересня ворог атакував 117 дронами", "On September 3 the enemy attacked with 117 drones", None),
        ("Уночі ворог атакував 117 дронами", "On September 4 the enemy attacked with 117 drones", None),
        (
            "Ворог завдав збитків на 1,5 млн гривень",
            "The enemy caused losses of 1.5 billion hryvnias",
            "1.5 billion hryvnias",
        ),
        ("Ворог завдав збитків на 1,5 млн гривень", "The enemy caused losses of 1.5 million hryvnias", None),
        ("Ворог пошкодив 25% станцій міста", "The enemy damaged 25 stations of the city", "25"),
        ("Ворог пошкодив 25% станцій міста", "The enemy damaged 25 percent of stations of the city", None),
    ],
)
def test_a_translation_has_the_dates_scales_and_units_of_its_post(post: str, quote: str, other: str | None) -> None:
    (found,) = of(f'"{quote}," the staff said.', f"{post}. Атаку відбито, загиблих немає.")
    assert found.fidelity is (Fidelity.ALTERED if other else Fidelity.TRANSLATED)
    assert [change.article for change in found.changes] == ([other] if other else [])


def test_a_run_without_quotation_marks_with_another_sign_is_no_quotation() -> None:
    post = "За даними метеорологів уночі в області температура впаде до −15 градусів, удень буде сонячно."
    assert fidelities(post, post) == [Fidelity.EXACT]
    assert fidelities(post.replace("−", "+"), post) == []


@pytest.mark.parametrize(
    ("quote", "wrong", "right"),
    [
        ("Ворог скинув 117 керованих бомб, застосував 2 640 дронів", "96", "117"),
        ("Уночі в області температура впаде до −15 градусів", "+15", "−15"),
        ("У лікарні двоє поранених, стан важкий", "2 поранених", "двоє поранених"),
        ("Ми приймемо переселенців цього тижня", "Ми не приймемо", "Ми приймемо"),
        ("Жахлива ніч… Пошкоджено школу і лікарню в центрі міста", "Довга ніч", "Жахлива ніч"),
    ],
)
def test_a_quotation_belongs_to_the_post_that_has_it_most_exactly(quote: str, wrong: str, right: str) -> None:
    text, post = f"«{quote}»", f"{quote}. Далі буде."
    of_first, of_second = settle(
        [check(text, quotes(text), post), check(text, quotes(text), post.replace(right, wrong))]
    )
    assert [one.fidelity for one in of_first] == [Fidelity.EXACT]
    assert of_second == ()


@settings(max_examples=60)
@given(st.integers(0, 20), st.integers(6, 12))
def test_any_stretch_of_a_post_is_exact(start: int, length: int) -> None:
    words = tokens(POST)[start : start + length]
    if len(words) >= 6:
        stretch = " ".join(POST[words[0].start : words[-1].end].split())  # a quotation stands in one paragraph
        assert fidelities(f"«{stretch}»") == [Fidelity.EXACT]


def sentences_of(folder: Path) -> Iterator[tuple[str, str]]:
    for post in read_set(folder).posts:
        text = normalise(post.text)
        for sentence in re.split(r"[.!?…]\s+|\n+", text):
            if len(tokens(sentence)) >= 6 and not set('«»"“”()') & set(sentence):
                yield text, sentence


def test_every_change_of_a_word_in_a_longer_sentence_is_seen_and_nothing_else() -> None:
    for text, sentence in sentences_of(LABELLED):
        middle = tokens(sentence)[3]
        head, tail = sentence[: middle.start], sentence[middle.end :]
        assert fidelities(f"Пише штаб: «{sentence}».", text) == [Fidelity.EXACT], sentence
        for other in ("", "Черненко", f"не {middle.text}"):
            assert fidelities(f"Пише штаб: «{head}{other}{tail}».", text) == [Fidelity.ALTERED], (sentence, other)


def test_one_mark_may_close_a_quotation_and_one_inside_it() -> None:
    text = "«Країна не питає «чому», а питає «коли», – каже вона. «Далі», – додає."
    assert [text[start:end] for start, end in quotes(text)] == ["Країна не питає «чому», а питає «коли", "Далі"]


def test_a_verdict_carries_what_is_altered(scene: SimpleNamespace) -> None:
    article = scene.article(
        "На фабриці в Лебедині гасили меблі",
        "",
        "«Вогонь охопив 1 950 кв. метрів, постраждав сторож, його шпиталізовано», – повідомила Рятувальна служба.",
    )
    verdict = judge(article, scene.candidates)[0]
    assert verdict.post_id == scene.fire.id
    (found,) = verdict.evidence.quotations
    assert found.changes == (Change(post="1 850", article="1 950", telling=True),)


def test_quotations_are_stored_and_read_again() -> None:
    change = Change(post="117", article="171", telling=True)
    found = Quotation(article_start=3, article_end=40, fidelity=Fidelity.ALTERED, changes=(change,))
    evidence = Evidence(quotations=(found, Quotation(article_start=50, article_end=70, fidelity=Fidelity.EXACT)))
    assert load_evidence(dump_evidence(evidence)) == evidence


def test_a_russian_quotation_without_a_telling_letter_is_a_translation() -> None:
    post = normalise("Міністерка: «Такого документа не існує, і не шукайте його».")
    text = normalise(
        "Министерство ответило на слухи.\n\n«Такого документа не существует, и не ищите его», – сказала она."
    )
    ((found, _),) = check(text, quotes(text), post, language="uk")
    assert found.fidelity is Fidelity.TRANSLATED


FOREIGN = 'The staff reported the attack.\n\n"Under no circumstances will we leave," the commander said.'
"""A quotation in another language than the post, with too little in common to be compared."""


def test_a_quotation_in_another_language_that_cannot_be_compared_is_said_to_be_so() -> None:
    assert fidelities(FOREIGN) == [Fidelity.UNCOMPARED]


def test_what_another_post_has_is_not_said_to_be_uncompared() -> None:
    text = normalise(FOREIGN)
    posts = (normalise(POST), "The attack goes on. Under no circumstances will we leave. More later.")
    of_first, of_second = settle([check(text, quotes(text), post) for post in posts])
    assert of_first == ()
    assert [one.fidelity for one in of_second] == [Fidelity.EXACT]


def test_a_verdict_carries_what_was_not_compared_of_a_post_that_is_reported(scene: SimpleNamespace) -> None:
    article = scene.article(
        "Furniture factory burned in Lebedyn",
        "",
        "A fire at a furniture factory in Lebedyn was put out, the Rescue Service said. 38 rescuers worked there, "
        'and 1,850 square metres burned.\n\n"Under no circumstances will we leave," a worker said.',
        language="en",
    )
    verdict = next(one for one in judge(article, scene.candidates) if one.post_id == scene.fire.id)
    assert [one.fidelity for one in verdict.evidence.quotations] == [Fidelity.UNCOMPARED]
    assert load_evidence(dump_evidence(verdict.evidence)) == verdict.evidence


def test_a_post_that_is_only_recalled_has_nothing_that_was_not_compared(scene: SimpleNamespace) -> None:
    article = scene.article(
        "Mayor opens a new school in Orlin",
        "",
        'The mayor of Orlin opened a school for 300 children.\n\n"Under no circumstances will we leave," a teacher '
        "said.\n\nEarlier, the Rescue Service said a fire at a furniture factory in Lebedyn, which burned 1,850 square "
        "metres, was put out by 38 rescuers.",
        language="en",
        after=timedelta(hours=5),
    )
    verdict = next(one for one in judge(article, scene.candidates) if one.post_id == scene.fire.id)
    assert verdict.relation is Relation.BACKGROUND
    assert verdict.evidence.quotations == ()
