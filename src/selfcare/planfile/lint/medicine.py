"""Nobody is told to leave out a medicine, or to give up a stick, a brace, glasses or another aid."""

from __future__ import annotations

import re

from selfcare.planfile.code import Code
from selfcare.planfile.lint.clauses import Sentence, advised, around
from selfcare.planfile.lint.english import word_set
from selfcare.planfile.lint.subject import Found, Subject

CODES: tuple[Code, ...] = (
    Code(
        "safety/medicine",
        "The plan tells people to stop, skip, cut, halve or leave out a medicine.",
        'check = "Skip your inhaler that morning"',
        'check = "Keep taking your medicines as normal. Talk to your prescriber before you change any"',
        reason="Stopping some medicines, like blood thinners, can be dangerous. Only the prescriber knows why each one "
        "was given. A plan may say: do not stop; or: talk to your prescriber before you stop.",
        source="clinical page, 1.1 PRE-14 and 1.4 POST-08; consensus of professional bodies",
        aliases=("PR-04",),
    ),
    Code(
        "safety/aid",
        "The plan suggests giving up a stick, a brace, glasses or another aid.",
        'check = "Try walking without your stick"',
        'check = "Keep your stick with you"',
        reason="No study shows that acupuncture makes an aid needless, and without it people fall.",
        source="clinical page, 0.1 and 5.6",
        aliases=("CL-06",),
    ),
)

_TABLETS = "tablets tablet pills pill"
_SINGLE = word_set(
    "medicine medicines medication medications meds med warfarin aspirin ibuprofen naproxen diclofenac paracetamol "
    "acetaminophen insulin metformin inhaler inhalers puffer puffers antidepressant antidepressants anticoagulant "
    "anticoagulants antiplatelet antiplatelets apixaban rivaroxaban dabigatran edoxaban heparin clopidogrel eliquis "
    "xarelto coumadin plavix statin statins steroid steroids prednisone prednisolone painkiller painkillers triptan "
    "triptans sumatriptan opioid opioids codeine tramadol morphine oxycodone gabapentin pregabalin amitriptyline "
    "ssri ssris sertraline fluoxetine citalopram propranolol topiramate methotrexate thyroxine levothyroxine "
    "diuretic diuretics antibiotic antibiotics contraceptive contraceptives hrt epipen antihistamine antihistamines "
    f"lithium diazepam benzodiazepine benzodiazepines chemotherapy prescription prescriptions dose doses {_TABLETS}"
)
_TWO_WORDS = (
    r"blood[- ]thinners?|beta[- ]?blockers?|pain[- ]killers?|eye drops|"
    r"(?:prescription|prescribed|heart|pressure|diabetes|epilepsy|seizure) drugs?"
)
WORDS = frozenset(
    [*_SINGLE, "thinner", "thinners", "blocker", "blockers", "killer", "killers", "drops", "drug", "drugs"]
)
STOPPING = word_set(
    "stop stopping skip skipping halve ease half pause quit omit miss delay drop discontinue interrupt withhold forgo "
    "ditch cut leave come go do give put hold wean take get throw reduce lower stretch avoid break"
)
NOT_TAKING = word_set("not don never no without")
_MED = rf"\b(?:{_TWO_WORDS}|{'|'.join(sorted(_SINGLE, key=len, reverse=True))})\b"
_VERB = (
    r"\b(?:stop|skip|halve|pause|quit|omit|miss|delay|drop|discontinue|interrupt|withhold|forgo|ditch"
    r"|cut (?:out|down on|back on|down|back)?|leave (?:out|off)|come off|ease off|take half|go without|do without"
    r"|give up|put off|hold off"
    r"|wean (?:yourself |slowly )?(?:off|from)|wean|take a (?:break|rest|holiday) from|get off|throw away"
    r"|(?:reduce|lower|cut|stretch)(?= (?:your|the|any|all|each)))\b"
)
_BETWEEN = (
    r"(?:[ ,/]+(?!(?:by|with|for|from|in|at|when|if|while|until|to|because|so|who|working|bleeding|keep|continue|take"
    r"|have|bring|write|list|remember|tell|use|put|ask|talk|call|need|means?|before|after|instead|check|read|unless"
    r"|do|not|never)\b)[\w'\u2019-]+){0,5}?[ ,/]+"
)
_STOPS = re.compile(
    rf"(?:{_VERB}{_BETWEEN}|\b(?:stop|avoid|consider stopping|try stopping|start skipping)"
    rf" (?:taking )?(?:(?:your|the|any|all|all of your|most|other|strong|these|those) )*)({_MED})"
    rf"|\bleave (?:the |your |any |all )*({_MED}) (?:out|off|at home|behind)\b"
    rf"|\b(?:cut|break) (?:the |your |each |every )*({_MED}) in (?:half|two)\b",
    re.IGNORECASE,
)
_NOT_TAKEN = re.compile(
    rf"\b(?:(?:do not|don['\u2019]t|never|must not|should not|not to) (?:take|use|have)|without|no)"
    rf" (?:(?:your|the|any|of|my|usual|daily|morning|evening|regular|prescribed) )*({_MED})",
    re.IGNORECASE,
)
_AVOIDED = re.compile(
    rf"(?:^|[,;] *|\b(?:and|or) )(?:taking |using )?(?:(?:your|the|any|all|other|strong|prescribed|daily"
    rf"|usual) )*({_MED})",
    re.IGNORECASE,
)
_PRESCRIBER = (
    r"(?:prescribers?|doctors?|gps?|pharmacists?|physicians?|consultant|cardiologist|nurse|surgeon|specialist|midwife"
    r"|(?:medical|care|diabetes|cancer|clinic's medical) team|team|physio|physiotherapist|optician|therapist)"
)
_WITH_PRESCRIBER = re.compile(
    rf"\b(?:talk|speak|ask|check|discuss|agreed?|together)\b.{{0,60}}\b{_PRESCRIBER}\b"
    rf"|\b(?:unless|until|if|when|as|what|where|because|that)\b.{{0,20}}\b{_PRESCRIBER}\b.{{0,12}}"
    r"\b(?:say|says|said|tells?|told|agrees?|agreed|asks?|asked|advises?|advised|wants?|has|have|prescribed)\b"
    rf"|\b{_PRESCRIBER}\b.{{0,4}}(?:may|might|will|can|could|has|have|did)? ?(?:ask|told|tell|advise|want|said|say)"
    rf"|\b(?:only|except|not)\b.{{0,40}}\b(?:with|by|through)\b.{{0,15}}\b{_PRESCRIBER}\b",
    re.IGNORECASE,
)
_SCREENS = re.compile(r"\b(?:phones?|screens?|laptops?|computers?|tv|television|devices?|notifications?)\b", re.I)
_LIMIT = re.compile(
    r"^s? (?:more|extra|twice|on (?:more|many)|together|of (?:someone|other)|that (?:are|is|was|were) not"
    r"|you do not need"
    r"|because of|from (?:someone|other)|for (?:longer|more)|new)\b|^s? than\b",
    re.IGNORECASE,
)
_SO = re.compile(r"^s? *[.]?$|^ (?:was|were|is|are|has|had|will|can|may|needed|taken|helps)\b", re.IGNORECASE)
"""Behind `no medicine`: it is told that there was none."""
_MORE = re.compile(r"\b(?:more|extra|new|other people's|someone else's|double)\b", re.IGNORECASE)
_RISK = re.compile(r"\b(?:can be|is|may be|are|could be) (?:dangerous|risky|unsafe|harmful)\b", re.IGNORECASE)
_RISKY = re.compile(
    r"\b(?:dangerous|risky|unsafe|not safe|harmful|wrong|unwise|a mistake) to (?:just |suddenly )?$",
    re.I,
)
_HELP = 'write instead that medicines are taken as normal, or "Talk to your prescriber before you change a medicine"'


def check(subject: Subject) -> None:
    """Report advice to leave out a medicine or an aid."""
    if not subject.english:
        return
    if subject.words & WORDS:
        _medicines(subject)
    if subject.words & AIDS:
        _aids(subject)


def _medicines(subject: Subject) -> None:
    for found, said in advised(subject, WORDS, _STOPS, STOPPING):
        if found.text.key != "avoid" and not _lets_through(said):
            _report_medicine(subject, found)
    for found in subject.find(WORDS, _NOT_TAKEN, NOT_TAKING):
        said = around(found)
        if not said.is_question and not _lets_through(said) and not _is_no_order(found, said):
            _report_medicine(subject, found)
    for found in subject.find(WORDS, _AVOIDED):
        if found.text.key == "avoid" and not _lets_through(around(found)):
            _report_medicine(subject, found)


def _lets_through(said: Sentence) -> bool:
    """Whether the prescriber is asked, a danger is told of, or a tablet is a screen."""
    screen = said.words[said.start : said.end].lower().endswith(("tablet", "tablets")) and _SCREENS.search(said.words)
    return (
        bool(screen)
        or bool(_WITH_PRESCRIBER.search(said.words))
        or bool(_RISK.search(said.after) or _RISKY.search(said.before))
    )


def _is_no_order(found: Found, said: Sentence) -> bool:
    """Whether `no medicine` or `do not take` only counts, warns of too much, or speaks of what is so."""
    start = found.match[0].lower()
    if start.startswith(("no ", "without ")):
        leads = re.search(r"(?:^|[,:;] *|\b(?:and|please|or|take|have|use) )$", said.before, re.IGNORECASE)
        return leads is None or start.startswith("without") or bool(_SO.match(said.after))
    return bool(_LIMIT.match(said.after)) or bool(_MORE.search(found.match[0])) or said.is_supposed


def _report_medicine(subject: Subject, found: Found) -> None:
    message = "this tells people to leave out a medicine, which can be dangerous"
    subject.report("safety/medicine", subject.stretch(found), message, help=_HELP)


# aids

AIDS = word_set(
    "stick sticks cane canes crutch crutches frame walker walkers rollator zimmer wheelchair brace braces splint "
    "splints sling slings orthosis orthotics insoles corset glasses spectacles lenses aid aids pump cpap oxygen "
    "prosthesis stockings rail rails insulin assistive"
)
_AID = (
    r"(?:walking (?:stick|frame|aid)s?|assistive devices?|hearing aids?|mobility aids?|contact lenses"
    r"|support stockings|insulin pump"
    rf"|(?:{'|'.join(sorted(AIDS, key=len, reverse=True))}))\b(?! of\b)(?! to\b)"
)
_OWN = r"(?:(?:your|the|a|an|any|that|this|all|knee|back|wrist|neck|arm|reading|old|walking|one) )+"
_GIVES_UP = re.compile(
    rf"\b(?:(?:give up|giving up|throw away|throw out|ditch|get rid of|put away|wean (?:yourself )?off|do away with"
    rf"|stop (?:using|wearing|relying on|carrying)|rely less on|cut down on) {_OWN}{_AID}"
    rf"|(?:less (?:need for|reliance on)|(?:your|the) (?:need for|reliance on)) (?:{_OWN})?{_AID}"
    rf"|walk(?:ing)?(?: [\w'\u2019]+){{1,4}} without {_OWN}{_AID}"
    r"|(?:walk|walking|go|going|do|doing|manage|managing|cope|get by|getting by|live|try|sleep|sleeping) without"
    rf" (?:{_OWN})?{_AID}"
    rf"|leave {_OWN}{_AID} (?:at home|behind|in the (?:car|hall|cupboard))"
    rf"|(?:no longer|not) (?:need|use|wear|carry) {_OWN}{_AID}"
    rf"|(?:do not|don['\u2019]t|never) (?:use|wear|carry|bring) {_OWN}{_AID})",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(r"\b(?:during|while|before you lie|for the (?:treatment|needles)|until the needles)\b", re.I)


def _aids(subject: Subject) -> None:
    for found, said in advised(subject, AIDS, _GIVES_UP):
        if not _WITH_PRESCRIBER.search(said.words) and not _MEANWHILE.search(said.after):
            message = "this suggests giving up something that people need to be safe"
            help = 'take it out, or write instead "Keep it with you"'
            subject.report("safety/aid", subject.stretch(found), message, help=help)
