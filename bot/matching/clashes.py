"""What stands in two texts for the same thing and is another."""

from bot.matching.reading import Reading


def clashing(one: Reading, two: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Numbers and names of the second text where the first has others for the same thing or title."""
    numbers = {
        number
        for unit, values in two.counted.items()
        if unit in one.counted and not values & one.counted[unit]
        for number in values - one.numbers
    }
    names = {
        name
        for title, values in two.titled.items()
        if title in one.titled and not values & one.titled[title]
        for name in values - one.keys
    }
    return frozenset(numbers), frozenset(names)
