"""What every HTML page that leaves has in common: its head, its end, and words that are harmless in it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from selfcare.core.text import plain

END = "</body>\n</html>\n"


def head(title: str, language: str, style: str) -> Iterator[str]:
    """The file's pieces up to the page's first element, each with its own line end. `style`: CSS of ours."""
    yield "<!doctype html>\n"
    yield f'<html lang="{said(language)}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{said(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"


def said(text: str) -> str:
    """Words of a plan, harmless in any place of the file; line breaks stay."""
    return escape(plain(text, multiline=True))
