"""The stored forms of what rules ask for, and of why they spoke."""

import json
from collections.abc import Sequence
from typing import Any

from storage.forms import dump
from storage.records import ChannelId, Criteria, Pattern, PatternKind, Reason, RuleId


def dump_criteria(criteria: Criteria) -> str:
    """What a rule asks for."""
    return dump(
        {
            "channels": sorted(criteria.channels),
            "tiers": sorted(criteria.tiers),
            "languages": sorted(criteria.languages),
            "wanted": [[pattern.kind, pattern.text] for pattern in criteria.wanted],
            "unwanted": [[pattern.kind, pattern.text] for pattern in criteria.unwanted],
            "unwritten_minutes": criteria.unwritten_minutes,
        }
    )


def load_criteria(stored: str) -> Criteria:
    """What a rule asks for, as stored."""
    values: dict[str, Any] = json.loads(stored)
    return Criteria(
        channels=frozenset(map(ChannelId, values["channels"])),
        tiers=frozenset(values["tiers"]),
        languages=frozenset(values["languages"]),
        wanted=tuple(Pattern(kind=PatternKind(kind), text=text) for kind, text in values["wanted"]),
        unwanted=tuple(Pattern(kind=PatternKind(kind), text=text) for kind, text in values["unwanted"]),
        unwritten_minutes=values["unwritten_minutes"],
    )


def dump_reasons(reasons: Sequence[Reason]) -> str | None:
    """Why somebody hears of a post; nothing where no rule says so."""
    return dump([[reason.rule_id, *reason.found] for reason in reasons]) if reasons else None


def load_reasons(stored: str | None) -> tuple[Reason, ...]:
    """Why somebody hears of a post, as stored."""
    if stored is None:
        return ()
    return tuple(Reason(rule_id=RuleId(rule), found=tuple(found)) for rule, *found in json.loads(stored))
