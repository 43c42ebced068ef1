"""Posts that wait to be written up."""

from dataclasses import dataclass

from storage.records.alerts import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A page of the queue. A page beyond the last is the last."""

    number: int  # from 0
    pages: int  # at least one
    total: int  # posts of the whole queue
    standings: tuple[Standing, ...]
