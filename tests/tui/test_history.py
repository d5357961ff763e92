"""History: a chart, a calendar and a list of entries, by keyboard and by mouse, reading no more than is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from selfcare.core import acts, ledger
from selfcare.core.chart import drawn
from selfcare.core.frozen import replace
from selfcare.core.question import Choice, Field, Log, Scale, Simple
from selfcare.tui.screens.history_list import PAGE, Listing
from selfcare.tui.screens.history_shown import RANGES, Shown
from selfcare.tui.screens.run import Run
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import screen_text


def many(world: World, count: int) -> World:
    """So many entries, one a minute, each with its number in the note."""
    samples.of_the_pictures(world)
    now = world.clock.instant
    for number in range(count):
        world.clock.instant = now - timedelta(minutes=count - number)
        stamp = acts.stamp(world.env)
        world.journal.append(
            acts.record_entry("rate", {"pain": 4, "stress": 2}, stamp, plan=samples.PREP, note=f"note {number}")
        )
    world.clock.instant = now
    return world


def row_of(text: str, words: str) -> tuple[int, int]:
    """Column and row of words on the screen."""
    lines = text.splitlines()
    y = next(y for y, line in enumerate(lines) if words in line)
    return lines[y].index(words), y


async def test_the_chart_is_there_at_once_with_its_sentence(world: World) -> None:
    async with opened(samples.with_entries(world), (100, 30)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Pain, 5 this week" in shown
        assert "How strong is your pain right now?  0 to 10" in shown
        assert "Pain, 7-day median 5 (5 of 7 days)." in shown
        assert "▀▀ day median   ██ lowest to highest" in shown


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (100, 25), (80, 26), (80, 27)])
@pytest.mark.parametrize("prepare", [samples.with_entries, samples.with_a_month])
async def test_an_empty_row_parts_the_chart_from_the_keys(
    prepare: Callable[[World], World], size: tuple[int, int], world: World
) -> None:
    async with opened(prepare(world), size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        rows = screen_text(pilot.app).splitlines()
        assert rows[size[1] - 5] == ""
        assert any("median" in row and ("▀▀" in row) for row in rows[: size[1] - 5])


async def test_on_a_low_screen_the_words_take_the_place_of_the_question(world: World) -> None:
    async with opened(samples.with_entries(world), (80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert screen_text(pilot.app).splitlines()[4].strip() == "7-day median 5 (5 of 7 days)"


async def test_another_number_of_the_same_log_is_charted(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "n")
        await pilot.pause()
        assert "Stress, 4 this week" in screen_text(pilot.app)


async def test_every_view_has_a_key_and_can_be_clicked(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        assert "Mon     Tue     Wed" in screen_text(pilot.app)
        await pilot.press("t")
        await pilot.pause()
        assert "6 entries, newest first" in screen_text(pilot.app)
        await pilot.press("c")
        await pilot.pause()
        assert "this week" in screen_text(pilot.app)
        for view, sign in (("calendar", "Mon     Tue"), ("entries", "newest first"), ("chart", "this week")):
            await pilot.click(offset=row_of(screen_text(pilot.app), view))
            await pilot.pause()
            assert sign in screen_text(pilot.app)


async def test_ranges_go_by_keys_and_by_mouse(world: World) -> None:
    samples.with_entries(world)
    async with opened(world) as pilot:
        await pilot.press("3", "left")
        await pilot.pause()
        assert "27 Nov" in screen_text(pilot.app).splitlines()[17]
        await pilot.click(offset=row_of(screen_text(pilot.app), "1 y"))
        await pilot.pause()
        assert "week median" in screen_text(pilot.app)
        await pilot.press("plus")
        await pilot.pause()
        assert "27 Nov" in screen_text(pilot.app)


async def test_a_removed_entry_comes_back_with_undo(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "t", "d")
        await pilot.pause()
        assert "after waking" not in screen_text(pilot.app)
        assert "removed; u brings it back" in screen_text(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "after waking" in screen_text(pilot.app)


async def test_nothing_is_removed_that_is_not_in_sight(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        before = world.journal.sequence
        await pilot.press("3", "d")
        await pilot.pause()
        assert world.journal.sequence == before
        assert "▎ Today 10:42" in screen_text(pilot.app)
        await pilot.press("w", "d")
        await pilot.pause()
        assert world.journal.sequence == before
        assert "▎ Today 10:42" in screen_text(pilot.app)


async def test_keys_at_the_foot_can_be_clicked(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "t")
        await pilot.pause()
        await pilot.click(offset=row_of(screen_text(pilot.app), "Wed 2 Dec 10:12"))
        await pilot.pause()
        await pilot.click(offset=row_of(screen_text(pilot.app), "d remove"))
        await pilot.pause()
        assert "Wed 2 Dec 10:12" not in screen_text(pilot.app)


async def test_an_answer_of_an_entry_is_changed_where_it_was_asked_and_the_others_stay(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        before = world.journal.events(("entry.recorded",))[-1]
        await pilot.press("3", "t", "e")
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
        await pilot.press("3", "t", "e", "enter", "7", "escape")
        await pilot.pause()
        assert world.journal.sequence == before
        assert not world.journal.drafts()
        await pilot.press("e", "enter", "enter")
        await pilot.pause()
        assert world.journal.sequence == before


async def test_the_note_and_the_time_of_an_entry_are_changed(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "t", "e", "3", *["backspace"] * 12, *"in bed", "enter")
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
        await pilot.press("3", "t", "e")
        await pilot.pause()
        assert "The note  after waking" in screen_text(pilot.app)
        assert "pain right now" not in screen_text(pilot.app)


async def test_the_log_of_a_plan_that_was_dropped_is_still_charted_in_its_words(world: World) -> None:
    kept = replace(samples.PREP, hash="abc")
    samples.of_the_pictures(world).shelf.kept.append(kept)
    world.shelf.used.clear()
    world.journal.append(acts.record_entry("rate", {"pain": 3}, acts.stamp(world.env), plan=kept))
    async with opened(world) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "Pain, 3 this week" in screen_text(pilot.app)


async def test_what_was_practised_stands_beside_the_logs(world: World) -> None:
    async with opened(samples.with_practices(world)) as pilot:
        await pilot.press("3", "tab")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "3 sessions, newest first" in shown
        newest = shown.index("Today 10:42           Breath awareness  5 min   done")
        assert newest < shown.index("Tue 1 Dec 10:42       Slow breathing    2 min   stopped early")
        assert "Wed 3 Dec 2025 10:42  Slow breathing    5 min   done" in shown
        assert "change" not in shown
        await pilot.press("tab")
        await pilot.pause()
        assert "Pain, 5 this week" in screen_text(pilot.app)


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
        assert "gone  20 s   done" in screen_text(pilot.app)


async def test_everything_names_the_log_of_each_entry(world: World) -> None:
    async with opened(samples.with_practices(world)) as pilot:
        await pilot.press("3", "t")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Everything" in shown
        assert "Pain and stress   4   stress 3   after waking" in shown
        assert "Breath awareness  5 min   done" in shown


async def test_on_a_narrow_screen_a_practice_keeps_its_name_and_an_entry_its_note(world: World) -> None:
    async with opened(samples.with_a_month(world), (40, 20)) as pilot:
        await pilot.press("3", "t")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Slow breat…  5 min" in shown
        assert "Pain  4   long dr…" in shown


async def test_words_are_found_in_notes_and_an_empty_search_shows_all_again(world: World) -> None:
    async with opened(many(world, 150)) as pilot:
        await pilot.press("3", "slash", *"NOTE 14", "enter")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "“NOTE 14”" in shown
        assert "12 entries, newest first" in shown
        await pilot.press("slash", *["backspace"] * 7, *"[/nope]", "enter")
        await pilot.pause()
        assert "“[/nope]”" in screen_text(pilot.app)
        assert "nothing found" in screen_text(pilot.app)
        await pilot.press("slash", *["backspace"] * 7, "enter")
        await pilot.pause()
        assert "note 149" in screen_text(pilot.app)


async def test_back_goes_from_what_was_found_to_all_and_only_then_to_today(world: World) -> None:
    async with opened(many(world, 50)) as pilot:
        await pilot.press("3", "slash")
        await pilot.pause()
        assert "enter find" in screen_text(pilot.app)
        await pilot.press(*"note 49", "enter")
        await pilot.pause()
        assert "1 entry, newest first" in screen_text(pilot.app) and "esc show all" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "“note 49”" not in shown and "50 entries, newest first" in shown and "esc show all" not in shown
        await pilot.press("escape")
        await pilot.pause()
        assert "Today" in screen_text(pilot.app).splitlines()[1]


async def test_leaving_history_forgets_what_was_looked_for(world: World) -> None:
    async with opened(many(world, 50)) as pilot:
        await pilot.press("3", "slash", *"note 49", "enter")
        await pilot.pause()
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert "“note 49”" in screen_text(pilot.app)
        await pilot.press("4", "3")
        await pilot.pause()
        assert "50 entries, newest first" in screen_text(pilot.app)


@pytest.mark.parametrize("key", ["e", "d"])
async def test_a_practice_is_neither_changed_nor_removed_and_that_is_said(world: World, key: str) -> None:
    async with opened(samples.with_practices(world)) as pilot:
        await pilot.press("3", "t")
        for _ in range(4):
            await pilot.pause()
            if "Practice" in screen_text(pilot.app).splitlines()[3]:
                break
            await pilot.press("tab")
        before = list(world.journal.kinds)
        await pilot.press(key)
        await pilot.pause()
        assert "a practice stays as it was recorded" in screen_text(pilot.app)
        assert world.journal.kinds == before


async def test_an_entry_without_a_note_says_none(world: World) -> None:
    samples.of_the_pictures(world)
    world.journal.append(acts.record_entry("rate", {"pain": 4}, acts.stamp(world.env), plan=samples.PREP))
    async with opened(world) as pilot:
        await pilot.press("3", "t", "e")
        await pilot.pause()
        assert "The note  none" in screen_text(pilot.app)


async def test_a_long_list_is_read_page_by_page_to_its_end(world: World) -> None:
    async with opened(many(world, 2 * PAGE + 5)) as pilot:
        await pilot.press("3", "t")
        await pilot.pause()
        assert "older ones come as you go down" in screen_text(pilot.app)
        await pilot.press(*["pagedown"] * 20)
        await pilot.pause()
        assert "note 0" in screen_text(pilot.app)
        assert f"{2 * PAGE + 5} entries, newest first" in screen_text(pilot.app)
        await pilot.press(*["pageup"] * 20)
        await pilot.pause()
        assert f"note {2 * PAGE + 4}" in screen_text(pilot.app)


def test_a_list_holds_each_entry_once_and_only_what_was_seen(world: World) -> None:
    many(world, 2 * PAGE + 5)
    listing = Listing(world.journal)
    listing.open(("entry.recorded",))
    assert len(listing.rows) == PAGE
    listing.reach(PAGE + 1)
    assert len(listing.rows) == 2 * PAGE
    listing.reach(10_000)
    assert len({row.id for row in listing.rows}) == len(listing.rows) == 2 * PAGE + 5
    listing.open(("entry.recorded",))
    assert len(listing.rows) == 2 * PAGE + 5


async def test_history_is_read_once_when_it_is_opened(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    read, times = Shown.read, []

    def counted(shown: Shown) -> None:
        times.append(shown)
        read(shown)

    monkeypatch.setattr(Shown, "read", counted)
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert len(times) == 1
        await pilot.press("1", "3")
        await pilot.pause()
        assert len(times) == 2


def test_a_list_goes_by_what_entries_speak_of_and_not_by_when_they_were_written(world: World) -> None:
    many(world, PAGE)
    oldest, *_ = ledger.entries(world.journal.events())
    stamp = acts.stamp(world.env)
    late = acts.record_entry("rate", {"pain": 7}, stamp, meant=oldest.about - timedelta(days=1))
    world.journal.append(late)
    listing = Listing(world.journal)
    listing.open(("entry.recorded",))
    assert late.id not in {row.id for row in listing.rows}
    listing.reach(10_000)
    assert [row.id for row in listing.rows[-2:]] == [oldest.id, late.id]


async def test_entries_of_a_renamed_log_stand_with_the_new_ones(world: World) -> None:
    samples.with_entries(world)
    renamed = replace(samples.RATE, name="ratings", was="rate")
    world.shelf.used[0] = replace(samples.PREP, logs={"ratings": renamed})
    stamp = acts.stamp(world.env)
    world.journal.append(acts.record_entry("ratings", {"pain": 1, "stress": 1}, stamp, note="under its new name"))
    async with opened(world) as pilot:
        await pilot.press("3", "t")
        await pilot.pause()
        assert "7 entries, newest first" in screen_text(pilot.app)
        await pilot.press("c")
        await pilot.pause()
        assert "(5 of 7 days)" in screen_text(pilot.app)


async def test_a_week_of_the_calendar_opens_its_entries(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        assert "week of 30 Nov: median 5 on 3 of 4 days, an appointment" in screen_text(pilot.app)
        await pilot.press("j")
        await pilot.pause()
        assert "week of 23 Nov: median 5.5 on 2 of 7 days" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "▎ Sat 28 Nov 08:12" in screen_text(pilot.app)


async def test_a_log_without_numbers_has_a_calendar_and_counts(world: World) -> None:
    log = Log(
        "woke",
        "Waking",
        {
            "woke": Field("woke", "Did you wake?", Simple("yes-no")),
            "why": Field("why", "What woke you?", Choice({"noise": "a noise", "pain": "pain"}, many=True)),
        },
    )
    samples.of_the_pictures(world).shelf.built_in["woke"] = log
    now = world.clock.instant
    for days, woke, why in ((3, True, ("pain",)), (2, True, ("pain", "noise")), (0, False, ())):
        world.clock.instant = now - timedelta(days=days)
        values: dict[str, bool | tuple[str, ...]] = {"woke": woke, **({"why": why} if why else {})}
        world.journal.append(acts.record_entry("woke", values, acts.stamp(world.env)))
    world.clock.instant = now
    async with opened(world) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "of the last 3: woke yes 2, no 1; why pain 2, a noise 1" in screen_text(pilot.app)
        await pilot.press("w")
        await pilot.pause()
        assert "30 Nov       ✓       ✓       ·       ✓◆" in screen_text(pilot.app)


async def test_a_calendar_of_a_log_without_numbers_has_its_past_and_goes_with_the_day(world: World) -> None:
    log = Log("woken", "Waking", {"woke": Field("woke", "Did you wake?", Simple("yes-no"))}, was="woke")
    samples.of_the_pictures(world).shelf.used[0] = replace(samples.PREP, logs={"woken": log})
    now = world.clock.instant
    for days, name in ((800, "woke"), (1, "woke"), (0, "woken")):
        world.clock.instant = now - timedelta(days=days)
        world.journal.append(acts.record_entry(name, {"woke": True}, acts.stamp(world.env), plan=samples.PREP))
    world.clock.instant = now
    shown = Shown(world.env)
    shown.view, shown.range = "calendar", 1
    shown.read()
    assert shown.days is not None
    assert set(shown.days.cells) == {now.date() - timedelta(days=1), now.date()}
    shown.range = len(RANGES) - 1
    shown.read()
    first = now.date() - timedelta(days=800)
    assert first in shown.days.cells
    assert next(day for day in shown.days.weeks[-1].days if day) == first
    async with opened(world) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        assert "week of 30 Nov" in screen_text(pilot.app)
        world.clock.instant = now + timedelta(days=7)
        pilot.app.screen.on_minute()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "week of 7 Dec" in screen_text(pilot.app)


async def test_a_search_still_knows_when_an_episode_was_over(world: World) -> None:
    log = Log("attack", "Headache attack", {"pain": Field("pain", "How strong?", Scale())}, per="episode")
    samples.of_the_pictures(world).shelf.built_in["attack"] = log
    now = world.clock.instant
    world.clock.instant = now - timedelta(hours=5)
    began = acts.record_entry("attack", {"pain": 6}, acts.stamp(world.env), note="behind the eye")
    world.clock.instant = now
    entry = ledger.entries([began])[0]
    world.journal.append(began, acts.end_episode(entry, acts.stamp(world.env)))
    async with opened(world) as pilot:
        await pilot.press("3", "slash", *"eye", "enter")
        await pilot.pause()
        assert "lasted 5 h" in screen_text(pilot.app)


async def test_without_colour_ranges_and_medians_are_told_by_shape(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(samples.with_entries(world), (100, 30)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "● day median   │ lowest to highest" in screen_text(pilot.app)
        assert "█" not in screen_text(pilot.app)


async def test_the_plain_set_draws_with_letters(world: World) -> None:
    world.preferences.words["glyphs"] = "plain"
    async with opened(samples.with_entries(world), (100, 30)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        chart = screen_text(pilot.app).splitlines()[6:20]
        assert any("*" in line for line in chart)
        assert all(line.isascii() for line in chart)


@pytest.mark.parametrize("size", [(20, 6), (8, 4), (60, 12), (132, 50), (300, 60), (39, 15)])
async def test_every_view_fits_every_screen(world: World, size: tuple[int, int]) -> None:
    async with opened(samples.with_practices(world), size) as pilot:
        await pilot.press("3")
        for key in ("c", "w", "t", "tab", "plus", "j", "c", "tab", "n", "minus", "pagedown"):
            await pilot.press(key)
            await pilot.pause()
            assert all(len(line) <= size[0] for line in screen_text(pilot.app).splitlines())


async def test_days_with_practice_are_compared_once_the_chart_stands(world: World) -> None:
    samples.of_the_pictures(world)
    now = world.clock.instant
    for days in range(20):
        world.clock.instant = now - timedelta(days=days)
        world.journal.append(
            acts.record_entry("rate", {"pain": 3 if days % 2 else 6}, acts.stamp(world.env), plan=samples.PREP)
        )
        if days % 2:
            world.journal.append(
                acts.record_session("breath.long-exhale", world.clock.instant, 300.0, acts.stamp(world.env))
            )
    world.clock.instant = now
    async with opened(world, (120, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause(0.4)
        for _ in range(100):
            await pilot.pause(0.01)
            if "went together" in screen_text(pilot.app):
                break
        assert "Pain on 10 days with practice: median 3; on 10 days without: 6." in screen_text(pilot.app)


async def test_a_new_day_moves_the_chart_on(world: World) -> None:
    async with opened(samples.with_entries(world)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "3 Dec" in screen_text(pilot.app)
        world.clock.instant += timedelta(days=1)
        pilot.app.screen.on_minute()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "4 Dec" in screen_text(pilot.app)


async def test_the_last_week_is_told_while_there_is_one(world: World) -> None:
    samples.with_entries(world)
    world.clock.instant += timedelta(days=10)
    async with opened(world) as pilot:
        await pilot.press("3")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Pain, no number this week" in shown
        assert "Last answered 10 days ago" in shown


def test_a_band_is_drawn_only_where_somebody_agreed_on_its_width(world: World) -> None:
    from selfcare.core.chart import past

    samples.with_entries(world)
    log = samples.RATE
    coded = replace(log, fields={**log.fields, "pain": Field("pain", "Pain?", Scale(), code="loinc:72514-3")})
    assert past.read(world.env, past.Measure(log, log.fields["pain"]), 30).chart.band is None
    read = past.read(world.env, past.Measure(coded, coded.fields["pain"]), 30)
    assert read.chart.band == (4.0, 6.0)
    assert "within 1 point of the start" in " ".join(drawn.text(row) for row in drawn.draw(read.chart, 120, 13).legend)


async def test_a_week_is_named_by_its_monday_and_told_whole_on_a_narrow_screen(world: World) -> None:
    async with opened(samples.with_a_month(world), (40, 20)) as pilot:
        await pilot.press("3", "w", *["j"] * 4)
        await pilot.pause()
        rows = screen_text(pilot.app).splitlines()
        assert rows[row_of(screen_text(pilot.app), "▎")[1]].startswith("▎ 2 Nov ")
        assert rows[4].strip().startswith("2 Nov: median ")
        assert rows[4].endswith(" days)")
