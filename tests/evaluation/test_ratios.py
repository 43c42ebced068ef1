from bot.evaluation.ratios import Ratio, f1, mean, precision, ratios, recall


def test_shares_of_right_wrong_and_missed() -> None:
    found = ratios({"a": (3.0, 1.0, 0.0), "b": (1.0, 0.0, 4.0)}, {"p": precision, "r": recall, "f": f1})
    assert (found["p"].rounded, found["r"].rounded, found["f"].rounded) == (0.8, 0.5, 0.6154)


def test_nothing_to_count_is_no_share() -> None:
    assert ratios({}, {"p": precision})["p"] == Ratio(None)
    assert ratios({"a": (0.0, 0.0, 2.0)}, {"p": precision})["p"].value is None


def test_an_interval_holds_its_share_and_narrows_with_more_of_the_same() -> None:
    few = ratios({str(n): (float(n % 2), 1.0) for n in range(10)}, {"m": mean})["m"]
    many = ratios({str(n): (float(n % 2), 1.0) for n in range(1000)}, {"m": mean})["m"]
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert few.low < many.low <= 0.5 <= many.high < few.high


def test_the_same_set_gives_the_same_interval() -> None:
    groups = {str(n): (float(n % 3 == 0), 1.0) for n in range(50)}
    assert ratios(groups, {"m": mean}) == ratios(groups, {"m": mean})
