"""A day at the desk, played to show each of its screens. Invented people, places and sites."""

import re
from collections import Counter as Numbers
from collections.abc import Awaitable, Callable, Iterable
from itertools import chain
from typing import Any

from bot.alerts.render import render
from bot.language import prepare
from bot.message import Message
from storage.records import Channel, DueAlert, PersonId, PostId, RequestKind
from tests.desk.counter import EDITOR, OWNER, Counter
from tests.screens.page import Screen

FIRE = (
    "У Лебедині вночі горів склад меблевої фабрики. Постраждали семеро людей, серед них двоє рятувальників. "
    "Пожежу гасили 38 рятувальників, причину з’ясовують слідчі."
)
ROAD = "Завтра з 9:00 до 17:00 перекриють вулицю Гайову: міняють водогін. Автобуси 4 і 11 підуть через Замлиння."
PASTED = (
    "Уночі в Лебедині горів склад\n\nПожежа сталася на меблевій фабриці, повідомили у ДСНС. "
    "«Постраждали п'ятеро людей, серед них двоє рятувальників», – ідеться в повідомленні. "
    "Причину назве слідство, каже начальник варти Назар Зінченко."
)
OUTAGE = "Сьогодні до 18:00 без води вулиці Гайова, Вишнева й Калинова. Підвіз води біля школи № 3."

WATER: dict[str, Any] = {"title": "Водоканал Лебедина", "username": "vodokanal_lebedyn", "tier": 2}
GROUP = -1_001_500_000_777


class Day:
    """The counter with a camera: what is asked, pressed or shown becomes a screen."""

    def __init__(self, counter: Counter) -> None:
        self.counter, self.screens, self.numbers = counter, list[Screen](), Numbers[int]()

    def keep(self, title: str, message: Message | None) -> Message:
        """A screen of a message."""
        assert message is not None, title
        self.screens.append(Screen(title, message))
        return message

    async def ask(self, text: str, *, who: PersonId = EDITOR, title: str | None = None, **where: Any) -> Message:
        message = await self.counter.ask(who, text, **where)
        return self.keep(title or text, message)

    async def press(self, title: str, shown: Message, label: str, *, who: PersonId = EDITOR) -> Message:
        """Press the button whose words hold these; what it shows."""
        labels = {button.text: button.data or "" for button in chain.from_iterable(shown.buttons)}
        wanted = [data for text, data in labels.items() if label in text]
        assert wanted, f"{title}: no «{label}» among {list(labels)}"
        answer = await self.counter.press(who, wanted[0])
        return self.keep(title, answer.show or answer.reply)

    async def post(self, channel: Channel, text: str) -> PostId:
        """A post that reaches the editor's colleagues at once; hers waits for the camera."""
        counter, clock = self.counter, self.counter.clock
        clock.move(seconds=60)
        self.numbers[channel.id] += 1
        prepared, at = prepare(text), clock()
        post = await counter.post(
            channel,
            prepared.text,
            original=text,
            statement=prepared.statement,
            message_id=self.numbers[channel.id],
            sent_at=at,
            received_at=at,
        )
        clock.move(seconds=0.4)
        due = await counter.store.alerts.due(clock(), limit=99)
        await self.send(one for one in due if one.standing and one.standing.post.id == post and one.person.id != EDITOR)
        return post

    async def send(self, due: Iterable[DueAlert]) -> None:
        for one in due:
            await self.counter.store.alerts.shown(one, message_id=one.message_id or one.id, at=self.counter.clock())

    async def alert(self, title: str, post: PostId) -> Message:
        """The alert of a post as an editor sees it now."""
        clock = self.counter.clock
        due = await self.counter.store.alerts.due(clock(), limit=99)
        mine = [one for one in due if one.person.id == EDITOR and one.standing and one.standing.post.id == post]
        message = self.keep(title, render(mine[0], now=clock()))
        await self.send(due)
        return message

    async def article(self, *posts: PostId, number: int, site: str, title: str, ours: bool = False) -> None:
        self.counter.clock.move(minutes=6)
        await self.counter.publish(*posts, site=site, number=number, title=title, ours=ours)


Act = Callable[[Day], Awaitable[None]]


async def alerts(day: Day) -> None:
    """A post from its first second to the article of ours."""
    counter = day.counter
    rescuers = await counter.channel(1, title="ДСНС Лебедина", username="dsns_lebedyn", tier=1)
    mayor = await counter.channel(2, title="Лебединська громада", username="hromada_lebedyn", tier=2)
    fire = await day.post(rescuers, FIRE)
    await day.alert("Новий допис", fire)
    repeated = await day.post(mayor, FIRE)
    grown = await day.alert("Ту саму заяву повторив інший канал: сповіщення росте", fire)
    await day.press("Історію вимкнено на вісім годин", grown, "Історія")
    await day.article(fire, number=1, site="Новини", title="У Лебедині горів склад: семеро постраждалих")
    shown = await day.alert("Вийшла стаття", fire)
    card = await day.press("Статті про допис", shown, "Статті")
    await day.press("Стаття не з цього допису: так її й позначено", card, "Не звідси")
    await counter.match(fire)  # once more, which changes nothing
    await counter.press(EDITOR, f"take:{fire}")
    await day.alert("Хтось узяв допис", fire)
    await day.article(fire, repeated, number=2, site="Вісник", title="Пожежа на складі меблів", ours=True)
    await day.alert("Вийшла наша стаття", fire)
    await day.ask("https://news.example/2", title="Надіслано посилання на статтю: картка джерела")
    await day.ask("https://t.me/dsns_lebedyn/1", title="Надіслано посилання на допис: картка допису")
    await day.ask("https://t.me/hromada_lebedyn/1", title="Картка допису, який лише повторює чужу заяву")
    await day.ask(PASTED, title="Надіслано текст статті без посилання")
    await day.ask("https://news.example/1", title="Картка статті, яку позначено: не з цього допису")
    road = await day.post(mayor, ROAD)
    await day.alert("Допис рівня 2", road)
    await counter.press(EDITOR, f"written:{road}")
    await day.alert("Написано", road)
    await day.ask("https://site2.example/vulytsia", title="Надіслано посилання на свою статтю")


async def desk(day: Day) -> None:
    """What is left to do, and the handing over of the shift."""
    channel = await day.counter.channel(3, **WATER)
    post = await day.post(channel, OUTAGE)
    queue = await day.ask("/queue")
    await day.press("Узято просто з черги", queue, "✍️")
    await day.counter.press(EDITOR, f"q_give:{post}.0")
    await day.press("Вирішене йде з черги, і його можна повернути", queue, "🚫")
    await day.counter.press(EDITOR, f"q_undo:{post}.0")
    picture = await day.ask("/stats")
    await day.press("Ті самі числа таблицею", picture, "Таблиця")
    shift = await day.ask("/handover")
    given = await day.press("Зміну здано", shift, "Здати")
    await day.press("Колегам сказано", given, "Повідомити")


async def rules(day: Day) -> None:
    """A rule from nothing to why a post came."""
    shown = await day.ask("/rules")
    draft = await day.press("Нове правило", shown, "Нове")
    await day.press("Вибір каналів", draft, "канали")
    await day.press("Коли надсилати", draft, "Одразу")
    await day.press("Слова", draft, "Слова")
    written = await day.ask("вода, водогін", title="Слова написано: що надійшло б за останні тридцять днів")
    await day.press("Слова, які вже є", written, "Слова")
    saved = await day.press("Правило збережено", written, "Зберегти")
    await day.press("Правило вимкнено", saved, "Вимкнути")
    await day.counter.press(EDITOR, "rule_on:1")
    channel = await day.counter.channel(3, **WATER)
    post = await day.post(channel, "Воду на Гайовій дадуть о 18:00.")
    shown = await day.alert("Допис, який пропустило правило", post)
    await day.press("Чому він надійшов", shown, "Чому")
    await day.ask("/whynot https://t.me/hromada_lebedyn/1", title="/whynot посилання")


async def times(day: Day) -> None:
    """When posts come."""
    quiet = await day.ask("/quiet")
    await day.press("Тихі години ввімкнено", quiet, "23–7")
    await day.ask("/quiet 9 13:30 18", title="Дайджести в обрані години")
    await day.ask("/mute")
    await day.ask("/mute 2 год", title="/mute на час")
    await day.ask("/unmute")


async def groups(day: Day) -> None:
    """A group that alerts come to."""
    where = {"chat_id": GROUP, "chat_title": "Стрічка новин"}
    await day.ask("", title="Бота додано до групи", kind=RequestKind.ADDED, **where)
    bound = await day.ask("/here", who=OWNER, title="/here у групі (оператори)", **where)
    await day.ask("/rules", title="/rules у групі", **where)
    await day.ask("/here Нічна стрічка", who=OWNER, title="/here назва: інше ім’я (оператори)", **where)
    await day.ask("/here", who=OWNER, title="/here в особистому чаті (оператори)")
    ended = await day.press("У групу більше не надходять", bound, "Не надсилати сюди", who=OWNER)
    await day.press("Надходять знову", ended, "Надсилати знову", who=OWNER)


async def others(day: Day) -> None:
    """What is asked of the bot, and what operators do."""
    await day.ask("/help")
    await day.ask("/latest")
    await day.ask("/search пожежа", title="/search слова")
    await day.ask("/channels")
    await day.ask("/why", title="/why без відповіді на сповіщення")
    await day.ask("/language", title="/language")
    for text in ("/help", "/people", "/health", "/invite editor", "/unwatch @vodokanal_lebedyn"):
        await day.ask(text, who=OWNER, title=f"{text} (оператори)")
    people = await day.ask("/remove", who=OWNER, title="/remove (оператори)")
    question = await day.press("Перепитує", people, "", who=OWNER)
    await day.press("Нікого не прибрано", question, "Ні", who=OWNER)


async def long_shift(day: Day) -> Message:
    """A shift of several pages."""
    channel = await day.counter.channel(3, **WATER)
    for number in range(30):
        await day.post(channel, f"Вулиця Вишнева, {number}: воду дали. " + "Тиск у мережі ще низький. " * 4)
    return await day.counter.ask(EDITOR, "/handover")


ACTS: tuple[tuple[str, Act], ...] = (
    ("Сповіщення", alerts),
    ("Черга, числа, зміна", desk),
    ("Правила", rules),
    ("Коли надходить", times),
    ("Групи й теми", groups),
    ("Запитання й оператори", others),
)


def steady(text: str) -> str:
    """Without what differs each time: tokens of invitations, sizes."""
    return re.sub(r"start=\w+", "start=…", re.sub(r"\d+(?:[.,]\d+)? (?:МБ|ГБ|КБ)", "… МБ", text))
