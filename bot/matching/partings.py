"""How a newsroom takes leave of its readers: «До завтра!», «Хороших выходных», "Stay safe". It tells nothing.

A round-up ends so, and «Гарних вихідних!» shares its one word with the weather of the weekend.
"""

import re

_UNTIL_UK = r"до (?:завтра|зустрічі|ранку|вечора|понеділка|вівторка|середи|четверга|пʼятниці|суботи|неділі)"
_UNTIL_RU = r"до (?:встречи|утра|понедельника|вторника|среды|пятницы|субботы|воскресенья)"
_KIND_UK = r"(?:гарн|хорош|добр|приємн|спокійн|тих|мирн|вдал|легк|тепл|безпечн|чудов)\w+"
_KIND_RU = r"(?:хорош|добр|приятн|спокойн|тих|мирн|удачн|л[её]гк|т[её]пл|отличн)\w+"
_PARTINGS = (
    rf"{_UNTIL_UK}|{_UNTIL_RU}|(?:усім |всім |всем )?на добраніч",
    rf"{_KIND_UK} (?:(?:вам|усім|всім) )?(?:вихідних|вечора|дня|ночі|ранку|тижня|неділі|суботи|відпочинку|свят)",
    rf"{_KIND_RU} (?:(?:вам|всем) )?(?:выходных|вечера|дня|ночи|утра|недели|воскресенья|субботы|отдыха|праздников)",
    r"бережіть себе(?: (?:та|і|й) (?:своїх )?(?:близьких|рідних))?|(?:за)?лишайтеся з нами|дякуємо,? що (?:ви )?з нами",
    r"берегите себя(?: и (?:своих )?(?:близких|родных))?|оставайтесь с нами|спасибо,? что (?:вы )?с нами",
    r"на (?:цьому|сьогодні) (?:це )?(?:все|усе)|(?:це|ось і) (?:все|усе) на сьогодні",
    r"на этом вс[её]|(?:это|вот и) вс[её] на сегодня",
    r"слідкуйте за (?:нашими )?новинами|стежте за (?:нашими )?новинами|следите за (?:нашими )?новостями",
    r"stay (?:safe|tuned|warm|with us)|good ?night|until tomorrow|thatʼs (?:all|it) for (?:today|now|tonight)",
    r"see you (?:tomorrow|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next week)(?: morning| evening)?",
    r"have a (?:good|great|nice|quiet|safe|peaceful) (?:day|evening|night|morning|weekend|week)",
)
_WHOM = r"(?:, (?:\w+ )?(?:друзі|читачі|кияни|українці|друзья|читатели|киевляне|украинцы|friends|everyone|readers))?"
# What is quoted is not the newsroom's: «Бережіть себе!» may end what a mayor said.
_PARTING = re.compile(rf"(?:^|(?<=[.!?…»”\")])\s)[^\w«“„\"]*(?:{'|'.join(_PARTINGS)}){_WHOM}[^\w»”\"]*$", re.IGNORECASE)


def end_without_parting(paragraph: str) -> int:
    """Where a paragraph ends that takes leave in its last sentences; its length where it does not."""
    end = len(paragraph)
    while found := _PARTING.search(paragraph, 0, end):
        end = found.start()
    return end
