"""Each stage by itself: time is handed in, keys come one by one."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from tests.tui.fakes import MORNING
from tests.tui.run.plans import BOX, EVERYTHING, SLOW

from selfcare.core import walk
from selfcare.core.breath import Pattern, Phase
from selfcare.core.frozen import replace
from selfcare.core.plan import Check, Evidence, Plan, Routine, Step
from selfcare.core.question import Answerable, Choice, Field, Number, Scale, Simple, Text
from selfcare.core.sitting import Bell, Cue, Sitting
from selfcare.tui.drawing.disc import Shades
from selfcare.tui.drawing.strokes import BLANK, Stripe, as_text, cells
from selfcare.tui.stages.asking import NEEDED, About, Asking
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.choose import Means, stages
from selfcare.tui.stages.pads import BodyPad, ChoicePad, ScalePad
from selfcare.tui.stages.reading import Checking, Reading, Resting
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Outcome, Room, Stage, clock_left

ROOM = Room(80, 18, Shades((18, 24, 26), (143, 211, 182), (118, 181, 156), "still"))
ABOUT = About("Pain")


def after(stage: Stage, seconds: float, start: float = 50.0, step: float = 0.5) -> Outcome | None:
    """The clock runs so many seconds from `start`, tick by tick."""
    over = stage.tick(start)
    for at in range(1, round(seconds / step) + 1):
        over = stage.tick(start + at * step) or over
    return over


def test_the_seconds_count_down_and_are_never_nought() -> None:
    stage = Breathing(SLOW)
    seen = []
    for tenth in range(100):
        stage.tick(50 + tenth / 10)
        seen.append((stage.frame.words, stage.frame.left))
    assert seen[0] == ("Breathe in", 4)
    assert seen[39] == ("Breathe in", 1)
    assert seen[40] == ("Breathe out", 6)
    assert seen[99] == ("Breathe out", 1)


def test_a_pause_is_not_counted() -> None:
    stage = Breathing(SLOW)
    after(stage, 3)
    stage.toggle(53)
    assert stage.paused
    stage.tick(4000)
    stage.toggle(4000)
    stage.tick(4000.5)
    assert stage.elapsed(4000.5) == pytest.approx(3.5)


def test_after_a_gap_time_stands_still_at_the_last_tick_and_the_person_is_asked() -> None:
    stage = Breathing(SLOW)
    after(stage, 3)
    stage.tick(900)
    assert stage.paused and stage.away
    assert stage.elapsed(900) == pytest.approx(3)
    drawn = as_text(stage.draw(ROOM))
    assert "Paused" in drawn and "stopped while you were away" in drawn


def test_a_session_ends_with_its_last_breath() -> None:
    over = after(Breathing(SLOW, seconds=20), 21)
    assert over is not None and over.kind == "done"
    assert over.seconds == pytest.approx(20)


def test_the_next_call_is_wanted_at_the_next_second_or_frame() -> None:
    stage = Breathing(BOX)
    assert stage.deadline(50, moving=True) == 50
    stage.tick(50)
    assert stage.deadline(50.2, moving=False) == pytest.approx(51)
    assert stage.deadline(50.2, moving=True) == pytest.approx(50.2 + 1 / 30)
    after(stage, 5)
    assert stage.frame.words == "Hold"
    assert stage.deadline(55.3, moving=True) == pytest.approx(56)  # in holds nothing moves
    stage.toggle(55.3)
    assert stage.deadline(55.3, moving=True) is None


def test_a_deadline_is_never_past_the_onset_of_a_phase() -> None:
    stage = Breathing(Pattern("odd", "Odd", (Phase("in", 2.4), Phase("hold", 4.2), Phase("out", 4.8)), seconds=60))
    now, onsets = 50.0, []
    for _ in range(200):
        stage.tick(now)
        stage.seen(now)
        onsets.append((round(now - 50, 6), stage.frame.index))
        if stage.frame.finished:
            break
        due = stage.deadline(now, moving=False)
        assert due is not None and due >= now
        now = max(due, now + 1e-6)
    changes = [at for (at, index), (_, before) in zip(onsets[1:], onsets, strict=False) if index != before]
    assert changes[:3] == pytest.approx([2.4, 6.6, 11.4], abs=1e-4)
    assert max(stage.late) < 1e-4


def test_lateness_is_what_was_measured() -> None:
    stage = Breathing(SLOW)
    stage.tick(50)
    stage.seen(50)
    stage.tick(52)
    stage.seen(52)
    stage.tick(54.03)
    stage.seen(54.05)
    assert stage.late == pytest.approx([0, 0.05]), "from its moment until its picture was handed on"


def test_another_pace_keeps_the_place_in_the_breath() -> None:
    stage = Breathing(SLOW)
    after(stage, 12)
    before = stage.frame
    stage.change_pace(False, 62)
    stage.tick(62)
    assert stage.frame.words == before.words
    assert stage.frame.progress == pytest.approx(before.progress, abs=0.01)
    assert stage.cycle_seconds == pytest.approx(9.5)
    for _ in range(20):
        stage.change_pace(False, 62)
    assert stage.cycle_seconds == pytest.approx(8)
    for _ in range(40):
        stage.change_pace(True, 62)
    assert stage.cycle_seconds == pytest.approx(13)


def test_nothing_moves_where_no_motion_is_wished() -> None:
    stage = Breathing(SLOW)
    stage.tick(50)
    still = ROOM._replace(moving=False)
    first = stage.draw(still)[:8]
    stage.tick(51.5)
    assert stage.draw(still)[:8] == first
    assert stage.draw(ROOM)[:8] != first


def test_hiding_leaves_the_shape_where_it_was() -> None:
    stage = Breathing(SLOW)
    stage.tick(50)
    shown = stage.draw(ROOM)
    stage.hide()
    hidden = stage.draw(ROOM)
    assert stage.silent
    assert [row for row in hidden if row] == shown[: len([row for row in hidden if row])]


def test_a_sitting_rings_each_bell_once_whatever_the_ticks() -> None:
    sitting = Sitting("s", "S", 300, (Cue(0, "Sit"),), (Bell("start"), Bell("every", 60), Bell("half"), Bell("end")))
    chance = random.Random(7)  # the same ticks every time
    for _ in range(20):
        stage, now = Sit(sitting), 50.0
        while stage.tick(now) is None:
            now += chance.choice([0.01, 0.3, 1.0, 2.9])
        assert [tone.kind for tone in stage.due].count("bell") == 1 + 4 + 1 + 2


def test_a_fading_bell_is_painted_only_where_its_light_is_another() -> None:
    stage = Sit(Sitting("s", "S", 60, (), (Bell("start"),)))
    now, pictures = 50.0, 0
    while now < 59.0:
        stage.tick(now)
        pictures += 1
        now = stage.deadline(now, moving=True) or 99
    assert pictures < 70, "twenty-four steps up, as many down, and the seconds"


def test_the_closing_bell_is_seen_twice_and_no_longer() -> None:
    stage = Sit(Sitting("s", "S", 60, (), (Bell("end"),)))
    lit: list[int] = []
    over = None
    while over is None and len(lit) < 800:
        over = stage.tick(50 + len(lit) / 10)
        lit.append(as_lit(stage.draw(ROOM)))
    assert over == Outcome("done", seconds=60)
    assert not any(lit[:600])
    assert lit[610] > lit[629] > 0
    assert lit[640] >= lit[610] and lit[700] > 0 == lit[-1]


def as_lit(rows: Sequence[Stripe]) -> int:
    """How much light there is around the ring."""
    return sum(
        ground[1] - ROOM.shades.ground[1] for row in rows for _, _, ground, *_ in row if isinstance(ground, tuple)
    )


def test_once_all_is_sat_enter_need_not_wait() -> None:
    stage = Sit(Sitting("s", "S", 60, (Cue(60, "Look around"),), (Bell("end"),)))
    after(stage, 59)
    assert stage.press("enter") is False
    stage.tick(50 + 60)
    assert stage.hints()[0].meaning == "go on"
    assert stage.press("enter") == Outcome("done", seconds=60)


def test_a_bell_without_colour_or_motion_is_a_word() -> None:
    stage = Sit(Sitting("s", "S", 300))
    stage.tick(50)
    assert "bell" in as_text(stage.draw(ROOM._replace(moving=False)))
    assert "bell" in as_text(stage.draw(ROOM._replace(shades=ROOM.shades._replace(depth="none"))))
    assert "bell" not in as_text(stage.draw(ROOM))
    after(stage, 9, 50)
    assert "bell" not in as_text(stage.draw(ROOM._replace(moving=False)))


def test_the_hint_goes_after_ten_seconds_and_comes_back_on_a_key() -> None:
    stage = Sit(Sitting("s", "S", 300))
    after(stage, 9)
    assert stage.hints()
    after(stage, 11)
    assert not stage.hints()
    stage.press("x")
    assert stage.hints()


def test_the_time_left_is_shown_when_asked() -> None:
    stage = Sit(Sitting("s", "S", 300))
    after(stage, 20)
    assert "left" not in as_text(stage.draw(ROOM))
    stage.show_time()
    assert "4:40 left" in as_text(stage.draw(ROOM))


def test_a_rest_counts_down_quietly() -> None:
    stage = Resting(20, "Look around")
    after(stage, 5)
    assert "0:15" in as_text(stage.draw(ROOM))
    over = after(stage, 21)
    assert over is not None and over.seconds == 20
    assert clock_left(0.2) == "0:01"


def test_long_text_is_read_page_by_page() -> None:
    stage = Reading("Read", "word " * 600)
    seen = as_text(stage.draw(ROOM))
    assert f"page 1 of {stage.pages}" in seen
    for _ in range(stage.pages - 1):
        assert stage.press("enter") is True
    assert stage.press("left") is True
    stage.press("enter")
    assert isinstance(stage.press("enter"), Outcome)


def test_how_sure_anyone_is_stands_beside_the_reason() -> None:
    stage = Checking("Phone", "Phone off", "It is easier to settle.", strength="consensus")
    rows = stage.draw(ROOM)
    (row,) = [row for row in rows if "settle" in as_text([row])]
    assert as_text([row]) == "It is easier to settle.  consensus\n"
    assert row[-1].ink == "muted"
    assert "settle.\nconsensus\n" in as_text(stage.draw(ROOM._replace(columns=30)))


def test_a_step_shows_the_strongest_of_its_sources() -> None:
    sources = {
        "custom": Evidence("custom", "A book", "tradition"),
        "agreed": Evidence("agreed", "A paper", "consensus"),
    }
    step = Step("1", Check("Phone off"), evidence=("custom", "agreed"))
    made = Plan("p", "P", routines={"r": Routine("r", "R", (step,))}, evidence=sources)
    state = walk.step(walk.begin(made, made.routines["r"], MORNING), walk.Begun())
    (stage,) = stages(state, Means({}, {}))
    assert "consensus" in as_text(stage.draw(ROOM))


def test_one_key_chooses_on_a_scale_and_t_is_ten() -> None:
    pad = ScalePad(Scale())
    for key, value in (("4", 4), ("0", 0), ("t", 10), ("left", 9), ("home", 0), ("end", 10), ("right", 10)):
        assert pad.press(key)
        assert pad.value() == value


def test_a_long_scale_takes_several_digits() -> None:
    pad = ScalePad(Scale(0, 100))
    pad.press("4")
    pad.press("2")
    assert pad.value() == 42
    pad.press("9")
    assert pad.value() == 9


def test_a_number_off_a_short_scale_changes_nothing() -> None:
    pad = ScalePad(Scale(0, 3))
    pad.press("2")
    pad.press("7")
    assert pad.value() == 2


def test_a_required_question_says_that_it_is_needed() -> None:
    stage = Asking(Field("level", "How much?", Scale(), required=True), ABOUT)
    assert stage.press("enter") is True
    assert stage.sentence == NEEDED
    stage.press("4")
    assert stage.press("enter") == Outcome("answered", 4)


def test_an_optional_question_is_left_out_with_enter() -> None:
    stage = Asking(Field("level", "How much?", Scale()), ABOUT)
    assert [hint.meaning for hint in stage.hints()][-1] == "leave out"
    assert stage.press("enter") == Outcome("answered", None)


def test_one_of_a_list_by_number_and_several_with_space() -> None:
    one = Asking(Field("a", "?", Choice({"x": "X", "y": "Y"})), ABOUT)
    one.press("2")
    assert one.press("enter") == Outcome("answered", "y")
    several = Asking(Field("a", "?", Choice({"x": "X", "y": "Y"}, many=True)), ABOUT)
    several.press("space")
    several.press("down")
    several.press("space")
    assert several.press("enter") == Outcome("answered", ("x", "y"))


def test_words_of_ones_own_go_along() -> None:
    stage = Asking(EVERYTHING.fields["what"], ABOUT)
    stage.draw(ROOM)
    stage.press("3")
    editor = stage.editor()
    assert editor is not None and editor.name == "own words"
    stage.typed("buzzing, a bit")
    assert stage.press("enter") == Outcome("answered", ("other: buzzing, a bit",))


def test_y_and_n_answer_a_yes_or_no() -> None:
    stage = Asking(EVERYTHING.fields["took"], ABOUT)
    stage.press("n")
    assert stage.press("enter") == Outcome("answered", False)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Number("h", 0, 24, 0.5), "7,5", 7.5),
        (Simple("time"), "07:15", "07:15"),
        (Simple("date"), "2026-12-03", "2026-12-03"),
        (Simple("duration"), "1h30m", 5400.0),
        (Text(), "  tight neck ", "tight neck"),
    ],
)
def test_what_is_typed_becomes_a_value(kind: Number | Simple | Text, typed: str, value: object) -> None:
    stage = Asking(Field("f", "?", kind), ABOUT)
    stage.typed(typed)
    assert stage.press("enter") == Outcome("answered", value)  # type: ignore[arg-type]


def test_a_wrong_answer_is_met_with_what_is_allowed() -> None:
    stage = Asking(Field("slept", "?", Number("h", 0, 24)), ABOUT)
    stage.typed("99")
    assert stage.press("enter") is True
    assert "from 0 to 24 h" in stage.sentence
    stage.typed("9")
    assert stage.sentence == ""


def test_the_body_is_a_map_where_there_is_room_and_else_a_list() -> None:
    pad = BodyPad(EVERYTHING.fields["place"].kind)  # type: ignore[arg-type]
    assert "your right" in as_text(pad.draw(ROOM))
    assert "right shoulder" in as_text(pad.draw(ROOM._replace(columns=36)))
    pad.draw(ROOM)
    for key in ("down", "down", "down", "down", "left", "space"):
        pad.press(key)
    assert pad.value() == ("right-shoulder",)


def test_a_map_has_the_empty_rows_before_it_scrolls_and_what_is_marked_is_counted() -> None:
    stage = Asking(EVERYTHING.fields["place"], ABOUT)
    low, high = (as_text(stage.draw(ROOM._replace(columns=66, rows=rows))).splitlines() for rows in (16, 30))
    assert "your right" in low[1]
    assert "more below" in low[-1]
    assert not any("more below" in row for row in high)
    assert high[high.index(next(row for row in high if "your right" in row)) - 1] == ""
    before = stage.counter()
    stage.press("space")
    assert stage.counter() == f"1 marked   {before}".rstrip()


def test_an_answer_given_before_is_there_when_one_goes_back() -> None:
    stage = Asking(EVERYTHING.fields["what"], ABOUT, ("light", "other: buzzing"))
    assert isinstance(stage.pad, ChoicePad)
    assert stage.pad.value() == ("light", "other: buzzing")


def test_what_was_half_given_comes_back_as_it_was() -> None:
    for field, keys in (("what", ("space", "2")), ("quality", ("2",)), ("took", ("y",))):
        stage = Asking(EVERYTHING.fields[field], ABOUT)
        for key in keys:
            stage.press(key)
        again = Asking(EVERYTHING.fields[field], ABOUT, typed=stage.half_given())
        assert again.pad.value() == stage.pad.value() is not None


@pytest.mark.parametrize("rows", range(1, 30))
@pytest.mark.parametrize("columns", [1, 8, 20, 36, 66, 120])
def test_every_stage_fits_every_room(columns: int, rows: int) -> None:
    room = ROOM._replace(columns=columns, rows=rows)
    stages: list[Stage] = [Breathing(BOX, say="Trace a square"), Sit(Sitting("s", "S", 60, (Cue(0, "Feel " * 20),)))]
    stages += [Resting(20, "Look around"), Reading("R", "words " * 50)]
    stages += [Asking(field, ABOUT) for field in EVERYTHING.fields.values()]
    for stage in stages:
        stage.tick(50)
        drawn = stage.draw(room)
        assert len(drawn) <= rows
        assert isinstance(stage, Asking) or columns < 8 or all(cells(row) <= columns for row in drawn)


NARROW = ROOM._replace(columns=36, rows=14)
TINY = ROOM._replace(columns=16, rows=3)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Number("h", 0, 24, 0.5), "a number from 0 to 24, in steps of 0.5"),
        (Number(high=5), "a number up to 5"),
        (Simple("time"), "a time of day, as 07:15 or 19:30"),
        (Simple("date"), "a date, as 2026-12-03"),
        (Simple("duration"), "how long, as 90s, 30m or 1h30m"),
        (Text(), ""),
    ],
)
def test_what_may_be_typed_is_said_under_the_box(kind: Answerable, said: str) -> None:
    shown = as_text(Asking(Field("slept", "How long?", kind), ABOUT).draw(ROOM)).split("\n")
    assert [row for row in shown if row.strip() and row != "How long?"] == [
        *(["               h"] if isinstance(kind, Number) and kind.unit else []),
        *([said] if said else []),
    ]


def test_what_is_wrong_is_one_sentence_that_knows_no_name_of_the_plan() -> None:
    stage = Asking(Field("slept", "How long did you sleep?", Number("h", 0, 24)), ABOUT)
    for typed in ("99", "many"):
        stage.typed(typed)
        assert stage.press("enter") is True
        assert stage.sentence and "slept" not in stage.sentence and "\n" not in stage.sentence
    stage.typed("99")
    stage.press("enter")
    assert "this goes from" in as_text(stage.draw(TINY))
    stage.typed("")
    assert stage.press("enter") == Outcome("answered", value=None)


def test_on_the_lowest_screens_the_question_is_whole_and_the_answer_under_it() -> None:
    field = Field("tense", "How tense are you right now?", Scale())
    stage = Asking(field, ABOUT)
    stage.press("4")
    assert as_text(stage.draw(TINY)) == "How tense are\nyou right now?\n0 to 10   4\n"
    longer = Asking(replace(field, ask=f"{field.ask} Think of the whole day."), ABOUT)
    assert "…\n0 to 10" in as_text(longer.draw(TINY))


def test_a_box_never_covers_what_stands_under_it() -> None:
    stage = Asking(Field("note", "What is on your mind?", Text(lines=8)), ABOUT)
    for rows in range(1, 20):
        room = NARROW._replace(rows=rows)
        assert len(stage.draw(room)) <= rows
        editor = stage.editor()
        assert editor is not None and editor.breaks
        assert editor.row + editor.lines <= max(rows, 2)


def test_on_low_screens_a_rest_shows_its_time_and_a_text_its_page() -> None:
    rest = Resting(20, "Look around: name five things you can see, three you can hear.")
    after(rest, 5)
    assert "0:15" in as_text(rest.draw(TINY))
    page = Reading("Read", "word " * 30)
    assert BLANK not in page.draw(TINY)
    assert page.counter() == f"page 1 of {page.pages}"


def test_in_a_rating_a_key_that_is_a_whole_answer_goes_on_and_one_off_the_scale_does_not() -> None:
    field = Field("level", "How much?", Scale(low=1, high=5), required=True)
    stage = Asking(field, About("Stress"), at_once=True)
    assert stage.press("right") is True
    assert stage.press("9") is True
    assert stage.press("t") is True
    assert stage.press("4") == Outcome("answered", value=4)
    assert Asking(field, About("Stress"), at_once=True).tap("value:2") == Outcome("answered", value=2)
    longer = Field("level", "How much?", Scale(high=100))
    assert Asking(longer, About("Stress"), at_once=True).press("4") is True
    assert Asking(field, About("Stress")).press("4") is True
