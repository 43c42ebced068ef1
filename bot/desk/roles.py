"""Who may do what: the one table of commands. The menu, the help and every check follow it."""

from dataclasses import dataclass
from gettext import NullTranslations

from bot.texts.marking import N_
from storage.records import Role


@dataclass(frozen=True, slots=True)
class Right:
    """A command, the least role that may use it, and what it does."""

    name: str
    role: Role
    does: str
    takes: str = ""
    is_private: bool = False  # its answer is not for a group
    of_place: bool = False  # in a group that alerts come to, it concerns the group's alerts: for editors


RIGHTS = (
    Right("latest", Role.REPORTER, N_("the newest posts, of all channels or of one"), N_("[channel]")),
    Right("search", Role.REPORTER, N_("find posts by words, in any of their forms, or by channel"), N_("words")),
    Right("channels", Role.REPORTER, N_("which channels are watched, and how one changed"), N_("[channel]")),
    Right("stats", Role.REPORTER, N_("posts by hour, and how soon they are written up: a picture")),
    Right("queue", Role.EDITOR, N_("posts that we have not written up yet")),
    Right("rules", Role.EDITOR, N_("which posts come to me as alerts"), is_private=True, of_place=True),
    Right(
        "why", Role.EDITOR, N_("why a post came to me: answer its alert"), N_("[link]"), is_private=True, of_place=True
    ),
    Right("whynot", Role.EDITOR, N_("why a post did not come to me, and to whom it did"), N_("link"), is_private=True),
    Right("handover", Role.EDITOR, N_("what the shift was, to hand it over"), is_private=True),
    Right(
        "quiet",
        Role.EDITOR,
        N_("quiet hours, digests, what comes without a sound"),
        "[22–7]",
        is_private=True,
        of_place=True,
    ),
    Right(
        "mute",
        Role.EDITOR,
        N_("no alerts of posts for me, for a time or at all"),
        N_("[@channel] [2h]"),
        is_private=True,
        of_place=True,
    ),
    Right("unmute", Role.EDITOR, N_("alerts of posts for me again"), N_("[@channel]"), is_private=True, of_place=True),
    Right("watch", Role.OPERATOR, N_("watch a channel"), N_("@name or link [1–3]")),
    Right("unwatch", Role.OPERATOR, N_("stop watching a channel"), N_("@name")),
    Right("here", Role.OPERATOR, N_("let alerts come to a group: write it there"), N_("[name]")),
    Right("health", Role.OPERATOR, N_("what works and what does not")),
    Right("invite", Role.OPERATOR, N_("invite a colleague by a link"), "editor|reporter|operator", is_private=True),
    Right("people", Role.OPERATOR, N_("who has which role"), is_private=True),
    Right("remove", Role.OPERATOR, N_("take somebody's role away"), N_("[id]"), is_private=True),
    Right("language", Role.REPORTER, N_("the language of the bot"), "uk|en", is_private=True, of_place=True),
    Right("help", Role.REPORTER, N_("what I can do")),
)
START = Right("start", Role.REPORTER, N_("begin"))
BY_NAME = {right.name: right for right in (*RIGHTS, START)}

NAMES = {
    Role.REPORTER: N_("reporter"),
    Role.EDITOR: N_("editor"),
    Role.OPERATOR: N_("operator"),
    Role.OWNER: N_("owner"),
}
INVITED = {
    "reporter": Role.REPORTER,
    "editor": Role.EDITOR,
    "operator": Role.OPERATOR,
    "репортер": Role.REPORTER,
    "журналіст": Role.REPORTER,
    "редактор": Role.EDITOR,
    "оператор": Role.OPERATOR,
}
"""Roles that can be given by an invitation, as people write them. Only the settings make an owner."""


def rights_of(role: Role) -> tuple[Right, ...]:
    """What a role may do."""
    return tuple(right for right in RIGHTS if right.role <= role)


def role_name(role: Role, words: NullTranslations) -> str:
    """A role in words."""
    return words.gettext(NAMES[role])
