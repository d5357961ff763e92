"""Bindings made from the table of commands: every key of the app comes from `core.commands`."""

from __future__ import annotations

from textual.binding import Binding

from selfcare.core.commands import Command, commands_of


def bindings(*where: str) -> list[Binding]:
    """The bindings of these screens.

    A command `next-log` runs `action_next_log`; its id lets a person give it another key.
    """
    return [_binding(command) for command in commands_of(*where)]


def _binding(command: Command) -> Binding:
    action = command.id.replace("-", "_")
    prefix = "app." if {"app", "preview"} & {*command.where} else ""
    return Binding(command.key, f"{prefix}{action}", command.title, id=command.id, show=False)
