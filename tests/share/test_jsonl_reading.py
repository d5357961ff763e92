"""Files that are taken in: read back without loss, and refused in one sentence when anything about them is wrong."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.canonical import canonical
from selfcare.core.event import Event, Json
from selfcare.core.frozen import replace
from selfcare.core.text import plain
from selfcare.errors import StorageError
from selfcare.share import jsonl
from tests.planfile.payloads import HOSTILE
from tests.share.test_jsonl import EVENTS

ID = "01a1fbf9-9400-782e-b244-9eea96e59017"
ENTRY = Event(ID, "d", "entry.recorded", datetime(2026, 1, 1, tzinfo=UTC), path="log.pain", values={"level": 4})
HEADER = b'{"selfcare-journal":1}\n'
HASHED = ',"hash":"'


def read(file: bytes) -> list[Event]:
    return [each.event for each in jsonl.events(io.BytesIO(file), "my.jsonl")]


def refusal(file: bytes) -> str:
    with pytest.raises(StorageError) as refused:
        read(file)
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def signed(members: dict[str, Json]) -> bytes:
    """A file with one line that says this, its hash right: what somebody may write who means harm."""
    text = canonical(members)
    return HEADER + canonical({**members, "hash": hashlib.sha256(text.encode()).hexdigest()}).encode() + b"\n"


def members(**others: Json) -> dict[str, Json]:
    line = list(jsonl.lines([ENTRY]))[1]
    held = json.loads(line)
    del held["hash"]
    return {**held, **others}


IDS = st.integers(0, 2**40).map(lambda number: f"01a1fbf9-9400-782e-b244-{number:012x}")
WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=10)
KEPT = st.builds(
    lambda event, name, kind, plan, path, note: replace(
        event, id=name, kind=kind, device="d", plan=plan, path=path, hash="", note=note, supersedes=""
    ),
    EVENTS,
    IDS,
    WORDS,
    WORDS,
    WORDS,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10),
)


@settings(max_examples=100)
@given(st.lists(KEPT, max_size=4))
def test_what_was_written_is_read_back_as_it_was_unknown_kinds_and_all(events: list[Event]) -> None:
    file = "".join(jsonl.lines(events)).encode()
    assert read(file) == events
    assert "".join(jsonl.lines(read(file))).encode() == file
    assert read(file + file) == events * 2, "files may be joined"
    assert read(file.replace(b"\n", b"\r\n")) == events, "mail may change line ends"
    assert read(file.rstrip(b"\n")) == events


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "my.jsonl is empty"),
        (b"date,log\n", "my.jsonl is no journal that selfcare wrote out; `selfcare export"),
        (b"\x00" * 100, "no journal"),
        (b'{"selfcare-journal":2}\n{"new":1}\n', "my.jsonl was written by a newer selfcare; install that one"),
        (HEADER + b"\n", "my.jsonl, line 2: this is not JSON"),
        (HEADER + b'{"answered":"2026', "may be cut short"),
        (HEADER + b"\xff\xfe\n", "line 2: this is not UTF-8"),
        (HEADER + b"[]\n", "line 2: this is not an event"),
        (HEADER + b"4\n", "line 2: this is not an event"),
        (HEADER + b"{}\n", "line 2: this lacks"),
        (HEADER + b"[" * 100_000 + b"\n", "line 2: this is not JSON"),
        (HEADER + b'{"a":' * 300 + b"1" + b"}" * 300 + b"\n", "line 2: this lies deeper"),
        (HEADER + b'{"a":' + b"9" * 5000 + b"}\n", "line 2: "),
        (HEADER + b" " * (jsonl.LONGEST + 1), "line 2: this line is longer"),
    ],
    ids=range(14),
)
def test_what_is_no_journal_is_refused_with_the_line(file: bytes, said: str) -> None:
    assert said in refusal(file)


def line(change: Callable[[str], str]) -> bytes:
    """The good line, changed."""
    good = list(jsonl.lines([ENTRY]))[1]
    changed = change(good)
    assert changed != good
    return HEADER + changed.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (line(lambda good: good.replace(":4}", ":5}")), "changed or damaged"),
        (line(lambda good: good.replace(":4}", ":4.0}")), "not spelled as selfcare writes it"),
        (line(lambda good: good.replace(":4}", ":NaN}")), "cannot be read as an event"),
        (line(lambda good: good.replace(":4}", ":1e999}")), "cannot be read as an event"),
        (line(lambda good: good.replace(":4}", f":{'9' * 400}}}")), "cannot be read as an event"),
        (line(lambda good: good.replace(':"d"', ':"\\ud800"')), "hidden characters"),
        (line(lambda good: good.replace('"level"', '"\\ud800"')), "cannot be read as an event"),
        (line(lambda good: good.replace('"level"', '"\ud800"')), "not UTF-8"),
        (line(lambda good: good.replace('"id"', '"id":"x","id"')), "not spelled as selfcare writes it"),
        (line(lambda good: good.replace(',"kind"', ', "kind"')), "not spelled as selfcare writes it"),
        (line(lambda good: good.replace('"values"', '"note":"","values"')), "not spelled as selfcare writes it"),
        (line(lambda good: good.replace(HASHED, ',"device":"e"' + HASHED)), "changed or damaged"),
        (line(lambda good: good.replace("+00:00[UTC]", "Z")), "not spelled as selfcare writes it"),
        (line(lambda good: good.replace("+00:00[UTC]", "")), "a time that is not"),
        (line(lambda good: good.replace('"level"', '"le\0vel"')), "not JSON"),
    ],
    ids=range(15),
)
def test_a_line_that_was_changed_is_refused(file: bytes, said: str) -> None:
    sentence = refusal(file)
    assert sentence.startswith("my.jsonl, line 2: ")
    assert sentence.endswith(", so nothing was imported")
    assert said in sentence


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": "ffffffff-ffff-7fff-bfff-ffffffffffff"},
        {"id": ID.upper()},
        {"id": ID.replace("-7", "-4")},
        {"id": 4},
        {"id": None},
        {"supersedes": "x"},
        {"supersedes": [ID]},
        {"device": ""},
        {"kind": ""},
        {"kind": {"a": 1}},
        {"path": "a" * 1001},
        {"note": "\0"},
        {"note": 4},
        {"values": [4]},
        {"values": "4"},
        {"values": {}},
        {"answered": ""},
        {"answered": "0001-01-01T00:00:00.000000+14:00"},
        {"answered": "2026-13-01T00:00:00.000000+00:00"},
        {"answered": "2026-01-01T00:00:00.000000+00:00[../../etc/passwd]"},
        {"meant": "noon"},
        {"shown": True},
        {"seq": 4},
        {"values": {"a": json.loads("[" * 40 + "]" * 40)}},
    ],
    ids=str,
)
def test_a_line_that_says_what_no_event_says_is_refused_though_its_hash_is_right(wrong: dict[str, Json]) -> None:
    file = signed(members(**wrong))
    if wrong.get("answered", "").__class__ is str and "passwd" in str(wrong.get("answered")):
        assert read(file)[0].answered.tzinfo is not None  # a zone nobody knows: its offset is kept, and no file is read
        return
    assert refusal(file).startswith("my.jsonl, line 2: ")


@pytest.mark.parametrize("payload", HOSTILE)
def test_hidden_characters_are_refused_in_names_and_kept_as_they_were_in_notes(payload: str) -> None:
    for member in ("device", "kind", "plan", "version", "closure", "path", "occurrence"):
        file = signed(members(**{member: payload}))
        if plain(payload) == payload:
            assert len(read(file)) == 1
        else:
            assert "hidden characters" in refusal(file)
    if "\0" not in payload:
        assert read(signed(members(note=payload)))[0].note == payload
        assert read(signed(members(values={payload: payload})))[0].values == {payload: payload}


def test_lines_are_read_one_at_a_time() -> None:
    class Endless:
        def __init__(self) -> None:
            self.taken = 0

        def readline(self, size: int, /) -> bytes:
            self.taken += 1
            return HEADER if self.taken == 1 else list(jsonl.lines([ENTRY]))[1].encode()

    source = Endless()
    events = jsonl.events(source, "my.jsonl")
    assert [next(events).event for _ in range(3)] == [ENTRY] * 3
    assert source.taken == 4
