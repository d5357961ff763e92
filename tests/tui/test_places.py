"""Practice, Plans and Settings: plain, and they work."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot

from selfcare.core.frozen import replace
from selfcare.core.plan import Plan
from selfcare.core.preferences import PREFERENCES
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


async def test_the_bar_follows_a_plan_that_is_taken_up_or_dropped(world: World) -> None:
    samples.of_the_pictures(world)
    world.shelf.library += [
        replace(samples.DAILY, id=f"other-{number}", title=f"Other {number}") for number in (1, 2, 3)
    ]
    async with opened(world) as pilot:
        await pilot.press("4", "j", "j")
        await pilot.pause()
        assert "▎   Other 1" in screen_text(pilot.app)
        await pilot.press("u", "u")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == ["acupuncture-prep", "other-1"]
        assert "▎   Other 1" in screen_text(pilot.app)
        await pilot.press("d", "d")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == ["acupuncture-prep"]
        assert "▎   Other 1" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_a_plans_page_says_what_it_asks_beside_the_day_and_nothing_twice(
    world: World, size: tuple[int, int]
) -> None:
    samples.of_the_pictures(world)
    world.shelf.used[0] = replace(world.shelf.used[0], reviewed=date(2025, 11, 29), settings={})
    async with opened(world, size) as pilot:
        await pilot.press("4", "enter")
        await pilot.pause()
        rows = screen_text(pilot.app).splitlines()
        at = next(at for at, row in enumerate(rows) if "▎   an ordinary day" in row)
        assert rows[at].endswith("nothing") and "▎" not in rows[at + 1]
        visit = " ".join("".join(rows[at + 1 : at + 3]).split())
        assert visit.startswith("a visit day 3 min, 2 questions and 3 things")
        if size[0] == 80:
            assert rows[4].endswith("reviewed 29 Nov 2025")
        await pilot.press(*["down"] * 2)
        await pilot.pause()
        assert screen_text(pilot.app).count("leave out: Alcohol") == 1


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


async def test_settings_show_no_marks_of_a_text_file(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await to_setting(pilot, "Time zone")
        assert "Europe/Berlin" in screen_text(pilot.app)
        assert not [each.key for each in PREFERENCES if "`" in each.sentence]


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


async def test_following_a_plan_offers_what_goes_with_it(world: World) -> None:
    samples.fill(world)
    prep = replace(samples.PREP, tags=("acupuncture",))
    after = replace(samples.PREP, id="aftercare", title="The two days after", tags=("acupuncture",))
    world.shelf.library[:] = [prep, after]
    async with opened(world) as pilot:
        await pilot.press("4", "u")
        await pilot.pause()
        assert "It goes with “The two days after”" in screen_text(pilot.app)
        await pilot.press("1")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == [prep.id, "aftercare"]
        shown = screen_text(pilot.app)
        assert "On the day of a visit:" in shown and "What several of them ask stands in one row" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert "On the day of a visit:" not in screen_text(pilot.app)


async def test_a_plan_may_be_followed_alone(world: World) -> None:
    samples.fill(world)
    prep = replace(samples.PREP, tags=("acupuncture",))
    world.shelf.library[:] = [prep, replace(samples.PREP, id="aftercare", title="The two days after")]
    async with opened(world) as pilot:
        await pilot.press("4", "u")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == [prep.id]


async def test_what_goes_with_a_plan_and_cannot_be_followed_is_told_and_not_spoken_of(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples.fill(world)
    prep = replace(samples.PREP, title="Getting ready")
    points = replace(prep, id="points", title="Points", tags=("acupuncture",), checklists={})
    after = replace(prep, id="aftercare", title="The two days after")
    world.shelf.library[:] = [points, prep, after]
    opens = world.shelf.open

    def opens_no_aftercare(name: str) -> Plan:
        if name == after.id:
            raise StorageError("its file is damaged")
        return opens(name)

    monkeypatch.setattr(world.shelf, "open", opens_no_aftercare)
    async with opened(world, (120, 30)) as pilot:
        await pilot.press("4", "u")
        await pilot.pause()
        assert "It goes with “Getting ready” and “The two days after”" in screen_text(pilot.app)
        await pilot.press("1")
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == [points.id, prep.id]
        assert "Nothing in them is asked twice" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "its file is damaged" in screen_text(pilot.app)
