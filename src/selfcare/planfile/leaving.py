"""What of a log may leave: its wording, and which codes stand for its questions. Called by exports for clinics.

An answer is the person's own. The words of a questionnaire may be somebody else's, and a plan may hold them with a
permission that is not ours to pass on; a code may claim what the question does not ask.
"""

from __future__ import annotations

from selfcare.core.question import Field, Log, Scale
from selfcare.planfile.lint import registry
from selfcare.planfile.lint.registry import Coded


def wording_may_leave(log: Log) -> bool:
    """Whether anybody may be given its words: no licensed questionnaire, and none that somebody else permitted.

    A log with a `permission` is somebody's wording unless it is a questionnaire that is known to be free.
    """
    one = registry.claimed(log)
    return not log.permission if one is None else not one.licensed


def codes(log: Log, language: str) -> dict[str, str]:
    """LOINC codes by the names of the questions: those that were looked up and that mean these very questions."""
    found = {name: registry.loinc_code(field) for name, field in log.fields.items()}
    return {name: code for name, code in found.items() if code and _means(code, log, log.fields[name], language)}


def _means(code: str, log: Log, field: Field, language: str) -> bool:
    coded = registry.loinc().get(code)
    if coded is None or not _is_on_its_scale(coded, field):
        return False
    is_english = language.partition("-")[0] in ("", "en")
    if is_english and not registry.is_about(log, field, coded):
        return False
    return not coded.of or _is_of(coded, code, log, field, is_english)


def _is_on_its_scale(coded: Coded, field: Field) -> bool:
    return not coded.scale or (isinstance(field.kind, Scale) and (field.kind.low, field.kind.high) == coded.scale)


def _is_of(coded: Coded, code: str, log: Log, field: Field, is_english: bool) -> bool:
    """Whether it is the questionnaire's question: by its very words where they are known, else by the log's name."""
    worded = {
        (code, item.exact)
        for one in registry.instruments()
        if one.id in coded.of
        for code, item in zip(one.codes, one.items, strict=False)
    }
    if worded and is_english:
        return (code, registry.exact(field.ask)) in worded
    one = registry.claimed(log)
    return one is not None and one.id in coded.of
