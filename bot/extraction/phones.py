"""Telephone numbers: whether digits can be one, and its international form."""

import phonenumbers


def phone_number(text: str, region: str | None) -> str | None:
    """The number in E.164 form if the library knows its plan, its plain digits if it can only be a local
    one, else None.
    """
    digits = [char for char in text if char.isdigit()]
    if not 6 <= len(digits) <= 15:
        return None
    if text.startswith("00"):
        text = "+" + text[2:]
    try:
        parsed = phonenumbers.parse(text, (region or "").upper() or None)
    except phonenumbers.NumberParseException:
        return None if text.startswith("+") else "".join(digits)
    if phonenumbers.is_possible_number(parsed):
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None if text.startswith("+") else "".join(digits)
