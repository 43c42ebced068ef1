"""What the marks and buttons mean, for `/help`."""

from collections.abc import Sequence
from gettext import NullTranslations

from bot.message import Composer
from bot.texts.marking import N_
from storage.records import EntityKind, Role

MARKS = (
    N_("🔴 🟠 ⚪️ — the channel's tier: 1, 2 or 3; red is the most important"),
    N_("🔕 — tier 4: the channel posts by the dozen, so you get digests of it, and no alerts"),
    N_("💬 quotes the post, ✏️ retells it, ↩️ only recalls it; ✅ our own article"),
    N_("⚠️ quote altered: 117 → 171 — first the post's words, then the article's"),
    N_("“as the post read before its edit” — written from an earlier wording; the post says otherwise now"),
    N_("“looks like it” — rather so than not, but not certain; “probably” — less sure still: check it yourself"),
    N_("“Articles: 2” counts those written from the post, without those that only recall it"),
)
BUTTONS = (
    N_("“Open the post” — to the post in its channel"),
    N_("“Articles” — all of them, each with the reason"),
    N_("“✍️ Take it” — you write about it, and colleagues see that; “↩️ Give it back” frees it again"),
    N_("“✅ Written” — it leaves the queue; send me the link of your article, or I find it in our feed"),
    N_("“🔕 Story” — answers to this post and its forwards do not come to you for eight hours; a digest tells of them"),
    N_("“❔ Why” — which of your rules brought it to you"),
    N_("“🚫 Not news” — marks it so for everybody; “↩️ News after all” takes that back"),
)
STATES = (N_("in /channels: ⏳ being added, ⚠️ cannot be watched now, ✏️ another name or photo"),)


def legend(role: Role, words: NullTranslations) -> Composer:
    """The marks; the buttons too for those whom alerts come to."""
    composer = Composer()
    _add(composer, words.gettext("Marks"), [*MARKS, *STATES], words)
    if role >= Role.EDITOR:
        _add(composer, words.gettext("Buttons under a post"), BUTTONS, words)
    return composer


def _add(composer: Composer, title: str, lines: Sequence[str], words: NullTranslations) -> None:
    composer.add("\n\n").add(title, EntityKind.BOLD)
    for line in lines:
        composer.add("\n" + words.gettext(line))
