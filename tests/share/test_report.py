"""The page for the practitioner in its four forms: what fits, what is said, and that nothing from outside is obeyed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.columns import columns
from selfcare.core.frozen import replace
from selfcare.core.report.page import (
    BLOCKS,
    CANNOT_SHOW_CAUSE,
    EMPTY,
    Attention,
    Block,
    Done,
    Figure,
    Goal,
    Medicines,
    Page,
    Reading,
    Score,
    Slip,
    Source,
    Visit,
    Words,
    without,
)
from selfcare.core.trend import DayMedian
from selfcare.share import report_html, report_json, report_markdown, report_room, report_text, report_words
from selfcare.share.report_html import STYLE
from tests.planfile.payloads import HOSTILE
from tests.share import pages

# the text: 80 columns, 60 lines

TEXTS = st.sampled_from([*HOSTILE, "", "pain", "כאב בגב", "ألم الظهر 7", "腰の痛み" * 12, "a word " * 90, "x" * 300])
FIGURES = st.none() | st.builds(
    Figure, st.floats(-1e9, 1e9), st.integers(0, 999), st.just(pages.FIRST), st.just(pages.LAST), TEXTS
)
SCORES = st.builds(
    Score,
    path=st.just("log.a.b"),
    name=TEXTS,
    ask=TEXTS,
    low=st.just(0.0),
    high=st.sampled_from([0.0, 10.0, 100.0]),
    better=st.sampled_from(["low", "high"]),
    n=st.integers(0, 2000),
    possible=st.integers(0, 2000),
    per=st.sampled_from(["days", "entries", "visits"]),
    baseline=FIGURES,
    now=FIGURES,
    change=st.none() | st.floats(-1e6, 1e6),
    percent=st.none() | st.floats(-1e6, 1e6),
    band=TEXTS,
    towards=st.sampled_from(["", "better", "worse", "same"]),
    weeks=st.lists(st.none() | st.floats(0, 10), max_size=170).map(tuple),
    days=st.lists(st.builds(DayMedian, st.just(pages.LAST), *[st.floats(0, 10)] * 3, st.just(1)), max_size=3).map(
        tuple
    ),
    raw=st.lists(st.builds(Reading, st.just(pages.FIRST), st.floats(0, 10)), max_size=12).map(tuple),
    missing=TEXTS,
    unit=TEXTS,
    label=st.sampled_from(["", "7-day median"]),
)
WORDS = st.builds(Words, st.just(pages.FIRST), TEXTS, TEXTS)


def many(of: st.SearchStrategy[object], most: int = 30) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=most).map(tuple)


PAGES = st.builds(
    Page,
    title=TEXTS,
    plans=many(st.builds(Source, TEXTS, TEXTS, TEXTS), 4),
    language=st.sampled_from(["en", "he", '"><script>']),
    made=st.just(pages.MADE),
    first=st.sampled_from([pages.LAST, pages.FIRST, date(2023, 6, 3)]),
    last=st.just(pages.LAST),
    since=TEXTS,
    label=TEXTS,
    summary=TEXTS,
    attention=many(
        st.builds(
            Attention,
            st.sampled_from(["self-harm", "warning sign", "side effect", "pregnancy", "medicine", "told"]),
            TEXTS,
            st.none() | st.just(pages.MADE),
            st.integers(0, 9),
            st.none() | st.integers(1, 99),
        )
    ),
    asked_signs=st.booleans(),
    goals=many(st.builds(Goal, TEXTS, st.none() | SCORES), 4),
    scores=many(SCORES, 12),
    visits=many(
        st.builds(
            Visit,
            st.just(pages.MADE),
            st.sampled_from(["kept", "planned", "cancelled", "unsaid"]),
            st.none() | st.integers(1, 200),
            st.booleans(),
            st.none() | st.floats(0, 10),
            st.none() | st.floats(0, 10),
        )
    ),
    visit_scale=TEXTS,
    done=many(
        st.builds(
            Done,
            st.sampled_from(["checklist", "practice", "log"]),
            TEXTS,
            st.integers(0, 999),
            st.none() | st.integers(0, 999),
            st.sampled_from(["items", "days", "times", "visits"]),
            st.none() | st.floats(0, 1e6),
            st.integers(0, 99),
            st.none() | st.floats(0, 10),
            st.none() | st.floats(0, 10),
        )
    ),
    slips=many(st.builds(Slip, TEXTS, st.just(pages.MADE), TEXTS, st.none() | st.integers(1, 9))),
    medicines=many(st.builds(Medicines, TEXTS, st.integers(0, 99), st.integers(0, 99))),
    medicine_changes=many(WORDS),
    notes=many(WORDS),
    more_notes=st.integers(0, 99),
    matters=TEXTS,
    questions=many(TEXTS, 5),
    plan_questions=many(TEXTS, 9),
    asked_days=st.integers(0, 99),
    missing_days=st.integers(0, 99),
    small_print=many(TEXTS, 12),
)


@given(PAGES, st.sampled_from(["24", "12"]))
@settings(max_examples=60)
def test_the_text_is_at_most_80_columns_by_60_lines(page: Page, hours: str) -> None:
    shown = report_text.lines(page, "12" if hours == "12" else "24")
    assert len(shown) <= 60
    assert max(map(columns, shown)) <= 80
    assert CANNOT_SHOW_CAUSE in " ".join(line.strip() for line in shown)


@given(PAGES, st.integers(20, 79))
@settings(max_examples=30)
def test_on_a_narrow_screen_every_line_fits(page: Page, width: int) -> None:
    assert max(map(columns, report_text.lines(page, width=width))) <= width


def test_what_had_no_room_is_counted_and_attention_gives_way_last() -> None:
    words = tuple(Words(pages.FIRST + timedelta(days=day), f"note {day} " + "and more " * 40) for day in range(5))
    scores = tuple(replace(pages.pain(), name=f"scale {number}", weeks=()) for number in range(12))
    signs = tuple(Attention("warning sign", f"sign {number}", pages.at(20)) for number in range(6))
    page = replace(pages.month(), notes=words, scores=scores, attention=signs, more_notes=7)
    shown = "\n".join(report_text.lines(page))
    assert all(f"sign {number}" in shown for number in range(6))
    assert "No warning signs were logged" not in shown
    gone = re.search(r"Not on this page for want of room: (.*)\.", shown.replace("\n  ", " "))
    assert gone
    assert re.search(r"\d+ scores", gone[1])
    assert re.search(r"\d+ notes", gone[1])
    assert "note 4" in shown


def test_a_page_that_fits_leaves_nothing_out_and_keeps_its_air() -> None:
    shown = report_text.lines(pages.month())
    assert "want of room" not in "\n".join(shown)
    assert "" in shown


def test_a_name_from_right_to_left_stands_alone_so_that_numbers_keep_their_order() -> None:
    page = replace(pages.month(), scores=(replace(pages.pain(), name="כאב בגב"),))
    shown = report_text.lines(page)
    (name,) = [line for line in shown if "כאב" in line]
    assert not re.search(r"\d [ ]+\d", name)
    assert re.search(r"^ +6 +4 +-2, -33%", shown[shown.index(name) + 1])


# what is said


def test_none_logged_is_not_none() -> None:
    quiet = replace(pages.month(), attention=())
    for told in forms(quiet)[:3]:
        assert "That does not mean that there were none." in told
    for told in forms(replace(quiet, asked_signs=False))[:3]:
        assert "this page cannot speak about them" in told


@pytest.mark.parametrize(
    ("score", "says"),
    [
        (pages.pain(), "clear change, better (0 to 10, lower is better)"),
        (pages.sleep(), "no agreed band (0 to 10, higher is better)"),
        (replace(pages.pain(), change=2, towards="worse"), "clear change, worse"),
        (replace(pages.pain(), change=0, band="about the same", towards="same"), "about the same (0 to 10"),
    ],
)
def test_where_a_change_goes_is_said_in_words(score: Score, says: str) -> None:
    assert says in "\n".join(report_text.lines(replace(pages.month(), scores=(score,))))


@pytest.mark.parametrize(
    ("value", "shown"), [(1.0, "+1"), (-0.5, "-0.5"), (0.0, "0"), (-0.04, "0"), (0.5, "+0.5"), (12.25, "+12.2")]
)
def test_a_change_has_its_sign(value: float, shown: str) -> None:
    assert report_words.signed(value) == shown


def test_a_large_number_is_written_out() -> None:
    assert report_words.number(1_234_567.0) == "1234567"


def test_three_years_are_told_in_eight_medians_and_a_gap_stays_one() -> None:
    score = replace(pages.pain(), weeks=(*[6.0] * 60, *[None] * 20, *[3.0] * 77))
    per, course = report_words.by_week(score)
    assert per == "20 weeks"
    assert len(course) == 8
    assert course[0] == 6
    assert course[-1] == 3
    assert report_words.by_week(replace(score, weeks=(5.0, None, 4.0))) == ("week", (5.0, None, 4.0))


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_that_is_not_shared_is_gone_and_said_to_be(block: Block) -> None:
    page = without(pages.month(), (block,))
    if block not in EMPTY:
        assert page == pages.month()
        return
    heading = report_words.HEADINGS[block]
    text, markdown, shown, document = forms(page)
    assert heading.upper() not in text
    assert f"## {heading}" not in markdown
    assert f">{heading}</h2>" not in shown
    for told in (text, markdown, shown):
        assert f"The patient chose to leave out: {heading.lower()}." in told
    assert json.loads(document)["left_out"] == [block]


# every form


def forms(page: Page) -> tuple[str, str, str, str]:
    """Text, Markdown, HTML, JSON."""
    return (
        " ".join(" ".join(report_text.lines(page)).split()),
        "\n".join(report_markdown.lines(page)),
        "".join(report_html.html(page)),
        json.dumps(report_json.as_json(page)),
    )


@given(PAGES)
@settings(max_examples=40)
def test_no_form_is_harmed_by_what_is_on_the_page(page: Page) -> None:
    _, markdown, shown, document = forms(page)
    assert json.loads(document)["format"] == 1
    assert "\x1b" not in markdown
    assert "\u202e" not in markdown
    checked(shown)


def test_markdown_shows_words_as_they_were_written() -> None:
    words = "**bold** [x](http://evil) <b> | cell `code` # 1_a ![i](y)"
    page = replace(pages.month(), notes=(Words(pages.FIRST, words),))
    (line,) = [line for line in report_markdown.lines(page) if "evil" in line]
    assert r"\*\*bold\*\* \[x\](http\://evil) \<b\> \| cell \`code\` \# 1\_a \!\[i\](y)" in line


def test_a_unit_is_read_as_it_was_written_and_breaks_no_table() -> None:
    score = replace(pages.pain(), unit="kg|<b>[x](http://e.x)")
    page = replace(pages.month(), goals=(Goal("sleep", score),), scores=(score,))
    safe = r"kg\|\<b\>\[x\](http\://e.x)"
    goal, row = [line for line in report_markdown.lines(page) if "0 to 10" in line]
    assert f"(0 to 10 {safe}, lower is better): 6 {safe} before, 4 {safe} now" in goal
    assert row.count(safe) == 3
    assert len(re.findall(r"(?<!\\)\|", row)) == 8
    shown = "".join(report_html.html(page))
    assert "<b>" not in shown
    checked(shown)


def test_json_has_everything_that_text_has_no_room_for() -> None:
    words = tuple(Words(pages.FIRST, f"note {number}") for number in range(40))
    document = report_json.as_json(replace(pages.month(), notes=words))
    assert len(document["notes"]) == 40  # type: ignore[arg-type]
    assert document["range"] == {
        "first": "2026-05-07",
        "last": "2026-06-03",
        "days": 28,
        "since": "since the course began",
    }


# HTML: what a browser, a printer and a screen reader need


class Reader(HTMLParser):
    """Checks nesting, and collects what the checks look at."""

    VOID = frozenset({"meta", "br", "circle", "path"})
    SAFE = frozenset(
        (
            *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "h1", "h2"),
            *("p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "bdi", "div"),
            *("strong", "svg", "desc", "text"),
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.refers: list[str] = []
        self.tables: list[list[tuple[str, dict[str, str | None]]]] = []
        self.drawings: list[dict[str, str | None]] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag in self.SAFE | self.VOID, tag
        assert not any(name.startswith("on") or name in ("src", "href", "style", "xlink:href") for name in given), attrs
        self.language = given.get("lang") or "" if tag == "html" else self.language
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        self.refers += (given.get("aria-labelledby") or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "svg":
            self.drawings.append(given)
        if tag == "table":
            self.tables.append([])
        if self.tables and tag in ("th", "td", "tr"):
            self.tables[-1].append((tag, given))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(shown: str) -> Reader:
    """The page as it was read. Fails on what is not allowed in it."""
    reader = Reader()
    reader.feed(shown)
    reader.close()
    assert not reader.open
    assert not re.search(r"https?:|url\(|@import", shown.partition("</style>")[0])
    assert not set("\x00\x1b\x9b\u202e\u200b") & set(shown)
    return reader


def test_the_page_passes_an_accessibility_check() -> None:
    reader = checked("".join(report_html.html(pages.month())))
    assert reader.language == "en"
    assert reader.headings[0] == 1
    assert reader.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(reader.headings))
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.refers) <= set(reader.ids)
    assert reader.drawings
    for drawing in reader.drawings:
        assert drawing["role"] == "img"
        assert len((drawing["aria-labelledby"] or "").split()) == 2
    assert len(reader.tables) == 2
    for table in reader.tables:
        heads = [given.get("scope") for tag, given in table if tag == "th"]
        assert set(heads) == {"col", "row"}
        assert heads.count("row") == [tag for tag, _ in table].count("tr") - 1


def colours() -> Iterator[tuple[str, dict[str, str]]]:
    """The palettes of the style sheet: on a screen by day and by night, and on paper."""
    base = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", STYLE.partition("@media")[0]))
    yield "light", base
    for name, block in re.findall(r"@media ([^{]+) \{\s*:root \{([^}]*)\}", STYLE):
        yield name.strip(), {**base, **dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours (relative luminance of sRGB)."""
    lights = sorted(map(_luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_their_ground_in_every_palette() -> None:
    palettes = dict(colours())
    assert list(palettes) == ["light", "(prefers-color-scheme: dark)", "print"]
    for name, palette in palettes.items():
        for role in ("text", "soft", "care"):
            assert contrast(palette[role], palette["ground"]) >= 4.5, (name, role)
        for role in ("line", "strong"):
            assert contrast(palette[role], palette["ground"]) >= 3, (name, role)
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", STYLE)) == {
        colour for palette in palettes.values() for colour in palette.values()
    }


def test_words_from_outside_keep_their_own_direction() -> None:
    page = replace(pages.month(), language="he", title="כאב גב", notes=(Words(pages.FIRST, "הרמתי ארגז"),))
    shown = "".join(report_html.html(page))
    assert '<h1 lang="he"><bdi>כאב גב</bdi></h1>' in shown
    assert "<li>7 May: <bdi>הרמתי ארגז</bdi></li>" in shown


def test_a_chart_says_in_words_what_it_shows() -> None:
    shown = "".join(report_html.html(pages.month()))
    (told,) = re.findall(r"<desc[^>]*>([^<]*)</desc>", shown)
    assert told == ("7 May 2026 to 3 Jun 2026, 0 to 10, lower is better, 24 of 28 days. Medians by week: 6, 6.5, 5, 4.")


def test_a_chart_draws_no_line_through_days_and_no_weeks_of_a_few_answers() -> None:
    def drawn(score: Score) -> str:
        return "".join(report_html.html(replace(pages.month(), scores=(score,)))).partition("</style>")[2]

    whole = drawn(pages.pain())
    assert whole.count("<circle") == 24
    assert whole.count('class="week"') == 4
    assert whole.count('class="visit"') == 3
    assert 'class="week"' not in drawn(replace(pages.pain(), n=13))
    assert not re.search(r'd="[^"]*L', whole)
    three_years = tuple(DayMedian(date(2023, 6, 4) + timedelta(days=day), 5, 4, 6, 1) for day in range(1095))
    assert drawn(replace(pages.pain(), days=three_years, weeks=(5.0,) * 157)).count("<circle") < 160


def test_of_more_days_than_fit_each_dot_is_one_of_the_weeks_that_lines_are_drawn_of() -> None:
    first = pages.LAST - timedelta(days=7 * 30 - 1)
    days = tuple(
        DayMedian(first + timedelta(days=day), value := day // 7 % 10, value, value, 1) for day in range(7 * 30)
    )
    weeks = tuple(float(week % 10) for week in range(30))
    score = replace(pages.pain(), days=days, weeks=weeks, n=210)
    drawn = "".join(report_html.html(replace(pages.month(), scores=(score,)))).partition("</style>")[2]
    assert (
        re.findall(r'<circle cx="[^"]+" cy="([^"]+)"', drawn)
        == re.findall(r'class="week" d="M[^ ]+ ([^H]+)H', drawn)[::-1]
    )


def test_every_limit_of_the_room_is_known_and_only_shrinks() -> None:
    rooms = report_room.rooms()
    names = {name for step in report_room.STEPS for name in step} - {"lines", "air"}
    assert names | {"questions"} == set(report_room.CALLED)
    for before, after in pairwise(rooms):
        assert all(getattr(after, name) <= getattr(before, name) for name in (*report_room.CALLED, "lines", "air"))
