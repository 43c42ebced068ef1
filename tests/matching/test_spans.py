import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language import fold, normalise, tokens
from bot.matching.quotes import quotes
from bot.matching.spans import FEWEST_WORDS, runs, shared_spans

WORDS = st.lists(st.sampled_from(["ніч", "Дрон", "п\u02bcять", "2 400", "місто", "вогонь", "О", "день,"]), max_size=30)


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_spans_point_at_equal_words(one: list[str], two: list[str]) -> None:
    post, article = " ".join(one), " — ".join(two)
    for span in shared_spans(tokens(post), [tokens(article)], quotes(article)):
        left = [fold(word.text) for word in tokens(post[span.post_start : span.post_end])]
        right = [fold(word.text) for word in tokens(article[span.article_start : span.article_end])]
        assert left == right
        assert len(left) == span.words >= FEWEST_WORDS


@settings(max_examples=60)
@given(WORDS, WORDS, WORDS)
@example(["ніч"], ["ніч", "ніч", "ніч", "ніч", "Дрон"], [])
def test_what_is_copied_is_found(before: list[str], copied: list[str], after: list[str]) -> None:
    found = runs(copied, [*before, *copied, *after])
    longest = max((length for _, _, length in found), default=0)
    assert longest >= len(copied) or len(copied) < FEWEST_WORDS


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_runs_do_not_overlap_in_the_article(one: list[str], two: list[str]) -> None:
    taken = [at + word for _, at, length in runs(one, two) for word in range(length)]
    assert len(taken) == len(set(taken))


def test_one_word_over_and_over_is_one_run() -> None:
    assert runs(["сім"] * 2000, ["сім"] * 20_000)[0][2] >= FEWEST_WORDS


def test_a_span_in_quotation_marks_is_a_quotation() -> None:
    post = "Вогонь охопив увесь дах, людей вивели. Рятувальники працюють до ранку без зміни."
    article = "«Вогонь охопив увесь дах, людей вивели», – кажуть. Рятувальники працюють до ранку без зміни."
    spans = shared_spans(tokens(post), [tokens(article)], quotes(article))
    assert [(span.words, span.quoted) for span in spans] == [(6, True), (6, False)]


def test_quotations_of_every_kind() -> None:
    text = '«Перша «в ній» далі» і “друга”, „третя“, "четверта".\n\n«П\'ята, незакрита\n\nПісля неї.'
    assert [text[start:end] for start, end in quotes(text)] == [
        "Перша «в ній» далі", "друга", "третя", "четверта", "П'ята, незакрита",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("‘We protect the soldiers’ families and the children’s homes,’ he said. ‘Don’t go.’",
         ["We protect the soldiers’ families and the childrenʼs homes,", "Donʼt go."]),
        ("“He told us ‘never again’ and left,” she said.", ["He told us ‘never again’ and left,"]),
        ("Get ‘em all, “we will not go”, she said.", ["we will not go"]),
        ("Мер: ”Світло буде до вечора”, – і додав.", ["Світло буде до вечора"]),
        ("Мер: “Світло буде до вечора“, – і „ще щось“ тут.", ["Світло буде до вечора", "ще щось"]),
        ("Дюйми: 5” і 7 ” без пари.", []),
    ],
)  # fmt: skip
def test_quotation_marks_are_read_as_they_are_typed(text: str, told: list[str]) -> None:
    text = normalise(text)
    assert [text[start:end] for start, end in quotes(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("«Міст закриємо.\n\nРух обмежимо», – написав мер. «Далі»", ["Міст закриємо.", "Рух обмежимо", "Далі"]),
        ("«Міст закриємо.\n\nЧекаємо.\n\n«Рух обмежимо», – написав.", ["Міст закриємо.", "Рух обмежимо"]),
        ("«Перше.\n\nДруге.\n\nТретє «в лапках» слово».", ["Перше.", "Друге.", "Третє «в лапках» слово"]),
        ('"Перше.\n\nДруге", – каже він.\n\n"Третє".', ["Перше.", "Друге", "Третє"]),
        ("«Незакрита\n\nПісля неї.\n\nЗавод «Схід» працює.", ["Незакрита", "Схід"]),
    ],
)  # fmt: skip
def test_a_quotation_goes_on_over_paragraphs(text: str, told: list[str]) -> None:
    assert [text[start:end] for start, end in quotes(text)] == told


@given(st.text(alphabet='аб s«»“”„"‘’\n', max_size=40))
def test_quotations_lie_inside_the_text_in_order(text: str) -> None:
    end = 0
    for start, stop in quotes(text):
        assert end <= start <= stop <= len(text)
        end = stop
