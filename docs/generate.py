"""Writes the parts of the guides that come from the program's own tables: `make docs`. A test holds the pages to it.

A generated part stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from docs import library
from selfcare import planfile
from selfcare.cli.parsing import acts_in, parser
from selfcare.cli.table import COMMANDS
from selfcare.core.commands import COMMANDS as APP_COMMANDS
from selfcare.core.preferences import PREFERENCES
from selfcare.planfile.explain import FAMILIES, families, known
from selfcare.planfile.known import TABLES, TYPES, Key

HERE = Path(__file__).parent


def commands() -> Iterator[str]:
    """Every command with its words, as `--help` has them."""
    for command in COMMANDS:
        module = import_module(f"selfcare.cli.{command.module}")
        reads = parser(command.name, command.sentence, module.EXAMPLES)
        module.configure(reads)
        yield f"### `selfcare {command.name}`\n"
        yield f"{command.sentence[:1].upper()}{command.sentence[1:]}.\n"
        yield "```text"
        yield _usage(reads.format_help())
        yield "```\n"
        for name, act in acts_in(reads).items():
            yield f"#### `selfcare {command.name} {name}`\n"
            yield f"{(act.description or '').partition(chr(10))[0]}\n"
            yield "```text"
            yield _usage(act.format_help())
            yield "```\n"


def _usage(shown: str) -> str:
    """The help without its description, which stands above it."""
    usage, _, rest = shown.partition("\n\n")
    return f"{usage}\n\n{rest.partition(chr(10) * 2)[2]}".rstrip()


def keys() -> Iterator[str]:
    """Every command of the app with its keys."""
    yield "| key | does | where |"
    yield "|---|---|---|"
    for command in APP_COMMANDS:
        shown = ", ".join(f"`{_key(key)}`" for key in command.key.split(","))
        where = "everywhere" if "app" in command.where else ", ".join(command.where)
        yield f"| {shown} | {command.title}: {command.sentence} | {where} |"


def _key(name: str) -> str:
    return {"question_mark": "?", "plus": "+", "minus": "-"}.get(name, name)


def preferences() -> Iterator[str]:
    """Every preference of a device."""
    yield "| key | what it is | words | usually |"
    yield "|---|---|---|---|"
    for each in PREFERENCES:
        words = ", ".join(f"`{word}`" for word in each.options) or "any"
        usually = f"`{each.default}`" if each.default else "empty"
        yield f"| `{each.key}` | {each.title}. {each.sentence} | {words} | {usually} |"


def reference() -> Iterator[str]:
    """Every table and key of the plan language."""
    for table in TABLES.values():
        yield f"### {f'`{table.header}`' if table.header else 'The file'}\n"
        yield f"{table.says}\n"
        if table.keys:
            yield from _keys(table.keys)
        for kind, own in table.kinds.items():
            yield f"With `{kind}`:\n"
            yield from _keys(own)


def _keys(keys: tuple[Key, ...]) -> Iterator[str]:
    yield "| key | takes | says | otherwise |"
    yield "|---|---|---|---|"
    for key in keys:
        takes = " or ".join(f"`{choice}`" for choice in key.choices) or TYPES.get(key.type, "a table").replace(
            "|", "\\|"
        )
        otherwise = "**required**" if key.required else key.default and f"`{key.default}`"
        yield f"| `{key.name}` | {takes} | {key.says} | {otherwise} |"
    yield ""


def codes() -> Iterator[str]:
    """Every diagnostic of the checker."""
    yield "| code | says | can be waived |"
    yield "|---|---|---|"
    for code in known():
        yield f"| `{code.word}` | {code.says} | {'yes' if code.waivable else ''} |"


def explained() -> Iterator[str]:
    """The same, each with its reason, an example and its source."""
    for family, members in families().items():
        yield f"## {FAMILIES.get(family, family)}\n"
        for code in members:
            yield f"### `{code.word}`\n"
            yield f"{code.says} {code.reason}".rstrip() + "\n"
            yield from _example("Wrong", code.wrong)
            yield from _example("Right", code.right)
            others = [alias for alias in code.aliases if alias not in code.source]
            named = [
                *([code.source] if code.source else []),
                *([f"clinical rule {', '.join(others)}"] if others else []),
            ]
            waived = "It can be waived. " if code.waivable else ""
            yield f"{waived}Source: {'; '.join(named)}.\n"


def _example(title: str, lines: str) -> Iterator[str]:
    yield f"{title}:\n"
    yield "```toml"
    yield lines
    yield "```\n"


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "keys": keys,
    "preferences": preferences,
    "reference": reference,
    "codes": codes,
    "explained": explained,
    "library": library.plans,
}


def filled(page: str) -> str:
    """A page with its generated parts written anew."""

    def part(found: re.Match[str]) -> str:
        name = found[1]
        return f"<!-- begin: {name} -->\n{chr(10).join(PARTS[name]()).strip()}\n<!-- end: {name} -->"

    return re.sub(r"<!-- begin: ([a-z]+) -->\n.*?<!-- end: \1 -->", part, page, flags=re.DOTALL)


SCHEMA = HERE.parent / "plans/plan.schema.json"
"""Stands beside the shipped plans, which name it in their first line."""


def main() -> None:
    """Write every page anew, and the schema."""
    SCHEMA.write_text(planfile.language_schema(), encoding="utf-8")
    for path in sorted(HERE.glob("*.md")):
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
