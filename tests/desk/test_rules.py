"""Rules of one's own: written with buttons and words, tried on what is held, obeyed from the next post on."""

from itertools import chain

import pytest

from bot.desk.understanding import work_out
from bot.message import Button, Message
from bot.waits import Waits
from storage.api import Store
from storage.records import PostId
from tests.desk.counter import EDITOR, OPERATOR, OWNER, REPORTER, Counter


def buttons(message: Message | None) -> dict[str, str]:
    """What stands on the buttons, and what each sends."""
    assert message is not None
    found: list[Button] = list(chain.from_iterable(message.buttons))
    return {button.text: button.data or "" for button in found}


async def press(counter: Counter, shown: Message | None, text: str) -> Message:
    """The face of the message after a button of it was pressed."""
    answer = await counter.press(EDITOR, next(data for name, data in buttons(shown).items() if text in name))
    assert answer.show is not None, answer.text
    return answer.show


async def begin(counter: Counter, words: str) -> Message:
    """The draft of a rule with these words."""
    await press(counter, await press(counter, await counter.ask(EDITOR, "/rules"), "Нове правило"), "Слова")
    return await counter.ask(EDITOR, words)


async def make(counter: Counter, words: str) -> Message:
    return await press(counter, await begin(counter, words), "Зберегти")


async def told(store: Store, counter: Counter) -> dict[int, set[PostId]]:
    """Who is alerted of which posts."""
    found: dict[int, set[PostId]] = {}
    for alert in await store.alerts.due(counter.clock(), limit=999):
        if alert.standing is not None:
            found.setdefault(alert.person.id, set()).add(alert.standing.post.id)
    return found


async def test_whoever_has_a_rule_hears_of_what_it_lets_through_and_the_others_of_everything(
    counter: Counter, store: Store
):
    channel = await counter.channel()
    await make(counter, "Залужний, рф")
    about = await counter.post(channel, "Зустріч із Валерієм Залужним відбулася в Києві.")
    other = await counter.post(channel, "Подарували теплий шарф і шапку.")
    heard = await told(store, counter)
    assert heard[EDITOR] == {about}
    assert heard[OWNER] == heard[OPERATOR] == {about, other}
    assert REPORTER not in heard


async def test_before_it_is_saved_a_rule_shows_what_it_would_have_told(counter: Counter):
    channel = await counter.channel()
    for day in range(3):
        for number in range(24):
            counter.clock.move(hours=1)
            text = "Збито ворожі дрони над Харковом." if number % 2 else "Зведення погоди."
            await counter.post(channel, f"{text} День {day}, година {number}.", sent_at=counter.clock())
    shown = await begin(counter, "дрон")
    assert "Приблизно 12 сповіщень на день (36 дописів за останні 3 дні)" in shown.text
    assert shown.text.count("Збито ворожі дрони над Харковом.") == 3, "the newest examples"


async def test_a_rule_that_found_nothing_says_so(counter: Counter):
    await counter.post(await counter.channel(), "Зведення погоди.")
    assert "Нічого б не надійшло" in (await begin(counter, "дрон")).text


@pytest.mark.parametrize(
    ("words", "text", "is_told"),
    [
        ("Залужний", "Про призначення Залужного повідомили вранці.", True),
        ("рф", "Подарували теплий шарф.", False),
        ("рф", "Удар по складах РФ.", True),
        ("шахед", "Уночі збито сім шахедів.", True),
        ("нардепи", "У справі нардепа новий поворот.", True),
        ("Сирський", "Зустріч із Сирським у штабі.", True),
        ("блекаут", "Вчера из-за блекаута остановились поезда.", True),
        ("дрони Харків", "Над Харковом збито сім дронів.", True),
        ("дрони Харків", "Над Києвом збито сім дронів.", False),
        ("«збройні сили»", "Подяка Збройним Силам України.", True),
        ("«збройні сили»", "Збройні формування і сили порядку.", False),
        (r"/\bF-?16\b/", "Прибули літаки F16.", True),
        (r"/\bрф\b/", "Подарували теплий шарф.", False),
        (r"/п'ят\w+ дрон/", "Збито пʼятнадцять дронів.", True),
        ("F-16", "Передано 16 машин.", False),
        ("F-16", "Прибули винищувачі F-16.", True),
    ],
)
async def test_words_are_found_in_any_form_and_never_inside_others(
    counter: Counter, store: Store, words: str, text: str, is_told: bool
):
    channel = await counter.channel()
    await make(counter, words)
    post = await counter.post(channel, text)
    assert (post in (await told(store, counter)).get(EDITOR, set())) is is_told


async def test_switching_off_removing_and_undoing(counter: Counter, store: Store):
    channel = await counter.channel()
    saved = await make(counter, "дрон")
    off = await press(counter, await press(counter, saved, "Усі правила"), "1")
    off = await press(counter, off, "Вимкнути")
    everything = await counter.post(channel, "Зведення погоди.")
    assert everything in (await told(store, counter))[EDITOR], "none is on, so all comes"
    removed = await press(counter, off, "Прибрати")
    assert "Правил немає" in (await counter.ask(EDITOR, "/rules")).text
    back = await press(counter, await press(counter, removed, "Скасувати зміну"), "Увімкнути")
    assert "дрон" in back.text
    silent = await counter.post(channel, "Іще одне зведення погоди.")
    assert silent not in (await told(store, counter))[EDITOR]


async def test_a_change_is_undone_by_its_own_button_alone(counter: Counter):
    saved = await make(counter, "дрон")
    drawn = await press(counter, saved, "Змінити")
    changed = await press(counter, await press(counter, drawn, "🔴1"), "Зберегти")
    assert "🔴1" in changed.text
    undone = await press(counter, changed, "Скасувати зміну")
    assert "🔴" not in undone.text
    late = await counter.press(EDITOR, buttons(changed)["↩️ Скасувати зміну"])
    assert late.alert
    assert late.show is None, "the rule was changed since"


async def test_saving_twice_makes_one_rule(counter: Counter, store: Store):
    drawn = await begin(counter, "дрон")
    for _ in range(2):
        await press(counter, drawn, "Зберегти")
    assert len(await store.rules.of(EDITOR)) == 1


async def test_words_that_cannot_be_read_are_refused_with_what_to_do(counter: Counter):
    await begin(counter, "дрон")
    drawn = await press(counter, await counter.ask(EDITOR, "/rules"), "Нове правило")
    question = await press(counter, drawn, "Слова")
    refused = await counter.ask(EDITOR, "/дрон(и/, ракета")
    assert "«/дрон(и/» не годиться: дужку ( не закрито: додайте )" in refused.text
    assert "не годиться" in (await counter.ask(EDITOR, "!!!")).text
    assert "регулярний вираз" in question.text
    assert "Слова: ракета" in (await counter.ask(EDITOR, "ракета")).text, "it goes on listening"


async def test_words_are_heard_only_when_they_are_asked_for(counter: Counter):
    drawn = await begin(counter, "дрон")
    assert "Надішліть посилання" in await counter.tell(EDITOR, "ракета")
    await press(counter, drawn, "Слова")
    counter.clock.move(hours=2)
    assert "Надішліть посилання" in await counter.tell(EDITOR, "ракета")


async def test_a_word_that_is_worked_out_twice_counts_once(counter: Counter, store: Store):
    await press(counter, await press(counter, await counter.ask(EDITOR, "/rules"), "Нове правило"), "Слова")
    await counter.write(EDITOR, "дрон")
    (request,) = await store.requests.due(counter.clock(), limit=9)
    first, second = [await work_out(store, counter.desk, request, counter.clock()) for _ in range(2)]
    assert first == second
    assert "Слова: дрон" in getattr(first, "text", "")


async def test_nobody_touches_the_rules_of_others(counter: Counter):
    saved = await make(counter, "дрон")
    for data in buttons(saved).values():
        if not data.startswith("rules:"):
            assert (await counter.press(OPERATOR, data)).text == "Це правило не ваше."
    assert (await counter.press(REPORTER, "rules:0")).text == "Ваша роль цього не дозволяє."


async def test_channels_tiers_languages_and_exceptions_narrow_a_rule(counter: Counter, store: Store):
    wanted, other = await counter.channel(1, tier=1), await counter.channel(2, tier=1)
    drawn = await press(counter, await begin(counter, "дрон"), "Усі канали")
    drawn = await press(counter, await press(counter, drawn, wanted.title), "Готово")
    drawn = await press(counter, await press(counter, drawn, "🔴1"), "UK")
    await press(counter, drawn, "🚫 Крім")
    await press(counter, await counter.ask(EDITOR, "навчання"), "Зберегти")
    heard = await counter.post(wanted, "Над містом збито дрон.")
    unheard = [
        await counter.post(other, "Над містом збито дрон."),
        await counter.post(wanted, "Над містом збито ракету."),
        await counter.post(wanted, "Дрон збито під час навчань."),
        await counter.post(wanted, "Над городом сбит дрон, объявлена тревога.", language="ru"),
    ]
    assert (await told(store, counter))[EDITOR] == {heard}
    assert unheard


async def test_bulk_posters_need_a_rule_that_names_them(counter: Counter, store: Store):
    bulk = await counter.channel(tier=4)
    saved = await make(counter, "дрон")
    unheard = await counter.post(bulk, "Загроза дронів.")
    await press(counter, await press(counter, await press(counter, saved, "Змінити"), "🔕4"), "Зберегти")
    heard = await counter.post(bulk, "Загроза дронів зникла.")
    assert (await told(store, counter))[EDITOR] == {heard}
    assert unheard != heard


async def test_what_nobody_wrote_comes_once_its_time_has_come(counter: Counter, store: Store):
    channel = await counter.channel()
    drawn = await press(counter, await begin(counter, "дрон, міст"), "Одразу")
    saved = await press(counter, await press(counter, drawn, "20 хв"), "Зберегти")
    assert "лише якщо за 20 хв ніхто не написав" in saved.text
    unwritten, written = [await counter.post(channel, text) for text in ("Збито дрон.", "Міст відкрито.")]
    await counter.write(EDITOR, "https://news.example/1")
    await counter.answer()
    await counter.fetch()
    await counter.match(written)
    counter.clock.move(minutes=19)
    await waits(counter)
    assert EDITOR not in await told(store, counter)
    counter.clock.move(minutes=1)
    for _ in range(2):
        await waits(counter)
    assert (await told(store, counter))[EDITOR] == {unwritten}


async def test_any_number_of_minutes_may_be_written(counter: Counter):
    await press(counter, await begin(counter, "дрон"), "Одразу")
    assert "«довго» не годиться: напишіть число від 1 до 1440" in await counter.tell(EDITOR, "довго")
    assert "лише якщо за 45 хв ніхто не написав" in await counter.tell(EDITOR, "45 хв")


async def test_whoever_switched_the_rule_off_meanwhile_is_not_told(counter: Counter, store: Store):
    drawn = await press(counter, await begin(counter, "дрон"), "Одразу")
    saved = await press(counter, await press(counter, drawn, "20 хв"), "Зберегти")
    await counter.post(await counter.channel(), "Збито дрон.")
    await press(counter, saved, "Вимкнути")
    counter.clock.move(minutes=20)
    await waits(counter)
    assert EDITOR not in await told(store, counter)


async def waits(counter: Counter) -> None:
    await Waits(store=counter.store, bells=counter.bells, now=counter.clock).look()
