"""The stored forms of what a column cannot hold as it is: moments as numbers, small records as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from storage.records import (
    Change,
    ChannelSpec,
    Entity,
    EntityKind,
    Evidence,
    Failure,
    FailureKind,
    Fidelity,
    Media,
    Mode,
    Notice,
    NoticeKind,
    Origin,
    Quotation,
    Span,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """A moment as microseconds since 1970 in UTC, exactly. A moment without a zone is a mistake of the caller."""
    return (at - EPOCH) // _MICROSECOND


def micros_or_none(at: datetime | None) -> int | None:
    """The same where there may be no moment."""
    return None if at is None else micros(at)


def moment(stored: int) -> datetime:
    """The moment of stored microseconds."""
    return EPOCH + timedelta(microseconds=stored)


def moment_or_none(stored: int | None) -> datetime | None:
    """The same where there may be none."""
    return None if stored is None else moment(stored)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)  # json.dumps makes one each time


def dump(value: Any) -> str:
    """Compact JSON with letters as they are; equal values give equal texts."""
    return _JSON.encode(value)


def load_strings(stored: str) -> tuple[str, ...]:
    """A stored list of strings."""
    return tuple(json.loads(stored))


def load_numbers(stored: str) -> list[int]:
    """A list of numbers that a query put together."""
    return [int(each) for each in json.loads(stored)]


def content_hash(*parts: str) -> bytes:
    """What tells one content from another."""
    return sha256("\0".join(parts).encode()).digest()


# ------------------------------------------------------------------ articles


def dump_failure(failure: Failure) -> str:
    """Why a page could not be read."""
    return dump(asdict(failure) | {"at": micros(failure.at)})


def load_failure(stored: str | None) -> Failure | None:
    """Why a page could not be read, as stored."""
    if stored is None:
        return None
    values = json.loads(stored)
    return Failure(**values | {"kind": FailureKind(values["kind"]), "at": moment(values["at"])})


# ------------------------------------------------------------------ posts


def dump_entities(entities: Sequence[Entity]) -> str:
    """Formatting as lists of kind, offset, length and perhaps an address."""
    if not entities:
        return "[]"
    return dump(
        [[e.kind, e.offset, e.length, e.url] if e.url is not None else [e.kind, e.offset, e.length] for e in entities]
    )


def load_entities(stored: str) -> tuple[Entity, ...]:
    """Formatting as stored by `dump_entities`."""
    return tuple(
        Entity(kind=EntityKind(kind), offset=offset, length=length, url=url[0] if url else None)
        for kind, offset, length, *url in json.loads(stored)
    )


def dump_origin(origin: Origin | None) -> str | None:
    """Where a post was forwarded from."""
    return None if origin is None else dump(asdict(origin) | {"sent_at": micros_or_none(origin.sent_at)})


def load_origin(stored: str | None) -> Origin | None:
    """Where a post was forwarded from, as stored."""
    if stored is None:
        return None
    values = json.loads(stored)
    return Origin(**values | {"sent_at": moment_or_none(values["sent_at"])})


# ------------------------------------------------------------------ matches


def dump_evidence(evidence: Evidence) -> str:
    """Only what is there: a pair without common ground takes two bytes."""
    values = {f.name: getattr(evidence, f.name) for f in fields(evidence) if getattr(evidence, f.name) != f.default}
    if evidence.spans:
        values["spans"] = [asdict(span) for span in evidence.spans]
    if evidence.quotations:
        values["quotations"] = [asdict(quotation) for quotation in evidence.quotations]
    return dump(values)


def load_evidence(stored: str) -> Evidence:
    """Evidence as stored by `dump_evidence`."""
    values: dict[str, Any] = json.loads(stored)
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    if spans := values.get("spans"):
        values["spans"] = tuple(Span(**span) for span in spans)
    if quotations := values.get("quotations"):
        values["quotations"] = tuple(_load_quotation(**quotation) for quotation in quotations)
    return Evidence(**values)


def _load_quotation(*, fidelity: str, changes: list[dict[str, Any]], **place: int) -> Quotation:
    return Quotation(fidelity=Fidelity(fidelity), changes=tuple(Change(**change) for change in changes), **place)


# ------------------------------------------------------------------ notices and channels


def dump_notice(notice: Notice) -> str:
    """Something to tell people."""
    return dump(asdict(notice))


def load_notice(stored: str | None) -> Notice | None:
    """Something to tell people, as stored."""
    if stored is None:
        return None
    values = json.loads(stored)
    return Notice(kind=NoticeKind(values["kind"]), key=values["key"], data=values["data"])


def dump_spec(spec: ChannelSpec) -> str:
    """An entry of channels.toml, to tell whether it reads differently next time."""
    return dump(asdict(spec))


def load_spec(
    *,
    username: str | None,
    invite: str | None,
    named_id: int | None,
    named_title: str | None,
    aliases: str,
    tier: int,
    tier_chosen: int,
    mode: str,
    language: str | None,
    media: str,
) -> ChannelSpec:
    """What an operator said of a channel, from its columns."""
    return ChannelSpec(
        username=username,
        invite=invite,
        telegram_id=named_id,
        title=named_title,
        aliases=load_strings(aliases),
        tier=tier,
        tier_chosen=bool(tier_chosen),
        mode=Mode(mode),
        language=language,
        media=Media(media),
    )


def one_space(keys: str | Sequence[str]) -> str:
    """Search keys separated by single spaces, as the index wants them."""
    if not isinstance(keys, str):
        return " ".join(keys)
    if "  " not in keys and keys.isprintable() and keys[:1] != " " != keys[-1:]:  # no white space but single spaces
        return keys
    return " ".join(keys.split())
