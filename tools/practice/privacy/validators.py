"""The checks that a regular expression cannot make: of digits, with the libraries that keep up with
the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.privacy.patterns import Validator


def digits_of(text: str) -> str:
    """Return the ASCII digits of `text`, and nothing else of it."""
    return "".join(letter for letter in text if letter in "0123456789")


def nhs_number(text: str) -> bool:
    """Whether `text` is a number of the NHS in England and Wales, of Northern Ireland or Scotland
    (CHI).

    Numbers that start with 999 are for tests and never given to anybody.
    """
    from stdnum.gb import nhs

    digits = digits_of(text)
    if digits.startswith("999") or not nhs.is_valid(digits):
        return False
    # Scotland's start with a date of birth, DDMMYY; below 32 nothing else has been given out.
    return int(digits[:2]) > 31 or (digits[:2] != "00" and 1 <= int(digits[2:4]) <= 12)


def national_part(text: str) -> str:
    """Return the digits of a British telephone number without 0044, 44 or 0 before them."""
    digits = digits_of(text)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix):
            digits = digits.removeprefix(prefix)
            break
    return digits.removeprefix("0")


def mobile(text: str) -> bool:
    """Whether `text` is a British mobile number that can be given to somebody; those kept for films
    are not.
    """
    # 70 ms to import: only where something looks like one.
    import phonenumbers

    number = phonenumbers.PhoneNumber(
        country_code=44, national_number=int(national_part(text) or 0)
    )
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


VALIDATORS: Mapping[Validator, Callable[[str], bool]] = {
    "": lambda text: True,
    "nhs-number": nhs_number,
    "mobile": mobile,
}
"""Name of a check -> whether a text passes it."""
