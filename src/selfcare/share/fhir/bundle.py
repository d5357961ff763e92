"""The transaction Bundle, written while it is made: 100,000 entries need no more memory than one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from selfcare.core.ledger import Entry
from selfcare.share.fhir import questionnaire as forms
from selfcare.share.fhir import response as filled
from selfcare.share.fhir.asked import Asked
from selfcare.share.fhir.elements import Element, instant, put


def lines(entries: Iterable[Entry], asked: Callable[[Entry], Asked | None], now: datetime) -> Iterator[str]:
    """The file's lines, each with its line end; a resource to a line, so that two exports can be compared.

    `asked` says how the questions of an entry were put, None where nobody knows any more; the same object for entries
    of the same version saves work. `now` is when the file is made.
    """
    head = json.dumps({"resourceType": "Bundle", "type": "transaction", "timestamp": instant(now)})
    waiting = ""
    for resource in _resources(entries, asked):
        yield f"{waiting},\n" if waiting else f'{head[:-1]},"entry":[\n'
        waiting = json.dumps(put(resource), ensure_ascii=False, separators=(",", ":"))
    # FHIR has no empty lists: without resources there is no `entry`
    yield from (f"{waiting}\n", "]}\n") if waiting else (f"{head}\n",)


def _resources(entries: Iterable[Entry], asked: Callable[[Entry], Asked | None]) -> Iterator[Element]:
    """Each questionnaire before the first answers to it."""
    references: dict[int, tuple[Asked, str]] = {}
    sent: set[str] = set()
    for entry in entries:
        source = asked(entry)
        answered = filled.fitting(source, entry) if source else None
        if source is None or answered is None:
            yield filled.bare_response(entry)
            continue
        if id(source) not in references:
            form = forms.questionnaire(source)
            references[id(source)] = source, forms.reference(form)
            if str(form["id"]) not in sent:
                sent.add(str(form["id"]))
                yield form
        yield filled.response(entry, source, answered, references[id(source)][1])
        yield from filled.observations(entry, source, answered)
