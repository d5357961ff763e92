"""What names mean in conditions, by where the condition stands; and which alerts an entry raises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core.alerts import raised
from selfcare.core.condition import evaluate, parse
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry
from selfcare.core.plan import Alert, Plan, Setting
from selfcare.core.plan import Warning as Card
from selfcare.core.question import Field, Log, Scale, Value
from selfcare.core.scope import AlertScope, ItemScope, PlanScope, RunScope, SettingsScope

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 3, 10, 0, tzinfo=BERLIN)


def log(name: str, **more: object) -> Log:
    return Log(name, name.title(), {"level": Field("level", "?", Scale(), was="grade")}, **more)  # type: ignore[arg-type]


def alert(name: str, condition: str, **more: object) -> Alert:
    return Alert(name, parse(condition), "Say so.", **more)  # type: ignore[arg-type]


PLAN = Plan(
    "calm",
    "Calm",
    settings={"deep": Setting("deep", "yes-no", "Deep?", False, True)},
    logs={
        "stress": log("stress", was="strain"),
        "pain": log("pain"),
        "visit": log("visit", per="visit"),
        "attack": log("attack", per="episode"),
    },
    alerts={
        each.name: each
        for each in (
            alert("high", "log.stress.level >= 8", level="tell"),
            alert("worst", "log.stress.level == 10", level="urgent"),
            alert("long", "mean(log.stress.level, 14d) >= 6 and days(log.stress, 14d) >= 3"),
            alert("careful", "log.pain.level >= 5 and setting.heart == yes"),
        )
    },
)


def entry(name: str, values: Mapping[str, Value], days_ago: float = 0, **more: str) -> Entry:
    about = NOW - timedelta(days=days_ago)
    given = {"id": f"{name}-{days_ago}", "plan": "calm", "occurrence": "", "supersedes": "", **more}
    names = (given["id"], given["plan"], "1", "", name)
    return Entry(*names, about, about, values, "", given["occurrence"], given["supersedes"])


def item(entries: list[Entry], occurrence: str = "") -> ItemScope:
    return ItemScope(PLAN, entries, NOW, {"heart": True}, occurrence)


def test_settings_beat_cautions_and_what_nobody_said_is_unknown() -> None:
    scope = SettingsScope(PLAN, {"heart": True, "deep": False})
    assert [scope.value(name) for name in ("setting.deep", "setting.heart", "setting.lung", "log.stress.level")] == [
        True,
        True,
        None,
        None,
    ]
    assert scope.past(["stress"], 30) == ()


def test_without_an_entry_of_its_own_a_log_means_nothing() -> None:
    scope = PlanScope(PLAN, [entry("stress", {"level": 4})], NOW, {})
    assert scope.value("log.stress.level") is None


def test_in_an_item_a_log_means_the_latest_of_today_and_never_an_older_one() -> None:
    earlier, later = entry("stress", {"level": 4}, 0.1), entry("stress", {"level": 7}, 0.05)
    assert item([later, earlier]).value("log.stress.level") == 7
    assert item([entry("stress", {"level": 4}, 1)]).value("log.stress.level") is None
    assert item([earlier]).value("log.stress.unheard") is None
    assert item([earlier]).value("log.unheard.level") is None
    assert item([earlier]).value("setting.deep") is True


def test_entries_of_another_plan_do_not_count() -> None:
    assert item([entry("stress", {"level": 4}, plan="other")]).value("log.stress.level") is None


def test_earlier_names_of_logs_and_questions_belong_to_them() -> None:
    assert item([entry("strain", {"grade": 4})]).value("log.stress.level") == 4


def test_a_visit_log_means_the_latest_of_this_appointment() -> None:
    entries = [
        entry("visit", {"level": 2}, 3, occurrence="a"),
        entry("visit", {"level": 5}, 2, occurrence="a"),
        entry("visit", {"level": 9}, occurrence="b"),
    ]
    assert item(entries, "a").value("log.visit.level") == 5
    assert item(entries, "c").value("log.visit.level") is None
    assert item(entries).value("log.visit.level") is None


def test_around_an_entry_its_log_means_that_entry() -> None:
    entries = [entry("attack", {"level": 8}, 2, id="begun"), entry("attack", {"level": 3}, 0.1)]
    assert item(entries, "begun").value("log.attack.level") == 8
    corrected = entry("attack", {"level": 6}, 2, id="fixed", supersedes="begun")
    assert item([corrected, entries[1]], "begun").value("log.attack.level") == 6
    assert item(entries, "2026-12-03").value("log.attack.level") == 3


def test_in_an_alert_a_log_means_the_entry_that_triggered_it() -> None:
    old, new = entry("stress", {"level": 9}, 0.2), entry("stress", {"level": 2})
    scope = AlertScope(PLAN, new, [old], NOW, {})
    assert scope.value("log.stress.level") == 2
    assert scope.value("log.pain.level") is None


def test_the_triggering_entry_counts_once_among_the_last_days() -> None:
    new = entry("stress", {"level": 2})
    assert len(AlertScope(PLAN, new, [new], NOW, {}).past(["stress"], 1)) == 1
    assert len(AlertScope(PLAN, new, [], NOW, {}).past(["stress"], 1)) == 1


def test_the_last_days_are_local_days_with_today_among_them() -> None:
    entries = [entry("stress", {"level": day}, day) for day in range(9)] + [entry("pain", {"level": 1}, 1)]
    scope = item(entries)
    assert [scope.value("level") for _, scope in scope.past(["stress"], 3)] == [2, 1, 0]
    assert [day.day for day, _ in scope.past(["stress", "pain", "unheard"], 2)] == [2, 2, 3]


def test_an_entry_late_in_another_zone_keeps_its_own_day() -> None:
    late = datetime(2026, 12, 2, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    far = Entry("x", "calm", "1", "", "stress", late, late, {"level": 5})
    assert item([far]).past(["stress"], 1) == []
    assert [day.day for day, _ in item([far]).past(["stress"], 2)] == [2]


def test_past_entries_know_settings_but_no_other_log() -> None:
    entries = [entry("stress", {"level": 5}), entry("pain", {"level": 5})]
    [(_, inside)] = item(entries).past(["stress"], 1)
    assert inside.value("setting.heart") is True
    assert inside.value("log.pain.level") is None


def test_in_a_run_a_log_means_what_was_answered_in_it() -> None:
    before = entry("stress", {"level": 9}, 0.1)
    run = RunScope(PLAN, {"pain": {"level": 4}}, [before], NOW, {})
    assert run.value("log.pain.level") == 4
    assert run.value("log.stress.level") is None
    assert evaluate(parse("count(log.pain, 1d) == 1 and count(log.stress, 1d) == 1"), run) is True
    assert run.around(item([before])).value("log.stress.level") == 9
    assert run.around(item([before])).value("log.pain.level") == 4
    assert run.value("log.stress.level") is None


def names(found: list[Alert]) -> list[str]:
    return [each.name for each in found]


def test_an_alert_is_raised_by_an_entry_of_its_log_the_most_urgent_first() -> None:
    assert names(raised(PLAN, entry("stress", {"level": 7}), [], NOW)) == []
    assert names(raised(PLAN, entry("stress", {"level": 8}), [], NOW)) == ["high"]
    assert names(raised(PLAN, entry("stress", {"level": 10}), [], NOW)) == ["worst", "high"]
    assert names(raised(PLAN, entry("strain", {"grade": 8}), [], NOW)) == ["high"]


def test_red_flags_come_before_everything_else_by_their_own_urgency() -> None:
    over = parse("log.stress.level > 5")
    plan = replace(
        PLAN,
        warnings={"soon": Card("soon", "Ask.", "soon"), "emergency": Card("emergency", "Act.", "emergency")},
        alerts={
            "first": Alert("first", over, "Read this.", level="urgent"),
            "soon": Alert("soon", over, warning="soon", level="urgent"),
            "now": Alert("now", over, warning="emergency", level="info"),
        },
    )
    assert names(raised(plan, entry("stress", {"level": 7}), [], NOW)) == ["now", "soon", "first"]


def test_an_alert_about_the_last_days_counts_the_new_entry() -> None:
    before = [entry("stress", {"level": 7}, day) for day in (1, 2)]
    assert names(raised(PLAN, entry("stress", {"level": 7}), before, NOW)) == ["long"]
    assert names(raised(PLAN, entry("stress", {"level": 7}), before[:1], NOW)) == []


def test_an_entry_of_another_log_raises_nothing_again() -> None:
    before = [entry("stress", {"level": 7}, day) for day in (0.1, 1, 2)]
    assert names(raised(PLAN, entry("pain", {"level": 1}), before, NOW)) == []
    assert names(raised(PLAN, entry("unheard", {"level": 1}), before, NOW)) == []


def test_an_alert_may_ask_for_a_caution() -> None:
    high = entry("pain", {"level": 6})
    assert names(raised(PLAN, high, [], NOW)) == []
    assert names(raised(PLAN, high, [], NOW, {"heart": True})) == ["careful"]


def test_in_an_item_an_episode_is_the_open_one_whenever_it_began() -> None:
    began = entry("attack", {"level": 7}, days_ago=3)
    assert item([began]).value("log.attack.level") == 7
    assert item([began, entry("attack", {"level": 2})]).value("log.attack.level") == 2
    assert item([replace(began, ended=NOW)]).value("log.attack.level") is None
    assert item([entry("attack", {"level": 7}, days_ago=40)]).value("log.attack.level") is None
