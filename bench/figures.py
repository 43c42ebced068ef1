"""A measured figure beside the limit it is compared with."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`ours` and `limit` in the same unit; no limit where nothing comparable can be measured."""

    what: str
    ours: float
    unit: str
    aim: str = ""
    limit: float | None = None

    @property
    def ours_words(self) -> str:
        """Our figure with its unit."""
        return f"{self.ours:,.1f} {self.unit}"

    @property
    def limit_words(self) -> str:
        """The limit with its unit."""
        return "" if self.limit is None else f"{self.limit:,.1f} {self.unit}"

    @property
    def ratio_words(self) -> str:
        """Ours in terms of the limit."""
        return "" if not self.limit else f"{self.ours / self.limit:.2f}"

    def as_dict(self) -> dict[str, object]:
        """For a machine."""
        return asdict(self)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]
