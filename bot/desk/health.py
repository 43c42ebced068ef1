"""`/health`: what works and what does not, for operators."""

from datetime import datetime, timedelta

from bot.alerts.ledger import blind_since, ledger_line
from bot.blindness import last_seen
from bot.desk.channels import last_post
from bot.desk.requests import Asked
from bot.message import Composer, Message, cut, stack
from bot.texts.dates import delay
from storage.api import Counts
from storage.records import Account, Channel, ChannelLedger, ChannelState, EntityKind, Feed, Parked, Stage

ERROR_UNITS = 160
PARKED_SHOWN = 8
LATELY = timedelta(days=7)


async def health(asked: Asked) -> Message:
    """Troubles first, then numbers, then each channel with its last post and its ledger."""
    channels, feeds = await asked.store.channels.all(), await asked.store.feeds.all()
    accounts = [one for one in await asked.store.accounts.all() if _concerns(one, asked)]
    parked, counts = await asked.store.work.parked(), await asked.store.counts()
    parts = [
        _summary(asked, channels, feeds, parked, accounts),
        *(_account(asked, account) for account in accounts),
        *(_channel(asked, channel) for channel in channels if channel.state is ChannelState.FAILED),
        *(_feed(asked, feed) for feed in feeds if feed.failures),
        *(_parked(asked, row) for row in parked[:PARKED_SHOWN]),
        _counts(asked, counts),
        _meaning(asked, await asked.store.work.waiting(Stage.WEIGH_ARTICLE)),
        *await _watched(asked, [channel for channel in channels if channel.state is ChannelState.WATCHED]),
    ]

    def left_out(count: int) -> str:
        return asked.words.ngettext("… and {count} more line", "… and {count} more lines", count).format(count=count)

    return stack(parts, left_out=left_out, gap="\n").build()


def _concerns(account: Account, asked: Asked) -> bool:
    """It follows something, or has lately ceased to."""
    return account.channels > 0 or (account.lost_at is not None and asked.now - account.lost_at < LATELY)


def _summary(
    asked: Asked, channels: list[Channel], feeds: list[Feed], parked: list[Parked], accounts: list[Account]
) -> Composer:
    ngettext, failing = asked.words.ngettext, sum(channel.state is ChannelState.FAILED for channel in channels)
    silent, lost = sum(feed.failures > 0 for feed in feeds), sum(account.lost_at is not None for account in accounts)
    troubles = [
        ngettext("{count} account is signed out", "{count} accounts are signed out", lost).format(count=lost)
        if lost
        else "",
        ngettext("{count} channel fails", "{count} channels fail", failing).format(count=failing) if failing else "",
        ngettext("{count} feed fails", "{count} feeds fail", silent).format(count=silent) if silent else "",
        ngettext("{count} row is set aside", "{count} rows are set aside", len(parked)).format(count=len(parked))
        if parked
        else "",
        asked.words.gettext("comparison by meaning does not work") if asked.desk.meaning.trouble else "",
    ]
    told = ", ".join(trouble for trouble in troubles if trouble)
    if not told:
        return Composer().add("✅ " + asked.words.gettext("Everything works."), EntityKind.BOLD)
    return Composer().add("⚠️ " + told, EntityKind.BOLD)


def _account(asked: Asked, account: Account) -> Composer:
    _ = asked.words.gettext
    if account.lost_at is not None:
        told = _("Telegram ended its session {time}").format(time=asked.reader.when(account.lost_at))
        return Composer().add("🔴 ").add(cut(account.name, 80), EntityKind.BOLD).add(f" · {told}")
    told = asked.words.ngettext("follows {count} channel", "follows {count} channels", account.channels)
    return Composer().add(f"👤 {cut(account.name, 80)} · {told.format(count=account.channels)}")


def _channel(asked: Asked, channel: Channel) -> Composer:
    error = asked.words.gettext(channel.error) if channel.error else asked.words.gettext("The reason is not known yet.")
    return Composer().add("🔴 ").add(cut(channel.title, 80), EntityKind.BOLD).add(": " + cut(error, ERROR_UNITS))


def _feed(asked: Asked, feed: Feed) -> Composer:
    _ = asked.words.gettext
    composer = Composer().add("🔴 ").link(cut(feed.spec.site, 60), feed.spec.url).add(" · ")
    if feed.read_at is None:
        composer.add(_("never read"))
    else:
        composer.add(_("last read {time}").format(time=asked.reader.when(feed.read_at)))
    return composer.add(": " + cut(_(feed.error) if feed.error else _("The reason is not known yet."), ERROR_UNITS))


def _parked(asked: Asked, row: Parked) -> Composer:
    time = asked.reader.when(row.parked_at)
    return Composer().add(f"📦 {row.stage} {row.item} · {time}: {cut(row.error, ERROR_UNITS)}")


def _counts(asked: Asked, counts: Counts) -> Composer:
    _ = asked.words.gettext
    told = _("Channels: {channels}. Posts: {posts}. Articles: {articles}. Matches: {matches}.").format(
        channels=counts.channels, posts=counts.posts, articles=counts.articles, matches=counts.matches
    )
    told += " " + _("Alerts sent: {sent}, waiting: {due}.").format(sent=counts.alerts_sent, due=counts.alerts_due)
    if counts.median_alert_seconds is not None:
        shown = delay(counts.median_alert_seconds, asked.reader.language)
        told += " " + _("From post to alert, median: {time}.").format(time=shown)
    return Composer().add(told)


def _meaning(asked: Asked, waiting: int) -> Composer:
    """The second pass: its encoder and its queue, or why there is none."""
    _, standing = asked.words.gettext, asked.desk.meaning
    if standing.encoder is None:
        why = _(standing.why) if standing.why else _("The reason is not known yet.")
        return Composer().add(_("Comparison by meaning: none, because {why}.").format(why=why))
    told = _("Comparison by meaning: {encoder}, {count} in the queue.").format(encoder=standing.encoder, count=waiting)
    if standing.trouble is None:
        return Composer().add(told)
    # What the process said is English and for whoever reads the log: here stands what to do.
    told += " " + _("{encoder} does not work, so articles are compared by words alone; it is tried again every minute.")
    told += " " + _("The cause stands in the log (encoder_failed); `python -m bot check` tries it out.")
    return Composer().add("⚠️ " + told.format(encoder=standing.encoder))


async def _watched(asked: Asked, channels: list[Channel]) -> list[Composer]:
    """Each with its last post and its ledger: first where something is unknown or not seen."""
    ids = [channel.id for channel in channels]
    seen_at, ledgers = await last_seen(asked.store, ids), await asked.store.ledger.of(ids)
    pairs = list(zip(channels, ledgers, strict=True))
    pairs.sort(key=lambda pair: not pair[1].unknown and blind_since(pair[1], seen_at[pair[0].id], asked.now) is None)
    return [await _last(asked, channel, ledger, seen_at[channel.id]) for channel, ledger in pairs]


async def _last(asked: Asked, channel: Channel, ledger: ChannelLedger, seen_at: datetime | None) -> Composer:
    told = ledger_line(ledger, asked.reader, seen_at=seen_at)
    return Composer().add(f"• {cut(channel.title, 80)} · {await last_post(asked, channel)}\n   {told}")
