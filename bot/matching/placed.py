"""What is measured of one sentence in which a post would be recalled."""

from bot.matching.attribution import attribution
from bot.matching.dates import day_key
from bot.matching.places import Place
from bot.matching.rarity import Rarity
from bot.matching.reading import Part, Reading
from bot.matching.rivals import Rival
from bot.matching.weights import missing, weigh

LEAST_LEAD = -0.3  # how far behind a passage is hardly matters beyond
_SAME_DAY_HOURS = 14.0
_TODAY_HOURS = 20.0
_CLAUSE_PRIOR = 4.0
_FEATURES = (
    *("place", "place_numbers", "place_names", "marked", "named_day", "late"),
    *("place_other_day", "place_far", "place_source", "back", "back_own"),
    *("back_place", "back_lead"),
    *("marked_lead", "day_lead", "marked_source"),
    *("clause", "counted", "counted_clash"),
    *("announced", "back_announced"),
    *("spoken_day", "earlier_today", "told_then", "told_else", "back_numbers", "back_names", "place_numbers_missing"),
)


def _of_clauses(part: Part, keys: frozenset[str], rarity: Rarity) -> float:
    """The largest share of a clause that some keys have."""
    return max((weigh(one & keys, rarity) / (weigh(one, rarity) + _CLAUSE_PRIOR) for one in part.clauses), default=0.0)


def _counted(part: Reading, post: Reading) -> tuple[int, int]:
    """How many things are counted alike in both, and how many otherwise."""
    both = [(values, post.counted[unit]) for unit, values in part.counted.items() if unit in post.counted]
    agreeing = sum(bool(ours & theirs) for ours, theirs in both)
    return agreeing, len(both) - agreeing


def of_place(rival: Rival, place: Place | None, rarity: Rarity, *, hours: float, digest: float) -> dict[str, float]:
    """The features of a sentence in which a post would be recalled; `hours` lie between them.

    `digest` is 1 where the article tells of several things.
    """
    if place is None:
        return dict.fromkeys(_FEATURES, 0.0) | {"digest_place": digest * LEAST_LEAD}
    ahead = {"digest_place": digest * max(place.lead, LEAST_LEAD)}
    return ahead | _of_words(rival, place, rarity) | _of_time(place, hours) | _of_pointing(rival, place, rarity, hours)


def _of_words(rival: Rival, place: Place, rarity: Rarity) -> dict[str, float]:
    told = place.part.reading.numbers | (place.part.reading.dates - rival.reading.dates)
    known = rival.reading.keys | {day_key(rival.post.sent_at)}
    agreeing, differing = _counted(place.part.reading, rival.reading)
    return {
        "clause": _of_clauses(place.part, rival.reading.keys, rarity),
        "counted": min(agreeing / 2, 1.0),
        "counted_clash": min(differing / 2, 1.0),
        "place": place.rate,
        "place_numbers_missing": missing(told, known, rarity),
    }


def _of_time(place: Place, hours: float) -> dict[str, float]:
    return {
        "named_day": float(place.named_day),
        "spoken_day": float(place.spoken_day),
        "earlier_today": float(bool(place.part.parts) and hours < _TODAY_HOURS),
        "told_then": float(place.told_then),
        "told_else": float(place.told_else),
        "place_other_day": float(place.other_day),
        "place_far": float(place.far),
        "late": place.late,
    }


def _of_pointing(rival: Rival, place: Place, rarity: Rarity, hours: float) -> dict[str, float]:
    """What it shares with the post counts otherwise where it points back."""
    marked, lead = float(place.part.marked and not place.far), max(place.lead, LEAST_LEAD)
    source = float(attribution(rival.names, [place.part.reading]) is not None)
    back = float(place.part.says_so or place.named_day or place.spoken_day or place.spoken_far)
    numbers = min(weigh(place.shared & rival.reading.numbers, rarity) / 10, 1.5)
    names = min(weigh(place.shared & rival.reading.names, rarity) / 10, 1.5)
    return {
        "back": back,
        "announced": float(rival.announces),
        "back_announced": back * rival.announces,
        "back_own": back * min(weigh(place.own, rarity) / 10, 1.5),
        "back_place": back * place.rate,
        "back_lead": back * lead,
        "place_numbers": numbers,
        "back_numbers": back * numbers,
        "place_names": names,
        "back_names": back * names,
        "marked": marked,
        "place_source": source,
        "marked_lead": marked * lead,
        "day_lead": place.named_day * lead,
        "marked_source": marked * source * float(hours <= _SAME_DAY_HOURS),
    }
