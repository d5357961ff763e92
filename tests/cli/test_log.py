"""`selfcare log`: what is saved, what is refused, and what is asked."""

from __future__ import annotations

import json

import pytest

from selfcare.errors import StorageError
from tests.cli.plans import write
from tests.cli.shell import NOW, Shell


def entries(selfcare: Shell) -> list[dict[str, object]]:
    """All that `history --json` has."""
    found: list[dict[str, object]] = json.loads(selfcare.works("history", "--json"))["entries"]
    return found


def test_saved_names_the_entry_that_history_shows(selfcare: Shell) -> None:
    done = selfcare("log", "stress", "level=4")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"saved {done.id}\n"
    assert [(entry["id"], entry["log"], entry["values"]) for entry in entries(selfcare)] == [
        (done.id, "stress", {"level": 4})
    ]


def test_a_bare_value_is_the_first_scale(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "5", "--note", "after lunch")
    assert [(entry["values"], entry["note"]) for entry in entries(selfcare)] == [({"level": 5}, "after lunch")]


def test_options_may_stand_among_the_words(selfcare: Shell) -> None:
    selfcare.works("log", "--note", "a", "pain", "1")
    selfcare.works("log", "pain", "--note", "b", "2")
    assert sorted((str(entry["note"]), entry["values"]) for entry in entries(selfcare)) == [
        ("a", {"level": 1}),
        ("b", {"level": 2}),
    ]


def test_a_note_of_a_dash_is_read_from_standard_input(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "5", "--note", "-", typed="two\nlines\n")
    assert entries(selfcare)[0]["note"] == "two\nlines"
    assert "Pain: level 5  two lines\n" in selfcare.works("history")


def test_an_entry_may_be_about_an_earlier_time(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "5", "--at", "yesterday 21:15")
    (entry,) = entries(selfcare)
    assert (entry["for"], entry["day"]) == ("2026-12-02T21:15:00-08:00", "2026-12-02")
    assert entry["answered"] == "2026-12-03T10:42:00-08:00"


def test_what_was_saved_as_json(selfcare: Shell) -> None:
    found = json.loads(selfcare.works("log", "pain", "5", "--json"))
    assert list(found) == ["format", "saved", "path", "values"]
    assert (found["path"], found["values"]) == ("log.pain", {"level": 5})


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        (2, ("pain", "11"), "off the scale"),
        (2, ("pain", "-1"), "off the scale"),
        (2, ("pain", "much"), "0 to 10"),
        (2, ("pain", "nan"), "0 to 10"),
        (2, ("pain", "level=3", "level=4"), "given twice"),
        (2, ("pain", "3", "colour=red"), "has no question of that name"),
        (2, ("pain", "3", "--at", "tomorrow 10:00"), "still to come"),
        (2, ("pain", "3", "--at", "tomorrow-ish"), "is not a time"),
        (2, ("pain", "3", "--note", "x" * 4001), "at most 4000 characters"),
        (4, ("pian", "3"), "did you mean 'pain'"),
        (4, ("zzz", "3"), "there are: pain, stress, sleep"),
        (2, ("pain",), "it takes level=…"),
        (2, ("pain", "--note", "x"), "need an answer"),
        (2, (), "which log? There are: pain"),
        (2, ("pain", "--stdin"), "everything about an entry is in its line"),
    ],
)
def test_what_cannot_be_saved_is_refused_and_nothing_changes(
    selfcare: Shell, code: int, words: tuple[str, ...], told: str
) -> None:
    selfcare.works("log", "pain", "1")
    assert told in selfcare.refused(code, "log", *words)
    assert len(entries(selfcare)) == 1


def test_a_log_without_a_scale_takes_no_bare_value(selfcare: Shell) -> None:
    selfcare.works("use", "acupuncture-prep")
    assert "'goal' has no scale" in selfcare.refused(2, "log", "goal", "better")
    selfcare.works("log", "log.goal", "goal=sleep through")


def test_lines_of_json_are_saved_together(selfcare: Shell) -> None:
    lines = (
        '{"log": "pain", "values": {"level": 3}, "note": "-", "at": "09:00"}\n\n{"log":"stress","values":{"level":0}}\n'
    )
    out = selfcare.works("log", "--stdin", typed=lines)
    assert out.count("saved ") == 2
    assert [(entry["log"], entry["note"], str(entry["for"])[11:16]) for entry in entries(selfcare)] == [
        ("pain", "-", "09:00"),
        ("stress", "", "10:42"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "5",
        "{",
        "null",
        '{"log": "pain"}',
        '{"log": "pain", "values": 5}',
        '{"log": "pain", "values": null}',
        '{"log": "pain", "values": [1]}',
        '{"log": 5, "values": {"level": 3}}',
        '{"log": "pain", "values": {"level": 3}, "note": 5}',
        '{"log": "pain", "values": {"level": 3}, "at": 5}',
        '{"log": "pain", "values": {"level": NaN}}',
        '{"log": "pain", "values": {"level": true}}',
        '{"log": "pain", "values": {"level": 1e400}}',
        '{"log": "pain", "values": {"level": 3, "x": 1}}',
        '{"log": "pain", "values": {"level": ' + "9" * 5000 + "}}",
        "[" * 100_000,
        "\x00",
        "\ufeff{}",
    ],
)
def test_one_bad_line_and_nothing_of_all_is_saved(selfcare: Shell, line: str) -> None:
    good = '{"log": "pain", "values": {"level": 3}}\n'
    told = selfcare.refused(2, "log", "--stdin", typed=good + line + "\n" + good)
    assert told.startswith("line 2: ")
    assert told.endswith("; nothing was saved")
    assert entries(selfcare) == []


def test_bytes_that_are_no_text_are_refused(selfcare: Shell) -> None:
    assert "it is no entry" in selfcare.refused(2, "log", "--stdin", typed=b"\xff\xfe\n")
    assert selfcare("log", "pain", "3", "--note", "-", typed=b"caf\xe9").code == 0
    assert entries(selfcare)[0]["note"] == "caf\ufffd"


def test_an_alert_is_spoken_after_saved_each_way(selfcare: Shell) -> None:
    write(selfcare.home.parent / "my.toml")
    selfcare.works("use", "./my.toml")
    alert = "selfcare: Please tell your practitioner: Tell your practitioner before the visit.\n"
    assert selfcare("log", "ache", "8").err == ""
    mild = selfcare("log", "ache", "8").id
    assert selfcare("log", "ache", "9").err == alert
    assert selfcare("log", "--stdin", typed='{"log":"ache","values":{"level":10}}\n').err == alert
    assert selfcare("edit", mild, "level=10").err == alert


def test_an_alert_over_three_months_counts_them_all(selfcare: Shell) -> None:
    path = write(selfcare.home.parent / "my.toml")
    often = '\n[alert.often]\nif = "days(log.ache, 90d) >= 2"\nsay = "It comes often."\nlevel = "tell"\n'
    path.write_text(path.read_text() + often)
    selfcare.works("use", "./my.toml")
    selfcare.at("2026-10-01T10:00:00-07:00[America/Los_Angeles]")
    assert selfcare("log", "ache", "1").err == ""
    selfcare.at(NOW)
    assert selfcare("log", "ache", "1").err == "selfcare: Please tell your practitioner: It comes often.\n"


def test_a_red_flag_is_spoken_before_everything_else(selfcare: Shell) -> None:
    path = write(selfcare.home.parent / "my.toml")
    flag = """
[warning.own-chest]
say = "Chest pain: call now."
level = "emergency"

[alert.flag]
if = "log.ache.level == 10"
warning = "own-chest"
"""
    path.write_text(path.read_text() + flag)
    selfcare.works("use", "./my.toml")
    told = selfcare("log", "ache", "10").err.splitlines()
    assert told == [
        "selfcare: Get emergency help now: Chest pain: call now.",
        "selfcare: to call, emergency: your local emergency number",
        "selfcare: Please tell your practitioner: Tell your practitioner before the visit.",
    ]


def test_without_an_answer_it_asks_in_plain_lines(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "--linear", typed="6\n")
    assert [entry["values"] for entry in entries(selfcare)] == [{"level": 6}]


def test_somebody_at_a_terminal_is_asked_which_log(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    selfcare.sits("none", "2")
    done = selfcare("log", typed="3\n")
    assert (done.code, [entry["log"] for entry in entries(selfcare)]) == (0, ["stress"])
    assert done.out.startswith("1  Pain\n2  Stress\n")
    assert "'none' is none of them; type its number\n" in done.out


def test_when_no_answer_comes_nothing_is_done(selfcare: Shell) -> None:
    selfcare.sits()
    done = selfcare("log")
    assert (done.code, done.err) == (2, "selfcare: no answer came, so nothing was done\n")


def test_what_fails_after_an_entry_was_saved_does_not_sound_as_if_it_were_not(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageError("the disk is failing, so this was not done")

    monkeypatch.setattr("selfcare.cli.log.warn", fail)
    for words, typed in (
        (["log", "pain", "5", "--note", "x"], ""),
        (["log", "--stdin"], '{"log": "pain", "values": {"level": 4}}\n'),
    ):
        done = selfcare(*words, typed=typed)
        assert (done.code, done.out.split()[0]) == (0, "saved")
        assert "the entry is saved" in done.err
        assert "not done" not in done.err
