"""Practice, History, Plans and Settings: plain, and they work."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from selfcare.core import acts
from selfcare.errors import StorageError
from selfcare.tui.screens.run import Run
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import app_of, opened
from tests.tui.screens import screen_text


async def to_setting(pilot: Pilot[None], words: str) -> None:
    """Settings, with the row of these words in focus."""
    await pilot.press("5")
    for _ in range(40):
        await pilot.pause()
        if f"▎   {words}" in screen_text(pilot.app):
            return
        await pilot.press("j")
    raise AssertionError(words)


async def test_enter_starts_the_practice_in_focus(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("2", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Run)


async def test_a_practice_that_does_not_suit_is_left_out(world: World) -> None:
    from selfcare.core.frozen import replace

    samples.of_the_pictures(world).shelf.said["heart"] = True
    world.shelf.breaths["box"] = replace(samples.EXHALE, name="box", title="Box", unsafe_for=("heart",))
    async with opened(world) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "Box" not in screen_text(pilot.app)
        assert "Slow breathing" in screen_text(pilot.app)


async def test_a_plan_is_taken_up_and_dropped(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("4", "j", "u")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == ["acupuncture-prep", "daily-stress"]
        assert "You follow 2 plans" in screen_text(pilot.app)
        await pilot.press("d")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == ["acupuncture-prep"]


async def test_a_setting_stays_within_its_bounds(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("4", "enter", "enter", *["backspace"] * 2, *"9h", "enter")
        await pilot.pause()
        assert "this plan allows 1h to 4h" in screen_text(pilot.app)
        await pilot.press(*["backspace"] * 2, *"3h", "enter")
        await pilot.pause()
        assert world.shelf.used[0].settings["caffeine"].value == 3 * 3600
        assert "3h" in screen_text(pilot.app)


async def test_colours_can_be_changed(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("5", "enter", "3")
        await pilot.pause()
        assert world.preferences.words["theme"] == "light"
        assert app_of(pilot).theme == "selfcare-light"


async def test_a_preference_that_cannot_be_kept_says_why(world: World) -> None:
    world.preferences.fault = StorageError("the settings could not be written")
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("5", "enter", "3")
        await pilot.pause()
        assert "the settings could not be written" in screen_text(pilot.app)


async def test_keys_that_clash_are_refused_with_a_sentence(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await to_setting(pilot, "Keys")
        await pilot.press("enter", *"tick=n", "enter")
        await pilot.pause()
        assert "already means" in screen_text(pilot.app)


async def test_a_caution_is_turned_on_and_off(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await to_setting(pilot, "I am pregnant")
        await pilot.press("enter")
        await pilot.pause()
        assert world.shelf.said == {"pregnant": True}
        await pilot.press("enter")
        await pilot.pause()
        assert world.shelf.said == {"pregnant": False}


async def test_a_region_is_chosen_from_a_list(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await to_setting(pilot, "Where you are")
        await pilot.press("enter", "4")
        await pilot.pause()
        assert world.shelf.said == {"region": "us"}


async def test_a_removed_entry_comes_back_with_undo(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "d")
        await pilot.pause()
        assert "after waking" not in screen_text(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "after waking" in screen_text(pilot.app)


async def test_a_shorter_range_shows_fewer_days(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "left")
        await pilot.pause()
        assert "of 7" in screen_text(pilot.app)
        await pilot.press("right", "right", "right", "right", "right")
        await pilot.pause()
        assert "6 entries on 5 days" in screen_text(pilot.app)


async def test_an_answer_of_an_entry_is_changed_where_it_was_asked_and_the_others_stay(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        before = world.journal.events(("entry.recorded",))[-1]
        await pilot.press("3", "e")
        await pilot.pause()
        assert "How strong is your pain right now?  4" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Run)
        await pilot.press("7", "enter")
        await pilot.pause()
        await pilot.pause()
        after = world.journal.events()[-1]
        assert (after.kind, after.supersedes, after.values) == ("entry.corrected", before.id, {"pain": 7, "stress": 3})
        assert (after.about, after.note) == (before.about, "after waking")
        assert "What" not in screen_text(pilot.app)
        assert "6 entries" in screen_text(pilot.app)


async def test_leaving_a_change_changes_nothing_and_drafts_nothing(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        before = world.journal.sequence
        await pilot.press("3", "e", "enter", "7", "escape")
        await pilot.pause()
        assert world.journal.sequence == before
        assert not world.journal.drafts()
        await pilot.press("e", "enter", "enter")
        await pilot.pause()
        assert world.journal.sequence == before


async def test_the_note_and_the_time_of_an_entry_are_changed(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "e", "3", *["backspace"] * 12, *"in bed", "enter")
        await pilot.pause()
        assert world.journal.events()[-1].note == "in bed"
        await pilot.press("e", "4", *"9:15", "enter")
        await pilot.pause()
        after = world.journal.events()[-1]
        assert (f"{after.about:%H:%M}", after.note, after.values) == ("09:15", "in bed", {"pain": 4, "stress": 3})
        await pilot.press("e", "4", *"23:59:59", "enter")
        await pilot.pause()
        assert "is not a time" in screen_text(pilot.app)


async def test_an_entry_that_no_plan_asks_for_any_more_keeps_its_answers(world: World) -> None:
    samples.with_entries(world).shelf.used.clear()
    async with opened(world) as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        assert "The note  after waking" in screen_text(pilot.app)
        assert "pain right now" not in screen_text(pilot.app)


async def test_history_shows_what_was_practised_beside_the_logs(world: World) -> None:
    async with opened(samples.with_practices(world)) as pilot:
        await pilot.press("3", "tab")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "2 sessions on 2 days of 30" in shown
        newest = shown.index("Today 10:42       Breath awareness   5 min   done")
        assert newest < shown.index("Tue 1 Dec 10:42   Slow breathing   2 min   stopped early")
        assert "change" not in shown
        await pilot.press("tab")
        await pilot.pause()
        assert "Pain and stress" in screen_text(pilot.app)


async def test_a_practice_in_focus_can_neither_be_changed_nor_removed(world: World) -> None:
    async with opened(samples.with_practices(world)) as pilot:
        before = world.journal.sequence
        await pilot.press("3", "tab", "j", "e", "d")
        await pilot.pause()
        assert world.journal.sequence == before
        assert "▎ Tue 1 Dec" in screen_text(pilot.app)


async def test_practices_alone_are_shown_at_once(world: World) -> None:
    samples.of_the_pictures(world)
    world.journal.append(acts.record_session("breath.gone", world.clock.instant, 20.0, acts.stamp(world.env)))
    async with opened(world) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "gone   20 s   done" in screen_text(pilot.app)


async def test_a_day_of_another_year_names_it(world: World) -> None:
    async with opened(samples.with_practices(world)) as pilot:
        await pilot.press("3", "tab", *["right"] * 3)
        await pilot.pause()
        assert "Wed 3 Dec 2025 10:42  Slow breathing" in screen_text(pilot.app)
    world.clock.instant += timedelta(days=30)
    async with opened(world) as pilot:
        await pilot.press("3", "right")
        await pilot.pause()
        assert "Thu 3 Dec 2026   4" in screen_text(pilot.app)


async def test_the_last_week_stands_under_the_days_in_one_sentence(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "7-day median 5 (5 of 7 days)" in screen_text(pilot.app)
    world.clock.instant += timedelta(days=10)
    async with opened(world) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "7-day median" not in screen_text(pilot.app)
