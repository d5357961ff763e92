from __future__ import annotations

import os
from pathlib import Path

import pytest

from selfcare.errors import StorageError
from selfcare.planfile.problem import Problem, Problems
from selfcare.planfile.toml import guard


def decoded(raw: bytes) -> tuple[str | None, list[Problem]]:
    problems = Problems()
    return guard.decode(raw, "my-plan.toml", problems), problems.found


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"selfcare = 1\r\n")
    assert guard.read_bytes(path) == b"selfcare = 1\r\n"


def test_what_is_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, words in {
        tmp_path / "missing.toml": "there is no file",
        tmp_path: "is a folder",
        tmp_path / "pipe": "is not a file",
        Path("/dev/zero"): "is not a file",
        tmp_path / "loop": "cannot be read",
        tmp_path / "a\0b": "cannot be read",
        tmp_path / ("x" * 300): "cannot be read",
        tmp_path / "\x1b[31m\udcff": "\ufffd[31m\ufffd",
    }.items():
        with pytest.raises(StorageError) as refused:
            guard.read_bytes(path)
        assert words in str(refused.value)
        assert str(refused.value).isprintable()


def test_a_fault_while_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.toml").write_bytes(b"x")

    class Broken:
        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def read(self, _: int) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("builtins.open", lambda *_, **__: Broken())
    with pytest.raises(StorageError, match="input/output error"):
        guard.read_bytes(tmp_path / "plan.toml")


def test_a_hundred_megabytes_are_refused_after_the_first(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    raw = guard.read_bytes(path)
    assert len(raw) == guard.MAX_BYTES + 1
    text, (problem,) = decoded(raw)
    assert text is None
    assert (problem.code, problem.place.line) == ("encoding", 1)
    assert "larger than a plan may be" in problem.message


def test_a_byte_order_mark_is_no_matter() -> None:
    assert decoded(b"\xef\xbb\xbfa = 1") == ("a = 1", [])
    assert decoded("ä".encode()) == ("ä", [])
    assert decoded(b"x" * guard.MAX_BYTES)[1] == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(encoding: str) -> None:
    text, (problem,) = decoded("selfcare = 1\n[plan]\n".encode(encoding))
    assert text is None
    assert problem.message == "this file is saved as UTF-16"
    assert "UTF-8" in problem.help


def test_a_byte_that_is_not_utf_8_is_shown_with_its_line() -> None:
    text, (problem,) = decoded(b"a = 1\nb = '\xc3\xa4 \x92s'")
    assert text is None
    assert (problem.place.line, problem.place.column) == (2, 8)
    assert "\u2019" in problem.message
    assert "perhaps" not in decoded(b"\x81")[1][0].message


def test_a_binary_file_is_no_text() -> None:
    text, (problem,) = decoded(b"\x7fELF\x02\n\0\0\0\x01x")
    assert text is None
    assert (problem.message, problem.place.line) == ("this is not a text file", 2)
    assert decoded(b"a = '\0'")[0] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = " + "[" * 500 + "]" * 500, "deep"),
        ("a" + ".a" * 9_999 + " = 1", "parts"),
        ("[a" + ' . "b"' * 20 + "]", "parts"),
        ("a = " + "9" * 4_301, "too long"),
        ("a = 0x" + "f" * 100_000, "too long"),
        ("[[a]]\n" * 20_001, "at most"),
    ],
)
def test_tomllib_is_never_handed_what_would_choke_it(text: str, words: str) -> None:
    with pytest.raises(guard.TooMuchError, match=words):
        guard.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = '" + "[" * 500 + "'",
        'a = "' + "." * 500 + '"',
        "# " + "[." * 500,
        'a = """' + "[.\n" * 500 + '"""',
        "a = '''" + "[.\n" * 500 + "'''",
        'a = "' + "9" * 5_000 + '"',
    ],
)
def test_what_stands_in_texts_and_comments_weighs_nothing(text: str) -> None:
    guard.parse(text)


def test_a_message_of_tomllib_has_a_place() -> None:
    for text, offset in {"a = 1\nb = ": 10, "a = 1\r\nb = ?": 11, "a = '''": 7, "a =\n": 3}.items():
        with pytest.raises(guard.RefusedError) as refused:
            guard.parse(text)
        assert abs(refused.value.offset - offset) <= 1
        assert "(at " not in refused.value.message


def test_what_overflows_inside_tomllib_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr("tomllib.loads", too_deep)
    with pytest.raises(guard.RefusedError, match="too large or too deep"):
        guard.parse("a = 1.5")
