"""The page for the practitioner as it leaves: in which forms, and into files. The command and the app write by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from selfcare.core.hours import Hours
    from selfcare.core.ports import Preferences
    from selfcare.core.report.page import Page

    Form = Literal["text", "md", "html", "json"]

ENDINGS: dict[str, Form] = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}
"""What the ending of a file's name says; another ending, or none, is text."""


def form_of(path: Path) -> Form:
    """The form that a file's name asks for."""
    return ENDINGS.get(path.suffix.casefold(), "text")


def pieces(page: Page, form: Form, hours: Hours) -> Iterator[str]:
    """The page in one of the forms, each piece with its own line end."""
    match form:
        case "text":
            from selfcare.share import report_text

            yield from (f"{line}\n" for line in report_text.lines(page, hours))
        case "md":
            from selfcare.share import report_markdown

            yield from (f"{line}\n" for line in report_markdown.lines(page, hours))
        case "html":
            from selfcare.share import report_html

            yield from report_html.html(page, hours)
        case "json":
            import json

            from selfcare.share import report_json

            yield json.dumps(report_json.as_json(page), indent=2) + "\n"


class FilePapers:
    """Implements `ports.Papers`: files in the folder the app was started from, unless a name says another."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def text(self, page: Page, width: int = 80) -> Sequence[str]:
        """The page as text."""
        from selfcare.share import report_text

        return report_text.lines(page, self._preferences.hours, width)

    def write(self, page: Page, name: str) -> str:
        """Write it where nothing is yet; gives the whole path."""
        from pathlib import Path

        from selfcare.share import outfile

        if not name.strip():
            raise UsageError("give the file a name, such as report.html")
        path = Path(name.strip()).expanduser().absolute()
        if path.exists() and not path.is_dir():  # here nobody can say --force
            raise UsageError(f"{path} is there already and stays as it is; give another name")
        outfile.write(path, pieces(page, form_of(path), self._preferences.hours))
        return str(path)


class NoPapers:
    """Implements `ports.Papers` where nothing may be written, as in a preview."""

    def text(self, page: Page, width: int = 80) -> Sequence[str]:
        """The page as text."""
        from selfcare.share import report_text

        return report_text.lines(page, width=width)

    def write(self, page: Page, name: str) -> str:
        """Refuse."""
        raise UsageError("a preview writes no files")
