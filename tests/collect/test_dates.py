import datetime as dt

import pytest

from rashomon.collect.dates import day_of


@pytest.mark.parametrize(
    "value",
    [
        "2016-04-14", " 2016-04-14 ", "2016/04/14", "2016.4.14", "20160414", "2016-04-14T23:10:00Z", "2016-04-14 23:10:00+02:00",
        "14/04/2016", "4/14/2016", "04-14-2016", "14.4.2016", "14/04/2016 10:30", "14 April 2016", "14 Apr 2016", "14-Apr-2016",
        "April 14, 2016", "Apr. 14 2016", "14th April 2016", "Thursday, 14 April 2016", "Thu, 14 Apr 2016 10:00:00 GMT",
        "Thursday, April 14, 2016 10:00 PM", dt.date(2016, 4, 14), dt.datetime(2016, 4, 14, 23, 59),
    ],
)  # fmt: skip
def test_one_day_in_many_ways(value: object) -> None:
    assert day_of(value) == dt.date(2016, 4, 14)


def test_the_same_number_twice_is_one_day() -> None:
    assert day_of("04/04/2016") == dt.date(2016, 4, 4)


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2016", "3.4.2016", "14/04/16", "April 2016", "2016", "201644", "soon", "", "31/02/2016", "2016-13-01", "2016-02-30",
        "14 Ju 2016", "14 Foo 2016", "1459814400", "0000-01-01", 20160414, 3.5, None, True, "2016-04-14" + " " * 100, "٢٠١٦-٠٤-٣٣",
        "2016-04-14 was a Thursday",
    ],
)  # fmt: skip
def test_what_is_no_day_or_two(value: object) -> None:
    assert day_of(value) is None
