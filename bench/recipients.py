"""Who hears of a post, with 500 editors of 20 rules each: from the rules in the database to the recipients.

Posts of sentences of the project's own set, stored one by one as they are when they are pushed. The limit: the same
people without rules. Rules ask for words of these very sentences, so that nearly everybody hears of each post: more
than ever is so. The first fifty posts, which meet every word for the first time, are not counted.
"""

import json
import random
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bench.figures import Figure, percentile
from bot.alerts.audience import Audience
from bot.commands.run import spare_the_collector
from bot.incoming import Incoming, new_post
from bot.language import tokens
from storage.api import Store
from storage.opening import open_store
from storage.records import (
    Access,
    Arrival,
    Channel,
    ChannelSpec,
    Chooser,
    Criteria,
    Invite,
    NewPost,
    NewRequest,
    Pattern,
    PatternKind,
    PersonId,
    Recipient,
    RequestKind,
    Role,
    Roster,
)

EDITORS, RULES, CHANNELS, POSTS, BEFORE = 500, 20, 20, 400, 50
LABELLED = Path(__file__).resolve().parents[1] / "tests" / "data" / "labelled" / "posts.jsonl"
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
OWNER = PersonId(1)


class Timed:
    """An audience that remembers how long each choice took, and how many heard."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self.seconds: list[float] = []
        self.heard: list[int] = []

    def __call__(self, roster: Roster) -> Chooser:
        """As the audience does, by the clock."""
        began = time.perf_counter()
        choose = self._audience(roster)
        took = time.perf_counter() - began

        def timed(post: NewPost, channel: Channel) -> Iterable[Recipient]:
            began = time.perf_counter()
            chosen = list(choose(post, channel))
            self.seconds.append(took + time.perf_counter() - began)
            self.heard.append(len(chosen))
            return chosen

        return timed


async def measure() -> list[Figure]:
    """The time of a choice with rules, and what making them ready costs at the start."""
    drawn, texts = random.Random(7), _texts()
    spare_the_collector()  # as the application does
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with open_store(f"sqlite:///{folder}/bench.db") as store:
            people = await _people(store)
            channels = [await _channel(store, number) for number in range(CHANNELS)]
            without = await _choices(store, channels, texts, first=1)
            for person in people:
                for _ in range(RULES):
                    await _rule(store, person, _criteria(drawn, channels, texts))
            audience = Audience()
            began = time.perf_counter()
            await audience.prepare(store)
            ready = time.perf_counter() - began
            ours = await _choices(store, channels, texts, first=BEFORE + POSTS + 1, audience=audience)
    what = f"choosing who hears of a post, {EDITORS} editors with {RULES} rules each"
    heard = f"{sum(ours.heard) / POSTS:.0f} hear of one"
    return [
        Figure(
            what=f"{what}, {name} ({heard})",
            ours=percentile(ours.seconds, share) * 1000,
            limit=percentile(without.seconds, share) * 1000,
            unit="ms",
            aim=aim,
        )
        for name, share, aim in (("p50", 0.5, ""), ("p95", 0.95, "under 20 ms"), ("p99", 0.99, ""))
    ] + [Figure(what=f"making {EDITORS * RULES:,} rules ready at the start", ours=ready, unit="s")]


async def _choices(
    store: Store, channels: list[Channel], texts: list[str], *, first: int, audience: Audience | None = None
) -> Timed:
    timed = Timed(audience or Audience())
    drawn = random.Random(first)
    sentences = [line for text in texts for line in text.splitlines() if line]
    for number in range(first, first + BEFORE + POSTS):
        channel = channels[number % len(channels)]
        text = "\n".join(drawn.sample(sentences, 5))
        message = Incoming(telegram_id=channel.telegram_id or 0, message_id=number, sent_at=NOW, text=text)
        await store.posts.add([new_post(channel, message, arrival=Arrival.PUSH, at=NOW)], audience=timed, at=NOW)
    del timed.seconds[:BEFORE], timed.heard[:BEFORE]
    return timed


# ------------------------------------------------------------------ the newsroom


def _texts() -> list[str]:
    return [json.loads(line)["text"] for line in LABELLED.read_text(encoding="utf-8").splitlines()]


async def _channel(store: Store, number: int) -> Channel:
    spec = ChannelSpec(username=f"bench_{number}_demo", tier=1 + number % 3)
    channel = await store.channels.put(spec, by=None, at=NOW)
    access = Access(account=7, telegram_id=1000 + number, access_hash=1)
    return await store.channels.pin(channel.id, title=f"Канал {number}", username=None, access=access, at=NOW)


async def _people(store: Store) -> list[PersonId]:
    """The owner, and those whom they invited."""
    await store.people.own(OWNER, name="1", language="uk", timezone="Europe/Kyiv", at=NOW)
    for number in range(2, EDITORS + 1):
        token = sha256(str(number).encode()).digest()
        asked = NewRequest(
            chat_id=OWNER,
            message_id=number,
            person_id=OWNER,
            person_name="1",
            person_language=None,
            kind=RequestKind.MESSAGE,
            text="/invite editor",
            forward=None,
            sent_at=NOW,
        )
        await store.requests.add(asked)
        (request,) = await store.requests.due(NOW, limit=1)
        invite = Invite(token_hash=token, role=Role.EDITOR, made_by=OWNER, expires_at=NOW + timedelta(days=1))
        await store.people.invite(invite, request=request.id, reply="", at=NOW)
        await store.requests.answered(request.id, at=NOW)
        who = PersonId(number)
        await store.people.accept(token, person_id=who, name=str(number), language="uk", timezone="Europe/Kyiv", at=NOW)
    return [PersonId(number) for number in range(1, EDITORS + 1)]


async def _rule(store: Store, person: PersonId, criteria: Criteria) -> None:
    draft = await store.rules.begin(person, rule_id=None, criteria=criteria, at=NOW)
    await store.rules.save(draft.id, at=NOW)


def _criteria(drawn: random.Random, channels: list[Channel], texts: list[str]) -> Criteria:
    """Of twenty rules some sixteen ask for words, one for an expression, three for channels or a tier alone."""
    kind = drawn.randrange(RULES)
    few = frozenset(channel.id for channel in drawn.sample(channels, 2))
    if kind == 0:
        return Criteria(tiers=frozenset({1}))
    if kind < 3:
        return Criteria(channels=few)
    if kind == 3:
        pattern = Pattern(kind=PatternKind.EXPRESSION, text=rf"\b{_word(drawn, texts)[:6]}\w*")
        return Criteria(wanted=(pattern,))
    return Criteria(
        wanted=tuple(_pattern(drawn, texts) for _ in range(drawn.randint(1, 4))),
        unwanted=(_pattern(drawn, texts),) if kind % 3 == 0 else (),
        channels=few if kind % 4 == 0 else frozenset(),
        unwritten_minutes=20 if kind == 5 else None,
    )


def _pattern(drawn: random.Random, texts: list[str]) -> Pattern:
    if drawn.random() < 0.8:
        return Pattern(kind=PatternKind.WORDS, text=_word(drawn, texts))
    found = [token.text for token in tokens(drawn.choice(texts)) if token.text.isalpha()]
    first = drawn.randrange(max(1, len(found) - 1))
    return Pattern(kind=PatternKind.PHRASE, text=" ".join(found[first : first + 2]))


def _word(drawn: random.Random, texts: list[str]) -> str:
    """A word of a post, never one of the shortest."""
    while True:
        found = [token.text for token in tokens(drawn.choice(texts)) if len(token.text) > 4 and token.text.isalpha()]
        if found:
            return drawn.choice(found)
