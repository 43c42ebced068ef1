"""What the bot tells of its own accord, in words. `data` carries the facts; whatever is missing is left out."""

from collections.abc import Callable

from bot.alerts.aftermath import misquoted_text, post_deleted_text, post_edited_text
from bot.alerts.digests import digest_text
from bot.alerts.escalated import escalated_text
from bot.alerts.facts import fact_count, fact_moment, fact_name, fact_text
from bot.alerts.handover import handover_text
from bot.alerts.personal import claim_lapsed_text, returned_text
from bot.alerts.post import Reader
from bot.alerts.resumed import held_text, resumed_text
from bot.message import Composer, cut
from bot.texts.dates import duration
from storage.records import Notice, NoticeKind, PersonId, is_place

ERROR_UNITS = 500


def notice_text(notice: Notice, reader: Reader) -> Composer | str:
    """The wording of a notice."""
    return WORDINGS[notice.kind](notice, reader)


def _error(notice: Notice, reader: Reader) -> str:
    """An error in the reader's language where we know its words, else as it came."""
    error = fact_text(notice, "error").strip()
    return reader.words.gettext(error)[:ERROR_UNITS] if error else reader.words.gettext("the reason is not known")


def _blind(notice: Notice, reader: Reader) -> str:
    _, since = reader.words.gettext, fact_moment(notice, "since")
    followed = fact_count(notice, "followed")
    told = _("⚠️ Watching has stopped: new posts do not reach us.")
    if followed:
        told = _("⚠️ Some channels are not seen now: new posts of them do not reach us.")
    if since is not None:
        told += " " + _("The last we know is from {time}.").format(time=reader.clock(since))
    if followed:
        others = reader.words.ngettext(
            "{count} channel is watched as before. /health names those that are not: keep an eye on them yourself "
            "until we tell you that this is over.",
            "{count} channels are watched as before. /health names those that are not: keep an eye on them yourself "
            "until we tell you that this is over.",
            followed,
        )
        return told + "\n" + others.format(count=followed)
    return (
        told + "\n" + _("Until this is over, keep an eye on the channels yourself. We go on trying and will tell you.")
    )


def _sighted(notice: Notice, reader: Reader) -> str:
    words = reader.words
    since, until = fact_moment(notice, "since"), fact_moment(notice, "until")
    is_partly = fact_count(notice, "followed") > 0
    told = words.gettext("✅ All channels are watched again.") if is_partly else words.gettext("✅ Watching goes on.")
    if since is not None and until is not None:
        how_long = (
            words.gettext("Some were not seen for {time}, from {since} to {until}.")
            if is_partly
            else words.gettext("It was interrupted for {time}, from {since} to {until}.")
        )
        told += " " + how_long.format(
            time=duration((until - since).total_seconds(), reader.language),
            since=reader.clock(since),
            until=reader.clock(until),
        )
    recovered = notice.data.get("recovered")
    return f"{told}\n{_recovered(recovered, reader)}" if isinstance(recovered, int) else told


def _recovered(count: int, reader: Reader) -> str:
    if count == 0:
        return reader.words.gettext("No post was missed in that time.")
    fetched = reader.words.ngettext(
        "{count} post that was missed has been fetched; you are told of it separately.",
        "{count} posts that were missed have been fetched; you are told of them separately.",
        count,
    )
    return fetched.format(count=count)


def _channel_failed(notice: Notice, reader: Reader) -> str:
    told = reader.words.gettext("⚠️ The channel “{channel}” cannot be watched now.")
    return told.format(channel=fact_text(notice, "channel")) + "\n" + _error(notice, reader)


def _channel_changed(notice: Notice, reader: Reader) -> str:
    _ = reader.words.gettext
    names = [(fact_name(notice, f"old_{name}"), fact_name(notice, name)) for name in ("title", "username")]
    is_renamed = any(old != new for old, new in names)
    head = (
        _("✏️ The channel “{channel}” goes by another name now.")
        if is_renamed
        else _("🖼 “{channel}” changed its photo.")
    )
    told = [head.format(channel=fact_name(notice, "old_title"))]
    if (title := fact_name(notice, "title")) != fact_name(notice, "old_title"):
        told.append(_("Its title: {title}.").format(title=title))
    old, new = fact_name(notice, "old_username"), fact_name(notice, "username")
    if new and new != old:
        told.append(_("Its username: @{username}.").format(username=new))
    if old and not new:
        told.append(
            _("It gave its username @{username} up; whoever takes that is another channel.").format(username=old)
        )
    if photo := fact_text(notice, "photo"):
        told += [_("It took its photo away.") if photo == "removed" else _("It has a new photo.")] if is_renamed else []
    told.append(_("Unless it said so itself, somebody may have taken it over: look before you trust its posts."))
    return "\n".join(told)


def _account_lost(notice: Notice, reader: Reader) -> str:
    _ = reader.words.gettext
    if number := fact_count(notice, "number"):
        return _(
            "⚠️ Telegram has ended session {number} of TELEGRAM_SESSION, so that account follows nothing. "
            "Sign it in again with `python -m bot login`, put the result in its place, and start the bot anew."
        ).format(number=number)
    is_ended = bool(fact_count(notice, "ended"))
    head = (
        _("⚠️ Telegram has ended the session of the account “{account}”, which followed channels.")
        if is_ended
        else _("⚠️ The account “{account}” follows channels no more: TELEGRAM_SESSION does not name it.")
    )
    told = [head.format(account=fact_name(notice, "name")), _moved(notice, reader)]
    if is_ended:
        told.append(
            _(
                "To have it back, sign it in again with `python -m bot login`, "
                "put the result into TELEGRAM_SESSION in place of the old one, and start the bot anew."
            )
        )
    return "\n".join(told)


def _moved(notice: Notice, reader: Reader) -> str:
    moved = fact_count(notice, "moved")
    if moved == 0:
        return reader.words.gettext("No channel had to move.")
    told = reader.words.ngettext(
        "{count} channel moved: {heirs}. What it posted meanwhile is fetched, so nothing is lost.",
        "{count} channels moved: {heirs}. What they posted meanwhile is fetched, so nothing is lost.",
        moved,
    )
    return told.format(count=moved, heirs=cut(fact_text(notice, "heirs"), ERROR_UNITS))


def _accounts_full(notice: Notice, reader: Reader) -> str:
    _ = reader.words.gettext
    count = fact_count(notice, "count")
    told = reader.words.ngettext(
        "⚠️ {count} channel cannot be watched: no account may join more.",
        "⚠️ {count} channels cannot be watched: no account may join more.",
        count,
    ).format(count=count)
    told += "\n" + cut(fact_text(notice, "channels"), ERROR_UNITS)
    remedy = _(
        "Each joins {most} at most (CHANNELS_PER_ACCOUNT; Telegram's own limit is 500, with Premium 1,000). "
        'Add an account to TELEGRAM_SESSION, unwatch some, or give some the mode "poll".'
    )
    return told + "\n" + remedy.format(most=fact_count(notice, "most"))


def _feed_failed(notice: Notice, reader: Reader) -> str:
    _ = reader.words.gettext
    told = _("⚠️ The articles of {site} cannot be read; we go on trying.").format(site=fact_text(notice, "site"))
    return "\n".join(part for part in (told, _error(notice, reader), fact_text(notice, "url")) if part)


def _parked(notice: Notice, reader: Reader) -> str:
    _ = reader.words.gettext
    told = _("⚠️ Something failed three times and was set aside: {stage} {item}. Everything else goes on.")
    return told.format(stage=fact_text(notice, "stage"), item=fact_text(notice, "item")) + "\n" + _error(notice, reader)


def _unreachable(notice: Notice, reader: Reader) -> str:
    _, number = reader.words.gettext, notice.data.get("id")
    if isinstance(number, int) and is_place(PersonId(number)):
        told = _("⚠️ The bot cannot write to the group “{name}”: its alerts wait. Let the bot in and write /here there.")
    else:
        told = _("⚠️ The bot cannot write to {name}. Their alerts wait until they write to the bot again.")
    return told.format(name=fact_text(notice, "person")) + "\n" + _error(notice, reader)


def _limited(notice: Notice, reader: Reader) -> str:
    _, since, until = reader.words.gettext, fact_moment(notice, "since"), fact_moment(notice, "until")
    told = _("⚠️ Telegram wanted the bot to be silent for a time, so alerts came late; none of them is lost.")
    if since is not None and until is not None:
        told += " " + _("It was silent {stretch}.").format(stretch=reader.stretch(since, until))
    return told + "\n" + _("If this comes again, lower SEND_PER_SECOND, and ask @SpamBot whether the bot is limited.")


def _bulk_poster(notice: Notice, reader: Reader) -> str:
    _ = reader.words.gettext
    told = _(
        "🔕 “{channel}” posts by the dozen, so it was put into tier 4: editors get digests of it, and no alerts. "
        "Everything is stored and found."
    ).format(channel=fact_name(notice, "channel"))
    if username := fact_name(notice, "username"):
        told += "\n" + _("For an alert of each post: {command}").format(command=f"/watch @{username} 3")
    return told


WORDINGS: dict[NoticeKind, Callable[[Notice, Reader], Composer | str]] = {
    NoticeKind.BLIND: _blind,
    NoticeKind.SIGHTED: _sighted,
    NoticeKind.CHANNEL_FAILED: _channel_failed,
    NoticeKind.CHANNEL_CHANGED: _channel_changed,
    NoticeKind.ACCOUNT_LOST: _account_lost,
    NoticeKind.ACCOUNTS_FULL: _accounts_full,
    NoticeKind.FEED_FAILED: _feed_failed,
    NoticeKind.PARKED: _parked,
    NoticeKind.UNREACHABLE: _unreachable,
    NoticeKind.BULK_POSTER: _bulk_poster,
    NoticeKind.DIGEST: digest_text,
    NoticeKind.HANDOVER: handover_text,
    NoticeKind.CLAIM_LAPSED: claim_lapsed_text,
    NoticeKind.LIMITED: _limited,
    NoticeKind.QUIET: held_text,
    NoticeKind.ESCALATED: escalated_text,
    NoticeKind.POST_EDITED: post_edited_text,
    NoticeKind.POST_DELETED: post_deleted_text,
    NoticeKind.MISQUOTED: misquoted_text,
    NoticeKind.RESUMED: resumed_text,
    NoticeKind.RETURNED: returned_text,
}
