"""Texts that somebody may put into a plan to harm a terminal, an app or a reader."""

from __future__ import annotations

HOSTILE = (
    "[/nope]",
    "[/]",
    "[@click=app.quit]x[/]",
    "Dose [mg]",
    "a [/ b",
    "[b]bold[/b] [link=file:///x]y[/link]",
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]52;c;AAAA\x07",
    "\x9b31m",
    "\x00",
    "\x07\x08\x7f",
    "\r\nhidden\r",
    "\u202eevil\u202c",
    "\u2066a\u2069\u200b\u200e\ufeff",
    "\U000e0041\U000e007f",
    "\u2028\u2029",
    "{gap} {unclosed {0} {} {__class__}",
    "%s %n $(reboot) `x` ${HOME}",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "😀👩\u200d👩\u200d👧 é 家",
    "word " * 60,
)
