"""Numbers as they are said in English: "2,043" is "two thousand forty three"."""

_ONES_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS_TEXT = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _ONES_TEXT.split(), _TENS_TEXT.split()
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
_MOST_DIGITS = 12
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def said_number(digits: str, *, is_year: bool = True) -> list[str]:
    """Return how a whole number is said; digit by digit where it is too long to be one.

    1984 is taken for a year if it may be one.
    """
    if len(digits) > _MOST_DIGITS or (len(digits) > 1 and digits.startswith("0")):
        return said_digits(digits)
    number = int(digits)
    if is_year and (1100 <= number < 2000 or 2010 <= number < 2100):
        return said_year(number)
    return _cardinal(number)


def said_digits(digits: str) -> list[str]:
    """Return digits one by one: "oh seven" is too rare to be guessed."""
    return [_ONES[int(digit)] for digit in digits]


def said_year(number: int) -> list[str]:
    """Return 1984 as "nineteen eighty four"."""
    century, rest = divmod(number, 100)
    if rest == 0:
        return [*_cardinal(century), "hundred"]
    if rest < 10:
        return [*_cardinal(century), "oh", _ONES[rest]]
    return [*_cardinal(century), *_cardinal(rest)]


def said_ordinal(digits: str) -> list[str]:
    """Return 21 as "twenty first"."""
    words = _cardinal(int(digits)) if len(digits) <= _MOST_DIGITS else said_digits(digits)
    last = words[-1]
    if last in _ORDINALS:
        ordinal = _ORDINALS[last]
    elif last.endswith("y"):
        ordinal = last[:-1] + "ieth"
    else:
        ordinal = last + "th"
    return [*words[:-1], ordinal]


def said_decade(digits: str) -> list[str]:
    """Return 1990 (from "1990s") as "nineteen nineties", 90 as "nineties"."""
    words = said_number(digits)
    last = words[-1]
    return [*words[:-1], last[:-1] + "ies" if last.endswith("y") else last + "s"]


def _cardinal(number: int) -> list[str]:
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        tens, ones = divmod(number, 10)
        return [_TENS[tens], *([_ONES[ones]] if ones else [])]
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return [_ONES[hundreds], "hundred", *(_cardinal(rest) if rest else [])]
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            return [*_cardinal(count), name, *(_cardinal(rest) if rest else [])]
    raise AssertionError(number)
