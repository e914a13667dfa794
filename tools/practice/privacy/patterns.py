"""The table of what may identify a person, as data: the command and the form in the browser both
read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from practice.privacy import fragments as piece

Validator = Literal["", "nhs-number", "mobile"]
Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write something that may identify a person.

    A match counts when no letter or digit stands right before it, and all of these hold. What is
    reported is the first group, which ends where the match ends. "$" stands before a line break at
    the end too, as in Python.

    Attributes:
        code: of the rule that reports it; several patterns may share one.
        name: of that rule.
        level: whether it stops publication.
        message: what was found; `{}` stands for it, with most of it covered.
        hint: what to do.
        regex: what to look for, in the subset that Python (re.ASCII) and JavaScript share.
        ignore_case: whether capital and small letters are the same to `regex` and `not_text`.
        needs: if not empty, words of which one, in small letters, is on any line with a match: to
            look at few lines only.
        not_text: if not empty, must not be found in what would be reported.
        before: if not empty, must be found in the 160 characters before it, whatever the case of
            letters.
        not_before: if not empty, must not be found there, whatever the case of letters.
        sentence: each must be found in the sentence around it, with letters as they are.
        validator: the check that the text has to pass besides.
    """

    code: str
    name: str
    level: Level
    message: str
    hint: str
    regex: str
    ignore_case: bool = False
    needs: tuple[str, ...] = ()
    not_text: str = ""
    before: str = ""
    not_before: str = ""
    sentence: tuple[str, ...] = ()
    validator: Validator = ""


_NUMBER = "Take it out; no example, table or picture needs a real one."
_ROLE = "Write a role instead: 'a patient', 'a woman in her thirties', 'the lead nurse'."
_DATE = "Take it out, or write an age group: 'a man in his sixties'."
_PLACE = "Take it out, or name the town or the part of it."
_LABEL = piece.NUMBER_LABEL
_SAID = "(?: ?(?:is|was|of|=))?"
_RECORD = "hospital|hosp|unit|patient|medical record|case[ \\-]?notes?|nhs|chi|h&c|pas"
_NEVER_ISSUED = "^(?:BG|GB|KN|NK|NT|TN|ZZ)"


def _labels(*things: str) -> tuple[str, ...]:
    """Return how the label of a number begins: "nhs n", "nhs-n", "nhs i" and so on."""
    return tuple(
        f"{thing}{gap}{label}"
        for thing in things
        for gap in (" ", "-", "_", "")
        for label in ("n", "i", "r")
    )


# The checks that look for more than one form of a thing.
_nhs_number = partial(Pattern, "CS501", "nhs-number", "error", "'{}' is an NHS number.", _NUMBER)
_national_insurance_number = partial(
    Pattern,
    "CS502",
    "national-insurance-number",
    "error",
    "'{}' is a National Insurance number.",
    _NUMBER,
)
_date_of_birth = partial(
    Pattern, "CS503", "date-of-birth", "error", "'{}' is somebody's date of birth.", _DATE
)
_home_postcode = partial(
    Pattern, "CS504", "home-postcode", "error", "'{}' is the postcode of somebody's home.", _PLACE
)
_full_postcode = partial(
    Pattern,
    "CS505",
    "full-postcode",
    "warning",
    "'{}' is a full postcode: of an organisation it is welcome, of a person it is not.",
    "If people live there, write the town. If it is an organisation's, name the organisation before"
    " it, or allow this line.",
)
_named_person = partial(
    Pattern, "CS510", "named-person", "warning", "'{}' looks like a person's name.", _ROLE
)

PATTERNS: tuple[Pattern, ...] = (
    _nhs_number(
        f"([0-9][0-9]{{2}}(?:{piece.BREAK}[0-9]{{3}}{piece.BREAK}|[0-9]{{3}}"
        " )[0-9]{4})(?![0-9A-Za-z]|[.,\\-][0-9])",
        not_before=f"{piece.ADDRESS_ON_THE_WEB}|{piece.PHONE_BEFORE}|{piece.OTHER_NUMBER_BEFORE}",
        validator="nhs-number",
    ),
    _nhs_number(
        "(?:nhs|chi|h&c)["
        f" \\-_]?{_LABEL}{_SAID}{piece.QUIET}([0-9](?:{piece.BREAK}[0-9]){{9}})(?![0-9])",
        ignore_case=True,
        needs=_labels("nhs", "chi", "h&c"),
        validator="nhs-number",
    ),
    _nhs_number(
        # Digits one by one.
        f"([0-9](?:{piece.BOX}[0-9]){{9}})(?![0-9A-Za-z:]|[.,]?{piece.GAP}?[0-9])",
        not_before=f"{piece.ADDRESS_ON_THE_WEB}|{piece.PHONE_BEFORE}|{piece.OTHER_NUMBER_BEFORE}|[0-9]{piece.GAP}{{1,2}}$",
        validator="nhs-number",
    ),
    _nhs_number(
        # Any other groups, near a word that says what they are.
        f"([0-9](?:{piece.GAP}{{0,3}}[0-9]){{9}})(?![0-9A-Za-z:/]|[.,]?{piece.GAP}?[0-9])",
        needs=("nhs", "number", "patient", "chi", "h&c", "client"),
        before=(
            "(?:^|[^a-z])(?:nhs|number|patient|client|chi|h&c)(?:'s|’s)?(?![a-z])[^0-9\\n]{0,40}$"
        ),
        not_before=f"{piece.ADDRESS_ON_THE_WEB}|{piece.PHONE_NEAR}|{piece.OTHER_NUMBER_BEFORE}|[0-9/]{piece.GAP}{{0,2}}$",
        validator="nhs-number",
    ),
    _national_insurance_number(
        f"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{piece.GAP}?[0-9]{{2}}){{3}}{piece.GAP}?[A-D])(?![0-9A-Za-z])",
        not_text=_NEVER_ISSUED,
        not_before=f"{piece.NUMBER_OF_A_THING_BEFORE}|(?:^|[^a-z])model $",
    ),
    _national_insurance_number(
        f"(?:national insurance|nino|ni)[ :\\-](?:{_LABEL})?{_SAID}{piece.QUIET}"
        f"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{piece.GAP}?[0-9]{{2}}){{3}}(?:{piece.GAP}?[A-D])?)(?![0-9A-Za-z])",
        ignore_case=True,
        needs=("national insurance", "nino", "ni ", "ni:", "ni-"),
        not_text=_NEVER_ISSUED,
    ),
    _date_of_birth(
        # No figure within reach, no date: that is soon known.
        "(?:d\\.?o\\.?b\\.?|dates? of birth|birth ?date|birthday|"
        "born(?=[^0-9\\n]{0,99}[0-9])(?: (?:in|at) [A-Za-z][A-Za-z',’ \\-]{1,40})?)"
        f"(?:{piece.QUIET}(?:on|is|was|the|which))*"
        f"{piece.QUIET}(?:[a-z]{{3,6}}day,? )?(?:the )?({piece.DATE})(?![0-9])",
        ignore_case=True,
        needs=("born", "dob", "d.o.b", "birth"),
        not_before=f"{piece.THINGS}[^.\\n]{{0,30}} (?:was|were|is) born[^.\\n]{{0,60}}$",
    ),
    _date_of_birth(
        f"({piece.DATE})(?=[ ,:(\\-]{{1,4}}(?:d\\.?o\\.?b|date of birth|birth ?date"
        "|(?:is|was) (?:when|the (?:day|date)(?: on which| that| when)?)"
        f" (?:she|he|they|(?:the|this|our|a|her|his|their) {piece.PERSON}) (?:is|was|were) born"
        "|(?:is|was) (?:her|his|their) (?:birthday|date of birth)))",
        ignore_case=True,
        needs=("dob", "d.o.b", "birth", "born"),
    ),
    _date_of_birth(
        f"(?:d\\.?o\\.?b\\.?|dates? of birth)(?:{piece.QUIET}(?:is|was))?{piece.QUIET}"
        "([0-3][0-9][01][0-9](?:(?:18|19|20)[0-9]{2}|[0-9]{2}))(?![0-9])",
        ignore_case=True,
        needs=("dob", "d.o.b", "birth"),
    ),
    _home_postcode(
        f"({piece.POSTCODE})(?![0-9A-Za-z])",
        before=(
            "(?:liv(?:es|ed|ing)|resid(?:es|ed|ing)|home address|(?:her|his|their)"
            " (?:home|house|flat|address)|patient(?:'s|’s)?"
            " (?:address|postcode|home|of|from|at)|home (?:is|was)|moved to|(?:mr|mrs|ms|miss)"
            " [a-z]|born |dob)[^\\n;]{0,80}$"
        ),
    ),
    _home_postcode(
        f"({piece.POSTCODE})(?![0-9A-Za-z])",
        ignore_case=True,
        needs=(
            "live",
            "living",
            "reside",
            "residing",
            "home",
            "address",
            "house",
            "flat",
            "patient",
            "moved to",
        ),
        not_text="(?:1st|2nd|3rd|[04-9]th)$",
        before=(
            "(?:liv(?:es|ed|ing)|resid(?:es|ed|ing)|home address|(?:her|his|their)"
            " (?:home|house|flat|address)|patient(?:'s|’s)? (?:address|postcode)|moved"
            " to)[^\\n;.]{0,60}$"
        ),
    ),
    _full_postcode(
        f"({piece.POSTCODE})(?![0-9A-Za-z]| ?\\([^()\\n]{{0,60}}{piece.ORGANISATION}(?![a-z]))",
        not_before=(
            f"{piece.ORGANISATION}[A-Za-z'"
            f" ]{{0,40}}[,(][^.;\\n]{{0,120}}$|{piece.ADDRESS_ON_THE_WEB}"
        ),
    ),
    _full_postcode(
        f"post ?code{_SAID}{piece.QUIET}({piece.POSTCODE})(?![0-9A-Za-z])",
        ignore_case=True,
        needs=("postcode", "post code"),
        not_before=piece.ADDRESS_ON_THE_WEB,
    ),
    Pattern(
        "CS506",
        "private-email",
        "error",
        "'{}' is a private mailbox.",
        "Write a shared mailbox of the organisation. If a group has no other, allow this line and"
        " say so.",
        f"([A-Za-z0-9._%+\\-]{{1,64}}@{piece.PRIVATE_MAIL})(?![A-Za-z0-9\\-]|\\.[A-Za-z0-9])",
        ignore_case=True,
        needs=("@",),
    ),
    Pattern(
        "CS507",
        "named-email",
        "warning",
        "'{}' looks like one person's mailbox.",
        "Write a shared one, such as diabetes.team@trust.example: people move on, and the page"
        " stays.",
        "([A-Za-z][A-Za-z'\\-]{0,30}[._][A-Za-z][A-Za-z'\\-]{1,30}[0-9]{0,3}@(?:[A-Za-z0-9\\-]+\\.)+[A-Za-z]{2,})"
        "(?![A-Za-z0-9\\-]|\\.[A-Za-z0-9])",
        ignore_case=True,
        needs=("@",),
        not_text=piece.SHARED_MAILBOX,
    ),
    Pattern(
        "CS508",
        "mobile-number",
        "error",
        "'{}' is a mobile number.",
        "Write the number of a desk or a switchboard. If it is a service's own line, allow this"
        " line and say so.",
        f"([+(0](?:0?44{piece.GAP}{{0,2}}(?:\\(0\\){piece.GAP}{{0,2}})?|0?{piece.GAP}{{0,2}})"
        f"7(?:(?:{piece.GAP}|\\)){{0,2}}[0-9]){{9}})(?![0-9A-Za-z])",
        not_before=f"{piece.ADDRESS_ON_THE_WEB}|{piece.NUMBER_OF_A_THING_BEFORE}",
        validator="mobile",
    ),
    Pattern(
        "CS509",
        "hospital-number",
        "error",
        "'{}' is the number of somebody's record.",
        _NUMBER,
        f"(?:(?:{_RECORD})[ \\-](?:number|num|no|identifier|id|ref)(?![a-z])\\.?"
        f"|mrn(?![a-z])){_SAID}{piece.QUIET}"
        f"((?!9{piece.GAP}{{0,2}}9{piece.GAP}{{0,2}}9)(?:[A-Z]{{1,3}}[ \\-]?)?"
        f"[0-9](?:{piece.GAP}?[0-9]){{4,9}}[A-Z]?)(?![0-9A-Za-z]|,[0-9])",
        ignore_case=True,
        needs=(
            "mrn",
            *_labels(
                "hospital",
                "hosp",
                "unit",
                "patient",
                "record",
                "note",
                "notes",
                "nhs",
                "chi",
                "h&c",
                "pas",
            ),
        ),
    ),
    _named_person(
        "((?:Mr|Mrs|Ms|Miss|Mx)\\.?[ \u00a0](?:[A-Z]\\.?["
        f" \u00a0])?(?:{piece.NAME}|{piece.FOREIGN_NAME}))",
        not_text=piece.NO_PATIENT,
    ),
    _named_person(
        # Without "MS", which is an illness too.
        "((?:MR|MRS|MISS)\\.?[ \u00a0](?:[A-Z]\\.?[ \u00a0])?[A-Z][A-Z'’\\-]{2,}|mrs?\\.?["
        " \u00a0][a-z][a-z'’\\-]{2,})(?![0-9A-Za-z])",
        needs=(
            "mr ",
            "mrs ",
            "miss ",
            "mr.",
            "mrs.",
            "miss.",
            "mr\u00a0",
            "mrs\u00a0",
            "miss\u00a0",
        ),
        not_text=(
            "^(?:MISS [A-Z'’\\-]*(?:ING|ED)$|(?:MRS?|MISS|mrs?)\\.? "
            "(?:AND|OR|SCANS?|SCANNERS?|IMAG[A-Z]+|ANGIO[A-Z]+|SPECTRO[A-Z]+|UNIT|WORLD|MEN|and|or|scans?|scanners?|imag[a-z]+|angio[a-z]+"
            "|spectro[a-z]+|unit)$)"
        ),
    ),
    _named_person(
        f"(?:called|named|known as) ({piece.NAME}(?: {piece.NAME})?)",
        needs=("called", "named", "known as"),
        not_text=f"^{piece.NOT_A_NAME}",
        before=f"(?:^|[^a-z]){piece.PERSON},? (?:called|named|known as) $",
    ),
    _named_person(
        f"(?:patient|client|service user),? ({piece.NAME}(?: {piece.NAME})?)",
        needs=("patient ", "client ", "service user ", "patient,", "client,", "service user,"),
        not_text=f"^{piece.NOT_A_NAME}",
    ),
    _named_person(
        # "Patient" with a capital letter begins many a title: two names are needed.
        f"(?:Patient|Client|Service user),? ({piece.NAME} {piece.NAME})(?! (?:[A-Z]|and [A-Z]))",
        needs=("patient ", "client ", "service user ", "patient,", "client,", "service user,"),
        not_text=f"(?:^| ){piece.NOT_A_NAME}",
    ),
    Pattern(
        "CS511",
        "age-place-and-date",
        "warning",
        "'{}' stands with a place and a date: together they can tell who it is.",
        "Leave one of the three out, or write it wider: an age group, a county, a year.",
        "([0-9]{1,3}[ \\-]years?[ \\-]old(?!s|"
        " (?:service|clinic|programme|project|building|charity|and over|or over))|[Aa]ged (?:just"
        " |only |about )?[0-9]{1,3}(?![0-9]| ?(?:-|–|to |and |or |plus|\\+|years (?:and|or|to))))",
        needs=("old", "aged"),
        not_before="[0-9] ?(?:-|–|to|or|and) ?$",
        sentence=(piece.SOME_DATE, piece.PLACE),
    ),
)
"""In the order in which they are looked for: where two find the same words, the first one counts.
"""
