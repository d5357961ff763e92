"""Today: what its keys do, by keyboard and by mouse."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from selfcare.core import acts
from selfcare.core.agenda import read
from selfcare.core.frozen import replace
from selfcare.core.plan import Avoid, Check, Checklist, Item, Plan, Routine, Step
from selfcare.core.when import Offset, Span, Window
from tests.tui import samples
from tests.tui.fakes import MORNING, World
from tests.tui.open import app_of, opened
from tests.tui.screens import screen_text

TITLES = {"morning": "Morning", "evening": "Evening"}


def row_of(pilot: Pilot[None], words: str) -> tuple[int, int]:
    """Where these words stand, as column and row."""
    for y, row in enumerate(screen_text(pilot.app).splitlines()):
        if words in row:
            return row.index(words), y
    raise AssertionError(f"{words} is not on the screen")


async def test_space_ticks_the_row_in_focus_and_u_takes_it_back(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert world.journal.kinds[-1] == "item.ticked"
        assert "✓ Write down your medicines" in screen_text(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "● Write down your medicines" in screen_text(pilot.app)
        assert "taken back" in screen_text(pilot.app)


async def test_after_a_tick_the_next_row_is_in_focus(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "▎ ○ Eat a light meal" in screen_text(pilot.app)


async def test_a_slip_takes_a_word_and_is_met_with_one_sentence(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("n", *"late", "enter")
        await pilot.pause()
        event = world.journal.events()[-1]
        assert (event.kind, event.note) == ("item.slipped", "late")
        assert "noted for your practitioner" in screen_text(pilot.app)
        assert "didn't happen" in screen_text(pilot.app)


async def test_escape_leaves_the_question_and_nothing_is_written(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        before = world.journal.sequence
        await pilot.press("n", *"late", "escape")
        await pilot.pause()
        assert world.journal.sequence == before


async def test_what_is_kept_by_doing_nothing_cannot_be_ticked(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        before = world.journal.sequence
        await pilot.press(*["j"] * 8, "space")
        await pilot.pause()
        assert "kept by doing nothing" in screen_text(pilot.app)
        assert world.journal.sequence == before


async def test_leaving_a_row_out_needs_no_reason(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert world.journal.kinds[-1] == "item.skipped"
        assert "left out" in screen_text(pilot.app)


async def test_a_row_put_off_says_when_it_comes_back(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("z", *"13:00", "enter")
        await pilot.pause()
        assert "it closes at 12:30" in screen_text(pilot.app)
        await pilot.press(*["backspace"] * 5, *"11:30", "enter")
        await pilot.pause()
        assert world.journal.kinds[-1] == "item.snoozed"
        assert "back at 11:30" in screen_text(pilot.app)


async def test_a_moved_appointment_moves_every_window(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("a", "enter", *"15:30", "enter")
        await pilot.pause()
        assert world.journal.kinds[-1] == "appointment.moved"
        assert "◆ 15:30" in screen_text(pilot.app)
        assert "until 13:30" in screen_text(pilot.app)


async def test_a_cancelled_appointment_can_be_taken_back(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("a", "2")
        await pilot.pause()
        assert "◆" not in screen_text(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "◆ 14:30" in screen_text(pilot.app)


async def test_a_time_that_cannot_be_understood_is_answered_in_one_sentence(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        before = world.journal.sequence
        await pilot.press("a", "enter", *"tomorrow-ish", "enter")
        await pilot.pause()
        assert "write" in " ".join(screen_text(pilot.app).split())
        assert world.journal.sequence == before


async def test_what_was_to_be_left_out_is_asked_once_together(world: World) -> None:
    samples.of_the_pictures(world)
    world.clock.instant = MORNING + timedelta(hours=4)
    async with opened(world) as pilot:
        assert "How did it go: no alcohol, no coffee or tea" in screen_text(pilot.app)
        await pilot.press("enter", "space", "n", "enter")
        await pilot.pause()
        assert sorted(world.journal.kinds[-2:]) == ["item.kept", "item.slipped"]
        assert "How did it go" not in screen_text(pilot.app)
        assert "noted for your practitioner" in screen_text(pilot.app)


async def test_an_open_run_is_offered_first(world: World) -> None:
    samples.of_the_pictures(world)
    line = next(line for line in read(world.env).lines if line.kind == "run")
    world.journal.append(acts.start_run("routine.arrive", acts.stamp(world.env), samples.PREP, line.occurrence))
    async with opened(world) as pilot:
        assert "▎ ● Go on with “Arrive calmly”" in screen_text(pilot.app)


async def test_the_focus_stays_on_its_row_when_time_passes(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("j")
        world.clock.advance(3 * 3600)
        pilot.app.on_minute()  # type: ignore[attr-defined]
        await pilot.pause()
        focused = next(row for row in screen_text(pilot.app).splitlines() if row.lstrip().startswith("▎"))
        assert "Eat a light meal" in focused


async def test_everything_can_be_done_by_mouse_alone(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.click(offset=row_of(pilot, "Eat a light meal"))
        await pilot.pause()
        assert "▎ ○ Eat a light meal" in screen_text(pilot.app)
        await pilot.click(offset=row_of(pilot, "Eat a light meal"))
        await pilot.pause()
        assert world.journal.kinds[-1] == "item.ticked"
        await pilot.click(offset=row_of(pilot, "3 History"))
        await pilot.pause()
        assert "Nothing written down yet" in screen_text(pilot.app)
        await pilot.click(offset=row_of(pilot, "calendar"))
        await pilot.click(offset=row_of(pilot, "1 Today"))
        await pilot.pause()
        await pilot.click(offset=row_of(pilot, "? help"))
        await pilot.pause()
        assert "Mark the row as done." in screen_text(pilot.app)


async def test_a_row_without_a_walk_shows_its_whole_text(world: World) -> None:
    async with opened(samples.of_the_pictures(world), (40, 20)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "herbs and supplements" in " ".join(screen_text(pilot.app).split())


async def test_twelve_hour_times_are_shown_where_they_are_wanted(world: World) -> None:
    world.preferences.words["hours"] = "12"
    async with opened(samples.of_the_pictures(world)) as pilot:
        assert "2:30 pm" in screen_text(pilot.app)


async def test_the_list_scrolls_under_a_clock_that_stays(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press(*["j"] * 8)
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Keeping: no alcohol" in shown
        assert "◆ 14:30" in shown


async def test_a_long_plan_keeps_the_windows_that_change_soonest(world: World) -> None:
    from selfcare.core.frozen import replace

    prep = samples.PREP.checklists["prep"]
    many = {f"more-{n}": replace(prep.items["alcohol"], name=f"more-{n}", short=f"thing {n}") for n in range(12)}
    plan = replace(samples.PREP, checklists={"prep": replace(prep, items={**many, **prep.items})})
    world.shelf.used.append(plan)
    samples.appointment(world, MORNING.replace(hour=14, minute=30))
    async with opened(world) as pilot:
        shown = screen_text(pilot.app)
        assert "your medicine list ‹" in shown
        assert "no coffee or tea" in shown
        assert "thing 11  " not in shown.split("▎")[0]


async def test_a_long_plan_leaves_the_list_ten_rows_under_the_clock_on_a_large_screen(world: World) -> None:
    samples.of_the_pictures(world).shelf.used[:] = [samples.long(samples.PREP)]
    async with opened(world, (120, 40)) as pilot:
        rows = screen_text(pilot.app).splitlines()
        last = max(y for y, row in enumerate(rows) if "━" in row)
        assert rows.index(next(row for row in rows if "1 Today" in row)) - last - 1 >= 10
        shown = [row for row in rows if "task" in row and "━" in row]
        assert "task 1 " in shown[0]
        assert not any("task 19" in row for row in shown)


async def test_after_the_visit_the_aftercare_is_offered_until_it_is_followed(world: World) -> None:
    samples.of_the_pictures(world).shelf.library.append(
        replace(samples.DAILY, id="aftercare", title="The two days after")
    )
    after = replace(item_after_the_visit(samples.PREP), id="first-visit", tags=("acupuncture",))
    world.shelf.used[:] = [after]
    world.clock.instant = MORNING.replace(hour=15, minute=0)
    async with opened(world) as pilot:
        assert "The two days after" not in screen_text(pilot.app)
    world.clock.instant = MORNING.replace(hour=15, minute=30)
    async with opened(world) as pilot:
        assert "Follow “The two days after”" in screen_text(pilot.app)
        await pilot.click(offset=row_of(pilot, "Follow"))
        await pilot.press("k", "k", "k", "j", "enter")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == ["first-visit", "aftercare"]
        assert "Follow" not in screen_text(pilot.app)


async def test_the_aftercare_can_be_put_away_for_this_visit(world: World) -> None:
    samples.of_the_pictures(world).shelf.library.append(
        replace(samples.DAILY, id="aftercare", title="The two days after")
    )
    world.shelf.used[:] = [replace(item_after_the_visit(samples.PREP), tags=("acupuncture",))]
    world.clock.instant = MORNING.replace(hour=15, minute=30)
    async with opened(world) as pilot:
        before = world.journal.sequence
        await pilot.click(offset=row_of(pilot, "Follow"))
        await pilot.press("k", "k", "k", "j", "s")
        await pilot.pause()
        assert "Follow" not in screen_text(pilot.app) and "left out" in screen_text(pilot.app)
        await pilot.press("4", "1")
        app_of(pilot).on_minute()
        await pilot.pause()
        assert "Follow" not in screen_text(pilot.app)
        assert world.journal.sequence == before
        samples.appointment(world, MORNING.replace(hour=16, minute=0))
        world.clock.instant = MORNING.replace(hour=17, minute=0)
        app_of(pilot).on_minute()
        await pilot.pause()
        assert "Follow “The two days after”" in screen_text(pilot.app)


def item_after_the_visit(plan: Plan) -> Plan:
    """The plan with something to do for two hours after the visit."""
    opens = Offset(Span(seconds=0), "after")
    window = Window(opens=opens, closes=Offset(Span(seconds=7200), "after"))
    rest = Item("rest", Check("Rest for a while"), window)
    return replace(plan, checklists={**plan.checklists, "after": Checklist("after", "After the visit", {"rest": rest})})


async def test_a_routine_that_was_begun_goes_on_from_its_own_row_too(world: World) -> None:
    from selfcare.core.repeat import Repeat

    steps = (Step("1", Check("One")), Step("2", Check("Two")))
    plan = replace(samples.DAILY, routines={"calm": Routine("calm", "Ten calm minutes", steps, every=Repeat())})
    world.shelf.used.append(plan)
    async with opened(world) as pilot:
        await pilot.press("enter", "enter", "q")
        await pilot.pause()
        assert "Go on with “Ten calm minutes”" in screen_text(pilot.app)
        assert screen_text(pilot.app).count("●") == 1
        assert "enter go on" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "2 of 2" in screen_text(pilot.app)


async def test_a_walk_begun_earlier_says_go_on_in_its_own_row_and_the_latest_stands_first(world: World) -> None:
    from selfcare.core.repeat import Repeat

    steps = (Step("1", Check("One")), Step("2", Check("Two")))
    routines = {name: Routine(name, title, steps, every=Repeat()) for name, title in TITLES.items()}
    world.shelf.used.append(replace(samples.DAILY, routines=routines))
    async with opened(world) as pilot:
        await pilot.press("j", "enter", "enter", "q")
        world.clock.advance(60)
        await pilot.press(*["k"] * 3, "j", "enter", "enter", "q")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Go on with “Morning”" in shown and "Go on with “Evening”" not in shown
        assert shown.count("●") == 2
        await pilot.click(offset=row_of(pilot, "Evening"))
        await pilot.pause()
        assert "enter go on" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "2 of 2" in screen_text(pilot.app)
        assert world.journal.kinds.count("run.started") == 2


async def test_a_walk_that_was_begun_can_be_left_out_from_its_row(world: World) -> None:
    from selfcare.core.repeat import Repeat

    steps = (Step("1", Check("One")), Step("2", Check("Two")))
    plan = replace(samples.DAILY, routines={"calm": Routine("calm", "Ten calm minutes", steps, every=Repeat())})
    world.shelf.used.append(plan)
    async with opened(world) as pilot:
        await pilot.press("enter", "enter", "q", "s")
        await pilot.pause()
        assert world.journal.kinds[-1] == "item.skipped"


async def test_a_routine_of_a_checklist_goes_on_under_its_own_name_and_from_its_own_row(world: World) -> None:
    samples.of_the_pictures(world)
    world.clock.instant = MORNING.replace(hour=14, minute=20)
    async with opened(world, (80, 40)) as pilot:
        await pilot.click(offset=row_of(pilot, "Arrive calmly"))
        await pilot.press("enter", "enter", "q")
        await pilot.pause()
        assert "Go on with “Arrive calmly”" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert world.journal.kinds.count("run.started") == 1


async def test_an_empty_day_says_how_something_comes_onto_it(world: World) -> None:
    world.shelf.used.append(samples.PREP)
    async with opened(world) as pilot:
        assert "a appointment   l log" in screen_text(pilot.app)


async def test_two_plans_that_differ_are_told_with_both_reasons_and_the_question(world: World) -> None:
    two_hours, ninety, thirty = (Offset(Span(seconds=60 * minutes), "before") for minutes in (120, 90, 30))
    eat = Item("food", Check("Eat a light meal"), Window(None, ninety, thirty), about="food", why="You may faint.")
    fast = Item("food", Avoid("Food"), Window(None, two_hours), about="food", why="The clinic asks for it.")
    for name, item in (("Massage", eat), ("Blood test", fast)):
        checklist = Checklist("prep", "Before", {"food": item})
        world.shelf.used.append(Plan(name.lower().replace(" ", "-"), name, checklists={"prep": checklist}))
    world.journal.append(acts.make_appointment(MORNING.replace(hour=14, minute=30), acts.stamp(world.env)))
    async with opened(world) as pilot:
        assert "Two of your plans differ about food" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        shown = " ".join(screen_text(pilot.app).split())
        for words in ("You may faint.", "The clinic asks for it.", "Ask your practitioner which of the two"):
            assert words in shown
