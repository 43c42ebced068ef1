"""Why a page could not be read, in the few kinds that people can do something about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FailureKind(StrEnum):
    """What came in place of a page."""

    GONE = "gone"  # the site says that there is none, or leads to its front page
    REFUSED = "refused"  # the site lets people in, and not us
    BUSY = "busy"  # the site asks us to wait
    BROKEN = "broken"  # the site is out of order
    STATUS = "status"  # another answer than a page
    SILENT = "silent"  # no whole answer in time
    UNREACHABLE = "unreachable"  # refused, hung up, broken off
    NO_HOST = "no_host"  # nobody has that name
    CLOSED = "closed"  # an address that we do not go to
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"  # too many of them
    NO_PAGE = "no_page"  # a file
    ODD = "odd"  # a page that no newsroom would make


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The last try to read a page, which failed."""

    kind: FailureKind
    detail: str  # the number of the answer, the kind of the file; for people, in no language
    is_last: bool  # nobody tries again by themselves
    at: datetime
