"""Errors of the web.

CannotRead                    what the stages know (bot/sites.py)
├── FetchError                no answer that can be used
│   ├── Blocked               an address we do not go to: private, local, an odd port or scheme
│   ├── Unreachable           refused, hung up, broken off, no valid certificate
│   │   └── UnknownHost       nobody has that name
│   ├── TimedOut              the whole fetch took too long
│   ├── TooLarge              more than the limit, counted after decompression
│   ├── TooManyRedirects      a chain longer than the limit, or a loop
│   └── HttpStatus            an answer other than 200 and 304: carries the status and the wait asked for
├── NotAFeed                  something else came: carries the address of a feed that the page names, if any
└── NotAPage                  an article's address gave a picture, a document, something that is no page
"""

from datetime import timedelta
from http import HTTPStatus

from bot.sites import CannotRead
from storage.records import FailureKind

_REFUSALS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
)


class FetchError(CannotRead):
    """No answer that can be used."""


class Blocked(FetchError):
    """An address we do not go to; asking again changes nothing."""

    lasting = True
    kind = FailureKind.CLOSED


class Unreachable(FetchError):
    """Connection refused, hung up or broken off."""


class UnknownHost(Unreachable):
    """Nobody has that name: mostly a slip of the fingers, sometimes a name server that is away."""

    kind = FailureKind.NO_HOST


class TimedOut(FetchError):
    """The whole fetch, redirects and body included, took too long."""

    kind = FailureKind.SILENT

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no complete answer within {seconds:g} seconds")


class TooLarge(FetchError):
    """More came than we read, counted after decompression."""

    kind = FailureKind.TOO_LARGE

    def __init__(self, limit: int) -> None:
        super().__init__(f"the answer is larger than {limit / 1_000_000:g} MB")


class TooManyRedirects(FetchError):
    """A chain of redirects longer than the limit, or a loop."""

    kind = FailureKind.REDIRECTS

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} redirects, one after another")


class HttpStatus(FetchError):
    """An answer other than 200 and 304."""

    def __init__(self, status: int, retry_after: timedelta | None = None) -> None:
        super().__init__(f"the site answered {status} {_phrase(status)}".rstrip(), retry_after=retry_after)
        self.status = status
        self.kind = _kind(status)
        self.detail = str(status)
        self.lasting = self.kind is FailureKind.GONE


class NotAFeed(CannotRead):
    """Something else than a feed came; `hint` is the address of one, where the page that came names it."""

    def __init__(self, came: str, hint: str | None = None) -> None:
        perhaps = f"; perhaps the feed's address is {hint}" if hint else ""
        super().__init__(f"not a feed but {came}{perhaps}")
        self.hint = hint


class NotAPage(CannotRead):
    """An article's address gave something that is no page: a file unless another kind is given."""

    lasting = True

    def __init__(self, message: str, kind: FailureKind = FailureKind.NO_PAGE, *, detail: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.detail = detail


def _kind(status: int) -> FailureKind:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return FailureKind.GONE
    if status in _REFUSALS:
        return FailureKind.REFUSED
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return FailureKind.BUSY
    return FailureKind.BROKEN if status >= HTTPStatus.INTERNAL_SERVER_ERROR else FailureKind.STATUS


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # sites invent numbers: 520 and more are common
        return ""
