"""How much texts have in common."""

from bot.matching.weights import weigh


def test_a_weight_does_not_hang_on_the_order_of_a_set() -> None:
    rarity = {"k:a": 0.1, "k:b": 0.2, "k:c": 0.3}
    assert weigh(["k:a", "k:b", "k:c"], rarity.__getitem__) == weigh(["k:c", "k:b", "k:a"], rarity.__getitem__)
