"""Whom to call, by region."""

from __future__ import annotations

from selfcare.core.regions import REGIONS, numbers, of


def test_every_region_has_an_emergency_number() -> None:
    for name, region in REGIONS.items():
        assert numbers(name)[0] == ("emergency", region.emergency)


def test_numbers_we_do_not_know_are_left_out() -> None:
    assert numbers("uk") == [("emergency", "999"), ("help today", "111"), ("crisis line", "Samaritans 116 123")]
    assert numbers("us") == [("emergency", "911"), ("crisis line", "988")]
    assert numbers("au") == [("emergency", "000")]


def test_without_a_region_one_line_says_what_to_do() -> None:
    assert len(numbers("")) == 1
    assert "emergency" in numbers("nowhere")[0][0]


def test_the_region_is_one_of_the_things_said_in_settings() -> None:
    assert of({"pregnant": True, "region": "nz"}) == "nz"
    assert of({}) == ""
