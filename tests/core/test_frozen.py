"""Values: what they promise, held to what the standard's frozen dataclasses do."""

from __future__ import annotations

import pytest

from selfcare.core.frozen import field, fields, frozen, replace


@frozen
class Point:
    """A place."""

    x: int
    y: int = 0
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y


@frozen
class Other:
    """Has the same fields."""

    x: int
    y: int = 0
    marks: dict[str, int] = field(default_factory=dict)


def test_fields_are_taken_by_position_and_by_name() -> None:
    assert fields(Point(1, y=2)) == {"x": 1, "y": 2, "marks": {}}
    assert Point(1).total == 1


def test_a_wrong_call_is_refused_as_of_any_function() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=2)  # type: ignore[call-arg]


def test_a_made_default_belongs_to_one_value() -> None:
    assert Point(1).marks is not Point(1).marks


def test_values_are_equal_when_their_fields_are_and_their_kind_is() -> None:
    assert Point(1, 2) == Point(1, 2) != Point(2, 1)
    assert Point(1) != Other(1)  # type: ignore[comparison-overlap]
    assert Point(1) != 1  # type: ignore[comparison-overlap]
    assert hash(replace(Point(1), marks=())) == hash(replace(Point(1), marks=()))


def test_a_value_never_changes() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="never changes"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    with pytest.raises(AttributeError):
        point.z = 2  # type: ignore[attr-defined]
    assert replace(point, x=2) == Point(2)
    assert point == Point(1)


def test_a_value_shows_itself_and_can_be_matched() -> None:
    assert repr(Point(1)) == "Point(x=1, y=0, marks={})"
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)
    assert Point.__doc__ == "A place."
