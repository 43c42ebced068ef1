"""What happens in a run, drawn from a seed: the same seed gives the same schedule. Nothing here touches anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.sandbox.chaos.steps import (
    Ask,
    Delete,
    Edit,
    Fault,
    Moment,
    Notice,
    Pause,
    Post,
    Press,
    React,
    Round,
    Spoil,
    Step,
    mark,
)

CHANNELS = 4
REACH = 40  # edits and deletions concern the newest so many posts; a reconcile looks at the newest hundred of a channel
SPACING = 12  # posts between two edits of one: what is replaced at once can be known to nobody
CALM_EVERY = 10  # rounds
CALM_SECONDS = 6.0
PAUSE_SECONDS = 0.04  # between two steps, on average
QUESTIONS = ("/help", "/latest", "/search громада", "/health", "яка ситуація на півдні")


WEIGHTS = dict.fromkeys(Fault, 4) | {
    Fault.DROP: 14,
    Fault.DOUBLE: 14,
    Fault.REORDER: 10,
    Fault.LOST_SEND: 12,
    Fault.DEAD_WATCHER: 1,
    Fault.DEAD_BOT: 1,
    Fault.AWAY: 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is to happen."""

    posts: int
    kills: int
    faults: int
    editors: int = 3


def make(
    seed: int, size: Size, *, faults: Sequence[Fault] = tuple(Fault), moments: Sequence[Moment] = tuple(Moment)
) -> tuple[Round, ...]:
    """The schedule of a run, of some faults and moments alone if they are named."""
    draw = Random(seed)
    lives = size.kills + 1
    posts, spoiled = _spread(draw, size.posts, lives), _spread(draw, size.faults, lives)
    story = _Story(draw, size.editors)
    rounds = []
    for life in range(lives):
        steps = list(story.steps(posts[life]))
        spoils = _spoils(draw, spoiled[life], size.editors, faults)
        for spoil in spoils:
            steps.insert(draw.randint(0, len(steps)), spoil)
        rounds.append(_round(draw, steps, life=life, moments=() if life == lives - 1 else moments))
    return tuple(rounds)


def _round(draw: Random, steps: list[Step], *, life: int, moments: Sequence[Moment]) -> Round:
    moment = draw.choice(moments) if moments else None
    # What was drawn last happens while nobody listens; where it is killed while it starts, more of it.
    share = 0.6 if moment is Moment.STARTING else draw.random() * 0.5
    cut = len(steps) if moment is None else int(len(steps) * (1 - share))
    delay = draw.uniform(0.05, 1.6) if moment is Moment.STARTING else draw.choice((0, draw.expovariate(30)))
    first = next((step for step in steps[cut:] if isinstance(step, Post)), None)
    is_calm = life % CALM_EVERY == CALM_EVERY - 1
    alive = [part for step in steps[:cut] for part in (step, Pause(draw.expovariate(1 / PAUSE_SECONDS)))]
    if is_calm:
        alive.insert(draw.randint(0, len(alive)), Pause(CALM_SECONDS))
    down = sorted(steps[cut:], key=lambda step: step is not first)  # the first post of them causes what is waited for
    return Round(tuple(alive), moment, delay, tuple(down), is_calm)


def _spread(draw: Random, total: int, among: int) -> list[int]:
    """A total, spread unevenly."""
    shares = [0] * among
    for _ in range(total):
        shares[draw.randrange(among)] += 1
    return shares


def _spoils(draw: Random, number: int, editors: int, faults: Sequence[Fault]) -> Iterator[Spoil]:
    weights = [WEIGHTS[fault] for fault in faults]
    for fault in draw.choices(faults, weights, k=number):
        yield Spoil(fault, _amount(draw, fault), draw.randrange(editors))


def _amount(draw: Random, fault: Fault) -> float:
    if fault is Fault.REORDER:
        return draw.randint(2, 4)
    if fault is Fault.AWAY:
        return draw.uniform(0.2, 1.5)
    return 1


@dataclass(slots=True)
class _Story:
    """What channels and editors do, so that every step makes sense after those before it."""

    draw: Random
    editors: int
    _standing: list[int] = field(default_factory=list)
    _versions: dict[int, int] = field(default_factory=dict)
    _edited_at: dict[int, int] = field(default_factory=dict)  # after how many posts it was last written
    _posted: int = 0

    def steps(self, posts: int) -> Iterator[Step]:
        """So many posts, and what happens to them and to earlier ones meanwhile."""
        for _ in range(posts):
            yield self._post()
            yield from self._meanwhile()

    def _post(self) -> Step:
        self._posted += 1
        number = self._edited_at[self._posted] = self._posted
        self._standing.append(number)
        self._versions[number] = 0
        parts = self.draw.choices((1, 3), (20, 1))[0]
        return Post(number, self.draw.randrange(CHANNELS), text_of(self.draw, number, 0), parts)

    def _meanwhile(self) -> Iterator[Step]:
        for chance, act in ((0.45, self._edit), (0.06, self._delete), (0.05, self._react), (0.01, self._notice)):
            if self.draw.random() < chance and self._standing:
                yield from act(self.draw.choice(self._standing[-REACH:]))
        if self.draw.random() < 0.06:
            yield Ask(self.draw.randrange(self.editors), self.draw.choice(QUESTIONS))
        if self.draw.random() < 0.08 and self._standing:
            yield Press(
                self.draw.randrange(self.editors), self.draw.choice(self._standing[-REACH : -REACH // 2] or [1])
            )

    def _edit(self, number: int) -> Iterator[Step]:
        is_soon = self._posted - self._edited_at[number] < SPACING
        if is_soon and self.draw.random() < 0.9:
            return
        self._edited_at[number] = self._posted
        self._versions[number] += 1
        yield Edit(number, text_of(self.draw, number, self._versions[number]))

    def _delete(self, number: int) -> Iterator[Step]:
        self._standing.remove(number)
        yield Delete(number)

    def _react(self, number: int) -> Iterator[Step]:
        yield React(number)

    def _notice(self, number: int) -> Iterator[Step]:
        yield Notice(number)


WHO = ("Голова громади", "Речниця штабу", "Міська рада", "Рятувальники", "Енергетики", "Управління освіти")
WHAT = ("повідомляє про", "попереджає про", "завершує", "просить зважати на", "розпочинає")
WHICH = ("ремонт мосту", "відновлення світла", "евакуацію мешканців", "перевірку укриттів", "збір допомоги")
WHERE = ("на півдні області", "у центрі міста", "біля вокзалу", "у Замлинні", "на лівому березі")


def text_of(draw: Random, number: int, version: int) -> str:
    """A post's text. Its mark names post and version, so that it is known wherever it turns up."""
    return f"{mark(number, version)} {' '.join(draw.choice(words) for words in (WHO, WHAT, WHICH, WHERE))}."
