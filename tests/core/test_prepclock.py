from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare.core.agenda import Agenda
from selfcare.core.axis import STEPS, Axis, finest
from selfcare.core.hours import Hours
from selfcare.core.plan import Avoid, Check
from selfcare.core.prepclock import COLOURLESS, FULL, PLAIN, Glyphs, layout, margin, one_line, soonest, subject
from selfcare.core.when import Offset, Span, Window
from tests.core.day import DAY, DONE, NOW, after, at, before, item, look, mark, prep, visit, window


def drawn(agenda: Agenda, width: int, rows: int | None = None, glyphs: Glyphs = FULL, hours: Hours = "24") -> list[str]:
    return [
        "".join(piece.text for piece in row).rstrip() for row in layout(agenda, width, rows, glyphs=glyphs, hours=hours)
    ]


def picture(text: str) -> list[str]:
    return [row.rstrip() for row in text.strip("\n").splitlines()]


PICTURE = look(marks=[DONE])


def test_the_picture_at_80_columns() -> None:
    assert drawn(PICTURE, 80) == picture("""
                     ▾ now                                         ◆ 14:30
                     │   11          12          13          14    │
your medicine list ‹─┾━━━━━━━━━━━━━━━━━━━━━      ·           ·     │
no alcohol         ‹─┾━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│
a light meal         │   ·           ·     ━━━━━━━━━━━━      ·     │
no coffee or tea     │   ·           ·     ━━━━━━━━━━━━━━━━━━━━━━━━│
rate pain, stress    │   ·           ·           ·     ━━━━━━━━━━━━│
arrive               │   ·           ·           ·           ·  ━━━│
""")


def test_the_picture_at_120_columns() -> None:
    assert drawn(PICTURE, 120) == picture("""
                        ▾ now                                                                       ◆ 14:30
                        │     11:00               12:00               13:00               14:00     │
                        │     ·                   ·                   ·                   ·         │
your medicine list  ‹───┾━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          ·                   ·         │
                        │     ·                   ·                   ·                   ·         │
no alcohol          ‹───┾━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│
                        │     ·                   ·                   ·                   ·         │
a light meal            │     ·                   ·         ━━━━━━━━━━━━━━━━━━━━          ·         │
                        │     ·                   ·                   ·                   ·         │
no coffee or tea        │     ·                   ·         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│
                        │     ·                   ·                   ·                   ·         │
rate pain, stress       │     ·                   ·                   ·         ━━━━━━━━━━━━━━━━━━━━│
                        │     ·                   ·                   ·                   ·         │
arrive                  │     ·                   ·                   ·                   ·    ━━━━━│
""")


def test_the_picture_at_40_columns() -> None:
    assert drawn(PICTURE, 40) == picture("""
────●──────────━━━━━━━━━━━━◆────────
   now      12    13     14:30
""")


def test_without_colour_what_is_to_come_has_a_shape_of_its_own() -> None:
    assert (
        drawn(PICTURE, 80, glyphs=COLOURLESS)[4]
        == "a light meal         │   ·           ·     ╌╌╌╌╌╌╌╌╌╌╌╌      ·     │"
    )


def test_plain_signs_are_plain() -> None:
    rows = drawn(PICTURE, 80, glyphs=PLAIN)
    assert all(row.isascii() for row in rows)
    assert rows[2:5] == picture("""
your medicine list <-======================                        |
no alcohol         <-==============================================|
a light meal         |                     ............            |
""")


def test_roles_tell_what_every_cell_is() -> None:
    medicines = layout(PICTURE, 80)[2]
    assert [piece.role for piece in medicines] == [
        "label-open", "clip", "elapsed", "open", "space", "dot", "space", "dot", "space", "track", "space",
    ]  # fmt: skip
    meal = layout(PICTURE, 80)[4]
    assert (meal[0].role, "to-come" in {piece.role for piece in meal}) == ("label", True)
    marks = {piece.role: piece.text for piece in layout(PICTURE, 80)[0]}
    assert (marks["now"], marks["appointment"]) == ("now", "14:30")


@pytest.mark.parametrize("width", [60, 79, 80, 100, 110, 120, 132, 200])
def test_every_row_fills_the_page_between_its_margins(width: int) -> None:
    page = min(width, 132)
    for row in layout(PICTURE, width):
        assert sum(len(piece.text) for piece in row) == page - 2 * margin(page)


# Giving up


def test_where_rows_are_short_the_clock_gives_up_in_order() -> None:
    assert len(layout(PICTURE, 120, 14)) == 14
    assert len(layout(PICTURE, 120, 13)) == 8
    soon = drawn(PICTURE, 80, 7)
    assert [row[:18].strip() for row in soon[2:]] == [
        "your medicine list", "no alcohol", "a light meal", "no coffee or tea",
    ]  # fmt: skip
    assert drawn(PICTURE, 80, 5)[0].startswith("──")
    assert len(layout(PICTURE, 80, 5)) == 2
    assert layout(PICTURE, 80, 1) == ()


def test_of_many_windows_the_open_ones_are_kept_before_those_to_come_and_the_one_of_the_sentence_always() -> None:
    open_now = [item(f"open-{number}", Check(f"Open {number}"), window(1440, 30 - number)) for number in range(4)]
    coming = [item(f"later-{number}", Check(f"Later {number}"), window(90 - number, 60)) for number in range(5)]
    shown = look(prep(*coming, *open_now))
    assert shown.next is not None
    assert shown.next.line.path.endswith("later-0")
    kept = soonest(shown, 6)
    assert [line.path.rpartition(".")[2] for line in kept.lines] == ["open-0", "open-1", "open-2", "later-0"]
    assert soonest(shown, 5) is shown
    assert soonest(shown, 11) is shown


def test_without_an_appointment_there_is_no_clock() -> None:
    assert layout(look(visits=[]), 80) == one_line(look(visits=[]), 40) == ()


def test_no_page_is_too_narrow_to_be_asked_about() -> None:
    for width in range(60):
        for row in layout(PICTURE, width):
            assert sum(len(piece.text) for piece in row) == width - 4


def test_an_appointment_beyond_reach_has_no_clock() -> None:
    far = look(visits=[visit(NOW + timedelta(days=60))])
    assert len(far.appointments) == 1
    assert layout(far, 80) == ()


# Details of the axis


def test_the_axis_starts_at_the_half_hour_and_takes_the_finest_step_that_fits() -> None:
    assert finest(NOW, at("14:30"), 7, 55) == Axis(at("10:30"), 300, 55)
    assert finest(NOW, at("14:30"), 7, 92) == Axis(at("10:30"), 180, 92)
    assert finest(NOW, at("14:30"), 7, 36) == Axis(at("10:00"), 600, 36)
    assert finest(NOW, at("10:45"), 7, 92) == Axis(at("10:30"), 60, 92)
    assert finest(NOW, NOW + timedelta(days=90), 7, 55) is None


def test_with_hours_in_a_cell_days_fall_on_whole_cells() -> None:
    axis = finest(NOW, at("14:30", DAY + timedelta(days=9)), 7, 55)
    assert axis is not None
    assert (axis.step, axis.starts) == (6 * 3600, at("06:00"))
    assert [column for column, _ in axis.hours(3)][:3] == [3, 7, 11]
    far = look(visits=[visit(at("14:30", DAY + timedelta(days=9)))])
    assert drawn(far, 80)[1].strip() == "│  Fri 4   Sun 6   Tue 8   Thu 10    │     Mon 14"


def test_every_step_up_to_an_hour_divides_it() -> None:
    assert all(3600 % step == 0 for step in STEPS if step <= 3600)


def test_now_is_rounded_down_and_edges_to_half_a_cell() -> None:
    axis = Axis(at("10:30"), 300, 55)
    assert [axis.column(at(clock)) for clock in ("10:30", "10:34", "10:35")] == [0, 0, 1]
    assert [axis.edge(at(clock)) for clock in ("10:30", "10:31", "10:32", "10:34")] == [0, 0, 1, 2]
    assert [axis.edge(at(clock), halves=False) for clock in ("10:31", "10:33")] == [0, 2]


def test_hours_are_those_of_the_local_clock() -> None:
    india = ZoneInfo("Asia/Kolkata")
    now = datetime(2026, 12, 3, 10, 42, tzinfo=india)
    axis = finest(now, now.replace(hour=14, minute=30), 7, 55)
    assert axis is not None
    assert (axis.starts.hour, axis.starts.minute) == (10, 30)
    assert [(column, instant.hour) for column, instant in axis.hours(3)] == [
        (6, 11),
        (18, 12),
        (30, 13),
        (42, 14),
        (54, 15),
    ]


def test_the_axis_counts_the_hours_that_pass_over_a_clock_change() -> None:
    zone = ZoneInfo("Europe/Paris")
    axis = Axis(datetime(2026, 10, 25, 1, 0, tzinfo=zone), 1800, 12)
    hours = [(column, instant.hour) for column, instant in axis.hours(2)]
    assert hours == [(0, 1), (2, 2), (4, 2), (6, 3), (8, 4), (10, 5)]


def one(when: Window, now: datetime = NOW, kind: type = Check, **more: object) -> str:
    return drawn(look(prep(item("a", kind("A"), when)), now=now, **more), 80)[2][19:]  # type: ignore[arg-type]


def test_half_cells_end_a_window() -> None:
    assert "╺" in one(window(118, 60))
    assert "╸" in one(window(120, 62.5))


def test_a_window_is_never_shorter_than_half_a_cell() -> None:
    assert one(window(60, 59.9)).count("╸") == 1


def test_now_joins_an_open_bar_as_far_as_the_bar_fills_the_cell() -> None:
    assert one(Window(opens=before(230), closes=before(60)))[2] == "┿"
    assert one(Window(opens=before(228), closes=before(60)))[2] == "┝"
    assert one(Window(opens=before(230), closes=before(227)))[2] == "┥"
    assert one(Window(opens=before(240), closes=before(60)))[:3] == "──┾"


def test_the_elapsed_part_of_a_window_begins_with_a_half_cell_too() -> None:
    assert one(Window(opens=before(237), closes=before(60)))[:3] == "╶─┾"


def test_a_window_that_goes_on_after_the_axis_is_marked() -> None:
    assert one(Window(opens=before(60), closes=after(600)), kind=Avoid).endswith("›")


def test_a_window_that_begins_after_the_axis_has_no_row() -> None:
    plan = prep(item("a", Check("A"), window(60)), item("b", Check("B"), Window(opens=after(600), closes=after(700))))
    assert len(layout(look(plan), 80)) == 3


def test_the_word_for_now_moves_aside_for_the_appointment() -> None:
    plan = prep(item("a", Check("A"), window(60)))
    assert drawn(look(plan, now=at("14:29")), 80)[0].endswith("now ▾◆ 14:30")
    head = drawn(look(plan, now=at("14:01"), visits=[visit(at("14:02"))]), 80)[0]
    assert head.endswith("▾◆ 14:02")


def test_a_label_that_does_not_fit_is_cut_with_a_sign() -> None:
    from selfcare.core.frozen import replace

    shown = look()
    long = replace(shown, lines=tuple(replace(each, short="more words than eighteen") for each in shown.lines))
    assert drawn(long, 80)[2].startswith("more words than e… ‹")


def test_twelve_hours() -> None:
    assert drawn(PICTURE, 120, hours="12")[:2] == picture("""
                        ▾ now                                                                       ◆ 2:30 pm
                        │     11 am               12 pm               1 pm                2 pm      │
""")
    assert drawn(PICTURE, 80, hours="12")[1].split() == ["│", "11", "12", "1", "2", "│", "3"]


def test_a_snoozed_window_begins_when_it_comes_back() -> None:
    said = mark("snoozed", "checklist.prep.a", at("10:40"), until=at("12:30"))
    assert one(window(300, 60), marks=[said]).startswith("  │   ·           ·     ━")


# After the appointment

AFTERCARE = prep(
    item("rest", Check("Rest"), Window(opens=after(0), closes=after(120))),
    item("sport", Avoid("Sport"), Window(opens=after(0), closes=Offset(Span(seconds=24 * 3600), "after"))),
    item("rate", Check("Rate"), Window(at=after(120))),
)


def test_after_the_appointment_the_clock_runs_on_from_it() -> None:
    assert drawn(look(AFTERCARE, now=at("16:30")), 80) == picture("""
                    ◆   ▾ now
                    │   │  18  20  22  00  02  04  06  08  10  12  14  16
rest                │╶──┾╸ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
no sport            │╶──┾━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ ·
rate                │   │╺━━━━━━━━━━━━━·   ·   ·   ·   ·   ·   ·   ·   ·
""")
    assert drawn(look(AFTERCARE, now=at("16:30")), 40) == picture("""
◆╶●╸────────────────────────────────
 now  20  00  04  08  12  16  20  00
""")


def test_the_clock_is_about_the_visit_that_matters_most() -> None:
    tomorrow, next_week = (visit(at("14:30", DAY + timedelta(days=days)), id="second") for days in (1, 7))
    now, both = at("16:30"), prep(item("sport", Avoid("Sport"), Window(opens=before(24 * 60), closes=after(24 * 60))))
    assert getattr(subject(look(both, now=now, visits=[visit(), tomorrow])), "id", "") == "second"
    assert getattr(subject(look(AFTERCARE, now=now, visits=[visit(), tomorrow])), "id", "") == "visit"
    assert getattr(subject(look(AFTERCARE, now=now, visits=[visit(), next_week])), "id", "") == "visit"
    assert subject(look(AFTERCARE, visits=[])) is None


def test_an_appointment_without_any_item_has_no_clock() -> None:
    haircut = visit(at("13:00"), id="haircut", title="Haircut", plan="other")
    assert layout(look(visits=[haircut]), 80) == ()
    assert one_line(look(visits=[haircut]), 40) == ()
    found = subject(look(visits=[haircut, visit(plan="p")]))
    assert found is not None
    assert found.id == "visit"
