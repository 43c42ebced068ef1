"""A rule while it is being written, as it is shown: all of it at once, then each part that is chosen or written."""

from bot.alerts.post import TIER_MARKS, Reader
from bot.desk.rules.describing import LANGUAGES, Channels, described, joined
from bot.desk.rules.listing import known
from bot.desk.rules.trying import told, trial
from bot.message import Button, Composer, Message
from storage.api import Store
from storage.records import Asking, Draft, EntityKind, is_place

DRAFT = "draft"
WANTED = "draft_wanted"
UNWANTED = "draft_unwanted"
CLEAR = "draft_clear"
CHANNELS = "draft_channels"
CHANNEL = "draft_channel"
TIER = "draft_tier"
LANGUAGE = "draft_language"
WHEN = "draft_when"
WAIT = "draft_wait"
SAVE = "draft_save"
DROP = "draft_drop"

A_PAGE = 8  # channels
WAITS = (10, 20, 30, 60, 120)  # minutes
LONGEST_WAIT = 1440
TIERS = (1, 2, 3, 4)
CODES = tuple(LANGUAGES)


async def screen(store: Store, draft: Draft, reader: Reader) -> Message:
    """The draft as it stands, what it would have told, and all that can be changed."""
    _, channels = reader.words.gettext, await known(store)
    place = await store.people.get(draft.person_id) if is_place(draft.person_id) else None
    heading = _("✏️ A rule of “{name}” in the making").format(name=place.name) if place else _("✏️ A rule in the making")
    composer = Composer().add(heading, EntityKind.BOLD)
    composer.add("\n").join(described(draft.criteria, channels, reader.words)).add("\n\n")
    composer.join(told(await trial(store, draft.criteria, channels, reader.now), channels, reader))
    return composer.build(buttons_of(draft, reader))


def buttons_of(draft: Draft, reader: Reader) -> list[tuple[Button, ...]]:
    """What of a draft can be changed."""
    _, criteria, key = reader.words.gettext, draft.criteria, draft.id
    tiers = [
        _toggle(TIER_MARKS[tier] + str(tier), is_on=tier in criteria.tiers, data=f"{TIER}:{key}.{tier}")
        for tier in TIERS
    ]
    languages = [
        _toggle(code.upper(), is_on=code in criteria.languages, data=f"{LANGUAGE}:{key}.{number}")
        for number, code in enumerate(CODES)
    ]
    when = _("⏳ At once")
    if criteria.unwritten_minutes is not None:
        when = _("⏳ After {count} min, if unwritten").format(count=criteria.unwritten_minutes)
    count = len(criteria.channels)
    named = _("📡 Channels: {count}").format(count=count) if count else _("📡 All channels")
    return [
        (
            Button(text=_("📝 Words"), data=f"{WANTED}:{key}"),
            Button(text=_("🚫 Except"), data=f"{UNWANTED}:{key}"),
        ),
        (Button(text=named, data=f"{CHANNELS}:{key}.0"),),
        tuple(tiers),
        tuple(languages),
        (Button(text=when, data=f"{WHEN}:{key}"),),
        (Button(text=_("💾 Save"), data=f"{SAVE}:{key}"), Button(text=_("✖️ Cancel"), data=f"{DROP}:{key}")),
    ]


def _toggle(text: str, *, is_on: bool, data: str) -> Button:
    return Button(text=("✅ " if is_on else "") + text, data=data)


def question(draft: Draft, reader: Reader, *, refused: str = "") -> Message:
    """What to write, how, and what stands there now, ready to be copied."""
    _, is_wanted = reader.words.gettext, draft.asking is Asking.WANTED
    composer = Composer().add(f"⚠️ {refused}\n\n" if refused else "")
    composer.add(
        _("📝 Write to me which words a post must have.")
        if is_wanted
        else _("🚫 Write to me which words a post must not have."),
        EntityKind.BOLD,
    )
    if is_place(draft.person_id):
        composer.add("\n" + _("In private, please: in a group I hear commands alone."))
    composer.add("\n" + _("Their forms do not matter. A comma means “or”:") + "\n")
    composer.add(_("Zaluzhnyi, drones Kharkiv, «armed forces», /F-?16/"), EntityKind.CODE)
    composer.add("\n" + _("drones Kharkiv — both words, anywhere in the post"))
    composer.add("\n" + _("«armed forces» — side by side, in any form"))
    composer.add("\n" + _("/F-?16/ — a regular expression"))
    present = draft.criteria.wanted if is_wanted else draft.criteria.unwanted
    row: tuple[Button, ...] = (Button(text=_("◀️ Back"), data=f"{DRAFT}:{draft.id}"),)
    if present:
        composer.add("\n\n" + _("What you write takes the place of:") + "\n")
        composer.add(joined(present, 1500), EntityKind.CODE)
        clear = Button(text=_("🧹 None"), data=f"{CLEAR}:{draft.id}.{0 if is_wanted else 1}")
        row = (*row, clear)
    return composer.build([row])


def choice(draft: Draft, channels: Channels, reader: Reader, *, page: int) -> Message:
    """Channels to be ticked, some at a time."""
    _ = reader.words.gettext
    pages = max(1, -(-len(channels) // A_PAGE))
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = [
        (
            _toggle(
                f"{TIER_MARKS.get(channel.spec.tier, '')} {channel.title[:40]}",
                is_on=channel.id in draft.criteria.channels,
                data=f"{CHANNEL}:{draft.id}.{channel.id}",
            ),
        )
        for channel in list(channels.values())[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    if pages > 1:
        before, after = (page - 1) % pages, (page + 1) % pages
        rows.append(
            (
                Button(text="◀️", data=f"{CHANNELS}:{draft.id}.{before}"),
                Button(text=f"{page + 1}/{pages}", data=f"{CHANNELS}:{draft.id}.{page}"),
                Button(text="▶️", data=f"{CHANNELS}:{draft.id}.{after}"),
            )
        )
    rows.append((Button(text=_("✔️ Done"), data=f"{DRAFT}:{draft.id}"),))
    told = _("📡 Posts of which channels? None ticked means all but those that post by the dozen (🔕).")
    return Message(text=told, buttons=tuple(rows))


def when(draft: Draft, reader: Reader, *, refused: str = "") -> Message:
    """At once, or only if nobody has written it."""
    _ = reader.words.gettext
    buttons = [
        _toggle(
            _("{count} min").format(count=minutes),
            is_on=draft.criteria.unwritten_minutes == minutes,
            data=f"{WAIT}:{draft.id}.{minutes}",
        )
        for minutes in WAITS
    ]
    at_once = _toggle(_("At once"), is_on=draft.criteria.unwritten_minutes is None, data=f"{WAIT}:{draft.id}.0")
    told = f"⚠️ {refused}\n\n" if refused else ""
    told += _("⏳ When should a post come: at once, or only if nobody has written it so many minutes after?")
    told += "\n" + _("You may also write to me how many minutes, 1440 at most.")
    back_to = Button(text=_("◀️ Back"), data=f"{DRAFT}:{draft.id}")
    return Message(text=told, buttons=((at_once,), tuple(buttons), (back_to,)))
