"""`selfcare plan check`: folders and patterns, formats, exit codes, fixes, and many files at once."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from selfcare.cli.author import check as command
from selfcare.cli.author import files, many
from selfcare.cli.progress import Progress
from tests.cli.plans import write
from tests.cli.shell import Shell, environment

BAD = 'selfcare = 1\n\n[plan]\ntitle = "Mine"\n\n[checklist.prep.meal]\ncheck = "Eat"\nat = "1d before at 8pm"\n'
UNUSED = '\n[setting.coffee]\nyes-no = "Coffee?"\ndefault = true\n'
GOOD = BAD.replace("8pm", "20:00")


@pytest.fixture
def folder(selfcare: Shell) -> Path:
    """A folder with two plans, one of them wrong, in a folder of its own."""
    home = Path("clinic")
    (home / "more").mkdir(parents=True)
    (home / "good.toml").write_text(GOOD, "utf-8")
    (home / "more" / "bad.toml").write_text(BAD, "utf-8")
    return home


def named(*words: str) -> list[str]:
    return [one.name for one in files.meant(words) if one.trouble is None]


# which files


def test_a_folder_is_looked_through_and_told_of_in_one_summary(selfcare: Shell, folder: Path) -> None:
    for word in ("clinic", "clinic/", "./clinic", "."):
        done = selfcare("plan", "check", word)
        assert (done.code, done.err) == (1, "")
        assert "more/bad.toml:8:20" in done.out
        assert done.out.endswith("bad.toml\n") and done.out.count("error[") == 1
    (folder / "more" / "bad.toml").write_text(GOOD, "utf-8")
    assert selfcare.works("plan", "check", "clinic") == "no problems in 2 files\n"


def test_what_is_hidden_or_no_plan_is_passed_over_and_a_named_file_never_is(selfcare: Shell, folder: Path) -> None:
    (folder / ".git").mkdir()
    for name in (".git/x.toml", ".hidden.toml"):
        (folder / name).write_text(BAD, "utf-8")
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    (folder / "notes.txt").write_text(BAD, "utf-8")
    assert named("clinic") == ["clinic/good.toml", "clinic/more/bad.toml"]
    assert named("clinic/pyproject.toml", "clinic/.hidden.toml") == ["clinic/pyproject.toml", "clinic/.hidden.toml"]
    assert "error[" in selfcare("plan", "check", "clinic/pyproject.toml").out


def test_a_broken_plan_and_one_in_another_encoding_still_look_like_plans(folder: Path) -> None:
    (folder / "a.toml").write_text("selfcare: 1\nplan\ntitle = x", "utf-8")
    (folder / "b.toml").write_text(GOOD, "utf-16")
    (folder / "c.toml").write_text('\n[ [ checklist.x\n[checklist.prep.a]\ncheck = "x"\n', "utf-8")
    assert [Path(name).name for name in named("clinic")] == ["a.toml", "b.toml", "c.toml", "good.toml", "bad.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_round_is_followed_once(folder: Path) -> None:
    (folder / "more" / "round").symlink_to("..")
    (folder / "more" / "self").symlink_to("self")
    (folder / "nowhere.toml").symlink_to("gone.toml")
    (folder / "twice.toml").symlink_to("good.toml")
    assert named("clinic", "clinic/good.toml") == ["clinic/good.toml", "clinic/more/bad.toml"]
    assert len(list(files._in_folder(folder))) == 3  # the second way to the same file included


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_a_folder_holds_nobody_up(folder: Path) -> None:
    os.mkfifo(folder / "pipe.toml")
    assert named("clinic") == ["clinic/good.toml", "clinic/more/bad.toml"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("clinic/*.toml", ["clinic/good.toml"]),
        ("*/*.toml", ["clinic/good.toml"]),
        ("**/*.toml", ["clinic/good.toml", "clinic/more/bad.toml"]),
        ("clinic/**", ["clinic/good.toml", "clinic/more/bad.toml"]),
        ("clinic/**/bad.toml", ["clinic/more/bad.toml"]),
        ("clinic/*/b?d.toml", ["clinic/more/bad.toml"]),
        ("clinic/[a-g]*.toml", ["clinic/good.toml"]),
    ],
)
def test_a_pattern_is_resolved_where_the_shell_did_not(folder: Path, pattern: str, found: list[str]) -> None:
    assert named(pattern) == found


def test_a_folder_or_a_pattern_with_nothing_in_it_is_told(selfcare: Shell, folder: Path) -> None:
    Path("empty").mkdir()
    assert selfcare.refused(3, "plan", "check", "empty") == "there is no plan file in empty"
    assert selfcare.refused(3, "plan", "check", "x/*.toml") == "no plan file is called like x/*.toml"


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(selfcare: Shell) -> None:
    Path("a[1].toml").write_text(GOOD, "utf-8")
    assert selfcare.works("plan", "check", "a[1].toml") == "no problems\n"


def test_an_id_of_the_library_beats_a_folder_of_that_name(selfcare: Shell) -> None:
    Path("daily-stress").mkdir()
    assert selfcare.works("plan", "check", "daily-stress") == "no problems\n"


def test_what_is_typed_is_checked(selfcare: Shell) -> None:
    done = selfcare("plan", "check", "-", typed=BAD)
    assert done.code == 1 and "--> stdin:8:20" in done.out
    assert selfcare.works("plan", "check", "-", typed="\ufeff" + GOOD) == "no problems\n"
    assert "larger than a plan may be" in selfcare("plan", "check", "-", typed="#" * 300_000).out


def test_a_hostile_pattern_and_a_deep_folder_hold_nobody_up(selfcare: Shell, folder: Path) -> None:
    deep = folder / "/".join("d" for _ in range(60))
    deep.mkdir(parents=True)
    (deep / "bad.toml").write_text(BAD, "utf-8")
    (folder / f"{'a' * 200}.toml").write_text(BAD, "utf-8")
    assert named("clinic/" + "a*" * 100 + "b.toml", "clinic/" + "**/" * 50 + "b*.toml") == ["clinic/more/bad.toml"]
    assert selfcare("plan", "check", "*" * 5000).code == 3
    assert selfcare("plan", "check", "x\0/*.toml").code == 3


# what is said, and the exit code


def test_one_file_that_cannot_be_read_keeps_no_other_from_being_checked(selfcare: Shell, folder: Path) -> None:
    done = selfcare("plan", "check", "gone.toml", "clinic/more/bad.toml")
    assert done.code == 3 and "error[value]" in done.out
    assert done.err == "selfcare: there is no file gone.toml\n"
    done = selfcare("plan", "check", "clinic/good.toml", "gone.toml", "no-such-id")
    assert done.code == 4 and done.out == "no problems\n"
    assert done.err.count("\n") == 2


def test_strict_ends_with_one_for_a_warning(selfcare: Shell) -> None:
    Path("mine.toml").write_text(GOOD + UNUSED, "utf-8")
    assert "warning[unused]" in selfcare.works("plan", "check", "mine.toml")
    assert selfcare("plan", "check", "mine.toml", "--strict").code == 1
    waived = GOOD + UNUSED.replace("\n[", "\n# selfcare: allow unused because it comes next\n[")
    Path("mine.toml").write_text(waived, "utf-8")
    assert selfcare("plan", "check", "mine.toml").out == "no problems; 1 waived\n"


def test_a_problem_of_a_plan_that_two_others_extend_is_told_once(selfcare: Shell) -> None:
    Path("base.toml").write_text(BAD, "utf-8")
    for name in ("one", "two"):
        Path(f"{name}.toml").write_text('selfcare = 1\n\n[plan]\ntitle = "T"\nextends = "base.toml"\n', "utf-8")
    done = selfcare("plan", "check", "base.toml", "one.toml", "two.toml")
    assert done.out.count("error[") == 1 and done.out.endswith("1 error in base.toml\n")


def test_fifty_of_all_are_shown_and_all_are_counted(selfcare: Shell, folder: Path) -> None:
    for number in range(60):
        (folder / f"n{number:02}.toml").write_text(BAD, "utf-8")
    done = selfcare("plan", "check", "clinic")
    assert done.out.count("error[") == 50
    assert done.out.endswith("and 11 more, not shown\n\n61 errors in 61 of 62 files\n")
    assert len(json.loads(selfcare("plan", "check", "clinic", "--format", "json").out)) == 50


def test_workflow_commands_are_escaped(selfcare: Shell) -> None:
    name = "100%,a:b.toml"
    Path(name).write_text(BAD.replace("8pm", "8pm%0A::error::no"), "utf-8")
    done = selfcare("plan", "check", "--format", "github", f"./{name}")
    first, summary = done.out.splitlines()
    assert first.startswith("::error file=./100%25%2Ca%3Ab.toml,line=8,endLine=8,col=20,")
    assert "title=value::" in first and "%250A" in first
    assert summary.startswith("1 error in ") and done.code == 1
    Path(name).write_text(GOOD + UNUSED, "utf-8")
    assert selfcare.works("plan", "check", "--format", "github", f"./{name}").startswith("::warning file=")


# --fix


def test_fix_writes_says_what_it_changed_and_checks_again(selfcare: Shell, folder: Path) -> None:
    bad = folder / "more" / "bad.toml"
    raw = b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").rstrip().encode()
    bad.write_bytes(raw)
    bad.chmod(0o640)
    told = selfcare.works("plan", "check", "--fix", "clinic")
    assert told == (
        'clinic/more/bad.toml:8: at = "1d before at 8pm" → at = "1d before at 20:00"\nno problems in 2 files\n'
    )
    assert bad.read_bytes() == raw.replace(b"8pm", b"20:00")
    assert stat.S_IMODE(bad.stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.rglob("*")) == ["bad.toml", "good.toml", "more"]


def test_a_dry_run_and_a_diff_write_nothing(selfcare: Shell, folder: Path) -> None:
    for options in (("--fix", "--dry-run"), ("--fix", "--diff"), ("--diff",)):
        assert "20:00" in selfcare("plan", "check", *options, "clinic").out
        assert (folder / "more" / "bad.toml").read_text("utf-8") == BAD
    done = selfcare("plan", "check", "--diff", "clinic")
    assert done.code == 1
    assert '-at = "1d before at 8pm"\n+at = "1d before at 20:00"\n' in done.out
    assert "--dry-run goes with --fix" in selfcare.refused(2, "plan", "check", "--dry-run", "clinic")


def test_in_other_formats_what_was_fixed_goes_to_stderr(selfcare: Shell, folder: Path) -> None:
    done = selfcare("plan", "check", "--fix", "--format", "json", "clinic")
    assert json.loads(done.out) == [] and "→" in done.err


def test_only_files_are_fixed(selfcare: Shell) -> None:
    assert "a plan of the library" in selfcare.refused(2, "plan", "check", "--fix", "daily-stress")
    assert "what is typed" in selfcare.refused(2, "plan", "check", "--fix", "-", typed=BAD)


def test_a_file_that_may_not_be_written_is_left_and_that_is_said(selfcare: Shell, folder: Path) -> None:
    bad = folder / "more" / "bad.toml"
    bad.chmod(0o444)
    done = selfcare("plan", "check", "--fix", "clinic")
    assert (done.code, bad.read_text("utf-8")) == (3, BAD)
    assert done.err == "selfcare: clinic/more/bad.toml may not be written, so it was left as it is\n"
    assert "error[value]" in done.out


def test_a_file_that_is_too_large_to_be_proved_is_left(selfcare: Shell) -> None:
    Path("large.toml").write_text(BAD + "# x\n" * 20_000, "utf-8")
    done = selfcare("plan", "check", "--fix", "large.toml")
    assert done.code == 3 and "too large for --fix" in done.err and "error[value]" in done.out


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(selfcare: Shell, folder: Path) -> None:
    link = Path("link.toml")
    link.symlink_to(folder / "more" / "bad.toml")
    selfcare.works("plan", "check", "--fix", "link.toml")
    assert link.is_symlink() and (folder / "more" / "bad.toml").read_text("utf-8") == GOOD


def test_a_file_that_changed_meanwhile_is_left(selfcare: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from selfcare.cli.author import fixing
    from selfcare.errors import StorageError

    bad = folder / "more" / "bad.toml"
    with pytest.raises(StorageError, match="changed by somebody else"):
        fixing.replace(bad, b"something else", b"ours")
    assert bad.read_text("utf-8") == BAD
    assert list((folder / "more").iterdir()) == [bad]


# many


def fill(folder: Path, count: int = 24) -> list[str]:
    for number in range(count):
        (folder / f"n{number:02}.toml").write_text(BAD if number % 2 else GOOD, "utf-8")
    return [str(folder / f"n{number:02}.toml") for number in range(count)]


def test_outcomes_come_in_order_whether_in_one_process_or_in_several(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [many.Task(files.Meant(name)) for name in [*fill(folder), "gone.toml"]]
    alone = list(many.outcomes(tasks))
    monkeypatch.setattr(many, "PRICE", 0.0)
    monkeypatch.setattr(many, "_processes", lambda: 2)
    assert list(many.outcomes(tasks)) == alone
    assert [len(found.problems) for found in alone[:4]] == [0, 1, 0, 1]
    assert (alone[-1].trouble, alone[-1].code) == ("there is no file gone.toml", 3)


def test_a_process_that_is_started_anew_does_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS and Windows."""
    monkeypatch.setattr(many, "FORK", False)
    tasks = [many.Task(files.Meant(name)) for name in fill(folder, 2)]
    assert list(many._side_by_side(tasks, 1)) == [many.outcome(task) for task in tasks]


def ends(task: many.Task, listings: object = None) -> many.Outcome:
    """As if the system ended the process for want of memory."""
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGTERM)
    return many.Outcome(task.meant.name)


PARENT = os.getpid()


@pytest.mark.skipif(not many.FORK, reason="the process starts anew there")
def test_what_an_ended_process_leaves_is_checked_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "PRICE", 0.0)
    monkeypatch.setattr(many, "_processes", lambda: 2)
    monkeypatch.setattr(many, "outcome", ends)
    monkeypatch.setattr(sys.modules[__name__], "PARENT", os.getpid())
    names = fill(folder)
    assert [found.name for found in many.outcomes([many.Task(files.Meant(name)) for name in names])] == names


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other there")
def test_whoever_breaks_it_off_waits_for_nothing_and_sees_no_traceback(selfcare: Shell, tmp_path: Path) -> None:
    plan = (Path(__file__).parents[2] / "plans" / "acupuncture-prep.toml").read_text("utf-8")
    for number in range(200):
        (tmp_path / f"n{number}.toml").write_text(plan, "utf-8")
    begun = """
import sys
from selfcare.cli.author import many
from selfcare.cli.main import main

many._processes, many.PRICE, side_by_side = lambda: 2, 0.0, many._side_by_side

def told(tasks, processes):
    for number, found in enumerate(side_by_side(tasks, processes)):
        number or print("begun", flush=True)
        yield found

many._side_by_side = told
sys.exit(main(sys.argv[1:]))
"""
    child = subprocess.Popen(
        [sys.executable, "-c", begun, "plan", "check", str(tmp_path)],
        env=environment(selfcare.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"begun\n"
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out, err) == (130, b"", b"")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_at_a_terminal_only_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress(1000) as progress:
            progress.step()
        assert stream.getvalue() == ("\r1 of 1000\r         \r" if shown else "")
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    with Progress(0) as progress:
        progress.step()
    assert stream.getvalue() == ""


def test_a_sentence_does_not_stand_in_the_line_of_progress(
    selfcare: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "MANY", 1)
    names = fill(folder, 2)
    monkeypatch.setattr(Progress, "step", lambda self: None)
    assert selfcare("plan", "check", "gone.toml", *names).err == "selfcare: there is no file gone.toml\n"


# explain


def test_explain_tells_the_reason_and_an_example_by_word_and_by_clinical_id(selfcare: Shell) -> None:
    told = selfcare.works("plan", "explain", "window")
    assert told.startswith("window: A window ends before it begins.\n\n")
    assert "\nwrong:\n    [checklist" in told and "\nright:\n    [checklist" in told and "Source: " in told
    assert selfcare.works("plan", "explain", "st-02").startswith(f"{told.rstrip()}\n\nsafety/far-window: ")
    assert selfcare.works("plan", "explain", "WINDOW") == told


def test_explain_lists_every_code_by_family(selfcare: Shell) -> None:
    from selfcare.planfile import explain

    told = selfcare.works("plan", "explain")
    assert all(f"  {code.word} " in told for code in explain.known())
    assert "Safety: what protects people\n  safety/" in told
    assert "language/stale: " in selfcare.works("plan", "explain", "language/*")


def test_explain_says_what_may_be_waived_and_what_may_not(selfcare: Shell) -> None:
    assert "# selfcare: allow unused because" in selfcare.works("plan", "explain", "unused")
    assert "It cannot be waived" in selfcare.works("plan", "explain", "safety/warning")
    assert "waived: " not in selfcare.works("plan", "explain", "value")


def test_a_code_that_is_none_is_answered_with_the_nearest(selfcare: Shell) -> None:
    assert selfcare.refused(4, "plan", "explain", "windw") == "there is no code 'windw'; did you mean window?"
    assert "`selfcare plan explain` lists them" in selfcare.refused(4, "plan", "explain", "zebra")


# use and run


def test_a_file_with_errors_of_the_checker_is_neither_used_nor_run(selfcare: Shell) -> None:
    safety = 'selfcare = 1\n\n[plan]\nid = "x"\ntitle = "X"\nextends = "acupuncture-prep"\nwarnings = ["chest"]\n'
    Path("my plan.toml").write_text(safety, "utf-8")
    for word in ("use", "run"):
        told = selfcare.refused(1, word, "my plan.toml")
        assert told.startswith("this plan cannot be used: ")
        assert "`selfcare plan check 'my plan.toml'` shows " in told
    assert "in use" not in selfcare.works("plans")


def test_the_refusal_says_how_many_errors_there_are(selfcare: Shell) -> None:
    Path("mine.toml").write_text(BAD + '\n[checklist.prep.tea]\ncheck = "Tea"\nat = "soon"\n', "utf-8")
    assert selfcare.refused(1, "use", "mine.toml").endswith("`selfcare plan check mine.toml` shows all 2 errors")


def test_a_warning_keeps_nobody_from_using_a_plan(selfcare: Shell) -> None:
    write(Path("mine.toml"))
    with Path("mine.toml").open("a", encoding="utf-8") as file:
        file.write(UNUSED)
    assert "following" in selfcare.works("use", "mine.toml")


def test_plans_in_use_are_not_checked_again(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    write(Path("mine.toml"))
    selfcare.works("use", "mine.toml")
    monkeypatch.setattr("selfcare.planfile.stages.check", lambda *_, **__: pytest.fail("checked"))
    selfcare.works("today")
