"""The buttons under an alert, and the names of what they ask for."""

from gettext import NullTranslations

from bot.alerts.articles import ordered, reports
from bot.message import Button
from storage.records import ClaimState, Notice, NoticeKind, PersonId, PostId, Standing, is_place

ARTICLES = "articles"
TAKE = "take"
WRITTEN = "written"
GIVE_BACK = "give"
NOT_NEWS = "not_news"
UNDO = "undo"
WHY = "why"
HANDOVER = "handover"
MUTE_STORY = "mute_story"

WIDEST = 3  # buttons in a row that a phone can show with their words
AFTERWARDS = (NoticeKind.POST_EDITED, NoticeKind.POST_DELETED, NoticeKind.MISQUOTED)

Rows = tuple[tuple[Button, ...], ...]


def data(action: str, post_id: PostId) -> str:
    """What a button sends back: well within Telegram's 64 bytes, since an id has at most nineteen digits."""
    return f"{action}:{post_id}"


def whose(person_id: PersonId) -> str:
    """What stands after the item of a button that concerns a group: its number, of fifteen digits."""
    return f".{-person_id}" if is_place(person_id) else ""


def rows(standing: Standing, reader: PersonId, words: NullTranslations, *, by_rule: bool = False) -> Rows:
    """Reading above, deciding below; why it came, where a rule says so."""
    found, others = reading(standing, words), [_mute(standing, reader, words)]
    if by_rule:
        others.append(Button(text=words.gettext("❔ Why"), data=data(WHY, standing.post.id) + whose(reader)))
    above = ((*found, *others),) if len(found) + len(others) <= WIDEST else (found, tuple(others))
    return tuple(row for row in (*above, _deciding(standing, reader, words)) if row)


def of_notice(notice: Notice, words: NullTranslations) -> Rows:
    """What can be done about what the bot tells."""
    shift = notice.data.get("handover")
    if notice.kind is NoticeKind.HANDOVER and isinstance(shift, int):
        return ((Button(text=words.gettext("Show the shift"), data=f"{HANDOVER}:{shift}"),),)
    if notice.kind in AFTERWARDS:
        opening = ((words.gettext("Open the post"), "link"), (words.gettext("Our article"), "url"))
        return (tuple(Button(text=text, url=str(notice.data[name])) for text, name in opening if name in notice.data),)
    post = notice.data.get("post")
    if notice.kind is not NoticeKind.CLAIM_LAPSED or not isinstance(post, int):
        return ()
    return ((Button(text=words.gettext("✍️ I am still writing"), data=data(TAKE, PostId(post))),),)


def _mute(standing: Standing, reader: PersonId, words: NullTranslations) -> Button:
    return Button(text=words.gettext("🔕 Story"), data=data(MUTE_STORY, standing.post.id) + whose(reader))


def reading(standing: Standing, words: NullTranslations) -> tuple[Button, ...]:
    """What opens the post, and its articles; nothing where there is nothing to open."""
    _, post = words.gettext, standing.post
    found: list[Button] = []
    if post.deleted_at is None:
        found.append(Button(text=_("Open the post"), url=post.link))
    if label := _label(standing, words):
        found.append(Button(text=label, data=data(ARTICLES, post.id)))
    return tuple(found)


def _label(standing: Standing, words: NullTranslations) -> str:
    """Everywhere, articles are those written from the post; those that only recall it are never counted among them."""
    if count := len(reports(standing.mentions)):
        return words.gettext("Articles: {count}").format(count=count)
    recalls = len(ordered(standing.mentions))
    if recalls:
        return words.gettext("Recalls: {count}").format(count=recalls)
    return words.gettext("Rejected: {count}").format(count=standing.rejected) if standing.rejected else ""


def _deciding(standing: Standing, reader: PersonId, words: NullTranslations) -> tuple[Button, ...]:
    _, post_id, claim = words.gettext, standing.post.id, standing.claim
    take = Button(text=_("✍️ Take it"), data=data(TAKE, post_id))
    written = Button(text=_("✅ Written"), data=data(WRITTEN, post_id))
    if claim is None:
        return take, written, Button(text=_("🚫 Not news"), data=data(NOT_NEWS, post_id))
    is_mine = claim.person_id == reader or is_place(reader)  # whoever it is can press it there; others are told who
    if claim.state is ClaimState.TAKEN:
        return (written, Button(text=_("↩️ Give it back"), data=data(GIVE_BACK, post_id))) if is_mine else ()
    if claim.state is ClaimState.WRITTEN:
        return (Button(text=_("↩️ Not written"), data=data(UNDO, post_id)),) if is_mine else ()
    return (take, Button(text=_("↩️ News after all"), data=data(UNDO, post_id))) if is_mine else (take, written)
