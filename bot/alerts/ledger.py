"""The ledger of a channel in words.

«1–4512: усе є, 17 видалено, 0 невідомих; не бачили 14:02–14:09, відновлено 3 дописи».
"""

from datetime import datetime, timedelta

from bot.alerts.post import Reader
from bot.texts.marking import N_
from storage.records import Blindness, Cause, ChannelLedger

NOT_SEEN_AFTER = timedelta(minutes=1)
CAUSES = {
    Cause.STOPPED: N_("the bot was not running"),
    Cause.AWAY: N_("no connection to Telegram"),
    Cause.FAILED: N_("the channel could not be read"),
    Cause.TAKEN_OVER: N_("its account was lost, and another took it over"),
}


def blind_since(ledger: ChannelLedger, seen_at: datetime | None, now: datetime) -> datetime | None:
    """Since when a channel is not seen; None where it is. `seen_at`: when its account last saw."""
    if ledger.blindness and ledger.blindness[0].until is None:
        return ledger.blindness[0].since
    return seen_at if seen_at is not None and now - seen_at > NOT_SEEN_AFTER else None


def ledger_line(ledger: ChannelLedger, reader: Reader, *, seen_at: datetime | None) -> str:
    """What is held, and when the channel was last not seen."""
    words = reader.words
    parts = [held_text(ledger, reader)]
    ended = [each for each in ledger.blindness if each.until is not None]
    if ended:
        parts.append(words.gettext("not seen {time}").format(time=blindness_text(ended[0], reader)))
    if (since := blind_since(ledger, seen_at, reader.now)) is not None:
        parts.append(words.gettext("not seen since {time}").format(time=reader.clock(since)))
    return "; ".join(parts)


def held_text(ledger: ChannelLedger, reader: Reader) -> str:
    """«1–4512: усе є, 17 видалено, 0 невідомих»."""
    words = reader.words
    if not ledger.last:
        return words.gettext("nothing held yet")
    all_held = words.gettext("all held")
    parts = [words.gettext("{count} held").format(count=ledger.held) if ledger.unknown else all_held]
    if ledger.deleted:
        parts.append(words.gettext("{count} deleted").format(count=ledger.deleted))
    if ledger.absent:
        parts.append(words.gettext("{count} gone before we read there").format(count=ledger.absent))
    if ledger.service:
        parts.append(
            words.ngettext("{count} service message", "{count} service messages", ledger.service).format(
                count=ledger.service
            )
        )
    parts.append(words.ngettext("{count} unknown", "{count} unknown", ledger.unknown).format(count=ledger.unknown))
    return f"{ledger.first}–{ledger.last}: " + ", ".join(parts)


def blindness_text(blind: Blindness, reader: Reader, *, with_cause: bool = False) -> str:
    """«14:02–14:09, відновлено 3 дописи»."""
    words = reader.words
    time = reader.clock(blind.since) + "–" if blind.until is None else reader.stretch(blind.since, blind.until)
    cause = f" ({words.gettext(CAUSES[blind.cause])})" if with_cause else ""
    recovered = words.gettext("nothing was missed")
    if blind.recovered:
        recovered = words.ngettext("{count} post recovered", "{count} posts recovered", blind.recovered).format(
            count=blind.recovered
        )
    return f"{time}{cause}, {recovered}"
