"""Why a page could not be read and what to do about it, in words."""

from gettext import NullTranslations

from storage.records import Failure, FailureKind

_CHECK_THE_LINK = (FailureKind.GONE, FailureKind.NO_HOST)


def failed(failure: Failure, words: NullTranslations) -> str:
    """What came in place of the page, and what whoever sent the link can do now."""
    told = f"{_what(failure.kind, words)} ({failure.detail})" if failure.detail else _what(failure.kind, words)
    return f"{told}. {_what_now(failure, words)}"


def unread(words: NullTranslations) -> str:
    """The page came, and no article was found on it."""
    told = words.gettext("I found no article on this page: perhaps it is closed to readers or made by scripts.")
    return f"{told} {_search(words)}"


def _what(kind: FailureKind, words: NullTranslations) -> str:
    _ = words.gettext
    return {
        FailureKind.GONE: _("The site says that there is no such page"),
        FailureKind.REFUSED: _("The site does not let me read this page"),
        FailureKind.BUSY: _("The site asks me to wait"),
        FailureKind.BROKEN: _("The site is out of order"),
        FailureKind.STATUS: _("The site gave an answer that is no page"),
        FailureKind.SILENT: _("The site has not answered in time"),
        FailureKind.UNREACHABLE: _("The site cannot be reached"),
        FailureKind.NO_HOST: _("There is no site with this name"),
        FailureKind.CLOSED: _("I do not go to this address: I read public pages of the web alone"),
        FailureKind.TOO_LARGE: _("The page is too large for me"),
        FailureKind.REDIRECTS: _("The address leads from one redirect to the next"),
        FailureKind.NO_PAGE: _("There is a file at this address, not an article"),
        FailureKind.ODD: _("This page is made in a way that I cannot read"),
    }[kind]


def _what_now(failure: Failure, words: NullTranslations) -> str:
    _ = words.gettext
    if failure.kind in _CHECK_THE_LINK:
        return _("Check the link: perhaps a letter is missing, or the article was taken down.")
    if failure.is_last:
        return _search(words)
    return _("I will try again by myself; you can send the link again in a minute.")


def _search(words: NullTranslations) -> str:
    return words.gettext("Take some words from the article: /search finds the posts that hold them.")
