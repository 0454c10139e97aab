"""Times of print: compared and said in one zone."""

from __future__ import annotations

import pytest

from newstemma.times import in_order, in_utc, instant


def test_times_are_said_in_one_zone() -> None:
    assert in_utc("2031-05-02T11:05:00-05:00") == "2031-05-02 16:05"
    assert in_utc("2031-05-02") == "2031-05-02"
    assert in_utc(None) == "undated"
    assert in_utc("last spring") == "last spring"


@pytest.mark.parametrize("text", ["", "soon", "9999-12-31T23:59:59-10:00", None])
def test_what_is_no_time_comes_last(text: str | None) -> None:
    assert instant(text) is None
    assert in_order("2031-05-02") < in_order(text)
