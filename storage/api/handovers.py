"""What one shift tells the next."""

from datetime import datetime, timedelta
from typing import Protocol

from storage.records import Handover, HandoverId, PersonId


class Handovers(Protocol):
    """Shifts handed over, one after the other without a gap; and drafts, which change nothing."""

    async def begin(self, *, by: PersonId, usual: timedelta, at: datetime) -> Handover:
        """What was since the last handover, or for the usual time where there was none; kept as a draft."""

    async def get(self, handover_id: HandoverId) -> Handover | None:
        """One, given or not."""

    async def give(self, handover_id: HandoverId, *, by: PersonId, at: datetime) -> Handover | None:
        """Hand a shift over: the next one begins where it ends.

        Returns the handover that stands for the time after its beginning, perhaps somebody else's; None where there is
        no such draft.
        """

    async def take_back(self, handover_id: HandoverId, *, by: PersonId, at: datetime) -> bool:
        """Not handed over after all; False where another shift followed or the desk was told."""

    async def send(self, handover_id: HandoverId, *, by: PersonId, at: datetime) -> int | None:
        """Tell the desk, once: every editor but whoever sends it. How many; None where it was sent or is not given."""
