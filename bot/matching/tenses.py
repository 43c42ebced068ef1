"""Whether the verb beside a word says that it is still to come: «У пʼятницю вимкнуть світло», "will close on Friday".

Verbs are told by how they begin and end, and only where that is clear: «школи», «місто» and «совет» are none, and what
goes on («працює», «отключают») may be of any day.
"""

import re
from typing import Literal

Tongue = Literal[0, 1, 2]
"""Ukrainian, Russian, English."""

_NO_PERFECT = r"(?<!ход)(?<!вод)(?<!воз)(?<!нос)(?<!рос)(?<!дц)"  # «проходять», «просит»; «вісімнадцять» is a number
_UK_COMING = (
    r"буд(?:е|уть)|ма(?:є|ють)|плану(?:є|ють)|запланован\w*|очіку(?:є|ють)ся|повинн\w+|\w+тим(?:е|уть)(?:ся)?"
    r"|запрацю\w+ть|запрацює|скасують|(?:при|про|ви|за|пере|на|об)йде|(?:про|при|ви|за|пере)веде|прийме"
    r"|\w*(?:гляне|мкне|почне|стане)|(?:ви|від|за|про|по|при|роз|о|пере|на|під|до|в|у|з)\w*"
    rf"(?:(?<![аяюу])[юу]ть(?:ся)?|{_NO_PERFECT}[ия]ть(?:ся)?|[еую]ться)"
)
_RU_COMING = (
    r"буд(?:ет|ут)|долж(?:ен|н[аоы])|планиру(?:ет|ют)(?:ся)?|запланирован\w*|намечен\w*|намерен\w*|ожида(?:ет|ют)ся"
    r"|предстоит|(?:вы|за|про|при|на|под|со|об|в|у|пере)(?:йд|д|вед|чн|м|кро)[её]т"
    r"|(?:вы|от|за|про|по|при|раз|рас|об|пере|на|под|до|со|вос|из)\w*"
    rf"(?:(?<![аяюу])[юу]т(?:ся)?|{_NO_PERFECT}(?:[чшж]а|я|и)т(?:ся)?|(?<![аяюу])[её]тся)"
)
_EN_COMING = (
    r"will(?: \w+){0,3}|\w+ʼll|shall|(?:is|are) (?:to|due|set|scheduled|expected|planned|going|slated)|plans?|due to"
)
_UK_PAST = (
    r"бу(?:в|л[аои])|\w{2,}(?:[аиуя]в(?:ся)?|[аиіуюя]л[аои](?:с[ья])?|[аеяі]но|[ия]то)|(?:з|до|при|допо)?мог(?:ла|ли)"
    r"|(?:з|допо)міг|(?:\w*й)?ш(?:ов|л[аои])(?:с[ья])?|\w*(?:нес|вез|ліз|рос|мер)л[аои]|\w*(?:гор|лет|хот|сид)ів"
)
_RU_PAST = (
    r"был[аои]?|дал[аои]?|\w{2,}(?:[аеёиуыя]л(?:[аои]|ся|[аои]сь)?|[её]н[аоы]?|[иыя]т[аоы])|смог(?:л[аои])?"
    r"|\w*ш(?:ёл|ел|л[аои])|\w*(?:нес|вез|лез|рос|мер)л[аои]|\w*(?:нёс|вёз|мёрз)|умер|погиб|исчез"
)
_EN_PAST = (
    r"(?<!is )(?<!are )(?<!\bbe )\w{2,}ed|said|told|was|were|had|did|held|hit|met|came|went|took|struck|began|left|made"
    r"|found|got|gave|saw|spoke|won|lost|shot|sent|burnt|fell|rose|flew|broke|sank"
)
_VERBS = tuple(
    re.compile(rf"(?<!\w)(?:({coming})|{past})(?!\w)")
    for coming, past in ((_UK_COMING, _UK_PAST), (_RU_COMING, _RU_PAST), (_EN_COMING, _EN_PAST))
)
_BEING = re.compile(r"\b(?:є|немає|нема|нет|is|are|has|have)\b")
_CLAUSE_END = re.compile(r"[.;:,](?!\d)|[!?…\n()«»“”„\"]|\s[–—]\s")
_SENTENCE_END = re.compile(r"\.(?!\d)|[!?…\n«»“”„\"]")
_NEAR = 120  # characters; a verb farther away is hardly of it


def tense(text: str, start: int, end: int, tongue: Tongue) -> bool | None:
    """Whether the verb that is nearest to characters `start` to `end` tells of what is to come; None without a verb.

    It is sought in the clause; where "On Friday," is one by itself, in what follows of the sentence.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    verbs = _VERBS[tongue]
    clause = _CLAUSE_END.split(before)[-1]
    found = [(len(clause) - one.end(), one[1] is not None) for one in verbs.finditer(clause.lower())]
    clause = (_SENTENCE_END if after.startswith(",") and not found else _CLAUSE_END).split(after)[0]
    found += [(one.start(), one[1] is not None) for one in verbs.finditer(clause.lower())]
    return min(found)[1] if found else None


def has_verb(text: str) -> bool:
    """Whether a few words have a verb that is clear in any of the three languages, or say that something is not."""
    words = text.lower()
    return _BEING.search(words) is not None or any(verbs.search(words) for verbs in _VERBS)
