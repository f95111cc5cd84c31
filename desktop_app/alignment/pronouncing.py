"""How words are pronounced: from a dictionary, by its relatives in there, or letter by letter.

Phones are those of the CMU dictionary without stress. A rough guess is good enough: it has to be
recognised between neighbours that are known.
"""

import re
import string
from collections.abc import Callable, Sequence

Lookup = Callable[[str], Sequence[str]]  # the pronunciations of a word, none if it is unknown

_LETTERS_TEXT = """
EY,B IY,S IY,D IY,IY,EH F,JH IY,EY CH,AY,JH EY,K EY,EH L,EH M,EH N,OW,P IY,K Y UW,AA R,EH S,T IY,
Y UW,V IY,D AH B AH L Y UW,EH K S,W AY,Z IY
"""
_LETTERS = {
    letter: phones.strip()
    for letter, phones in zip(string.ascii_lowercase, _LETTERS_TEXT.split(","), strict=True)
}
_UNVOICED = frozenset(("P", "T", "K", "F", "TH"))
_HISSING = frozenset(("S", "Z", "SH", "ZH", "CH", "JH"))
_MOST_PRONUNCIATIONS = 3

# Letters to sounds, the first that fits at a place wins. (before, letters, after, phones); before
# and after are patterns: V a vowel, C a consonant, ^ and $ the word's ends.
_RULES_TEXT = """
^|kn||N
^|gn||N
^|wr||R
^|ps||S
^|pn||N
^|x||Z
^|mc||M AH K
^|mac|C|M AH K
|tch||CH
|sch||S K
|chr||K R
|ch||CH
|sh||SH
|ph||F
|th||TH
|wh||W
|ck||K
|qu||K W
|dge||JH
|dg|[ei]|JH
|ght||T
|gh|$|
^|gh||G
|gh||
|ng|$|NG
|ng|C|NG
|nk||NG K
|sc|[eiy]|S
|ss||S
|tt||T
|ll||L
|pp||P
|bb||B
|dd||D
|ff||F
|gg||G
|mm||M
|nn||N
|rr||R
|zz||Z
|cc|[eiy]|K S
|cc||K
|kk||K
|tion||SH AH N
|sion||ZH AH N
|cial||SH AH L
|tial||SH AH L
|cian||SH AH N
|cious||SH AH S
|tious||SH AH S
|ture|$|CH ER
|sure|$|ZH ER
|igh||AY
|ough||OW
|augh||AO
|eigh||EY
|eau||OW
|ious|$|IY AH S
|ous|$|AH S
C|le|$|AH L
C|les|$|AH L Z
|ee||IY
|ea||IY
|ai||EY
|ay||EY
|ei||EY
|ey|$|IY
|ey||EY
|oa||OW
|oo||UW
|ou||AW
|ow|$|OW
|ow||AW
|oi||OY
|oy||OY
|au||AO
|aw||AO
|ie|$|IY
|ie||IY
|eu||Y UW
|ew||Y UW
|ue|$|UW
|ui||UW
|ar|C|AA R
|ar|$|AA R
|er|C|ER
|er|$|ER
|ir|C|ER
|ir|$|ER
|or|C|AO R
|or|$|ER
|ur|C|ER
|ur|$|ER
|ed|$|D
|es|$|Z
|e|$|
^C*|e|$|IY
|a|Ce$|EY
|i|Ce$|AY
|o|Ce$|OW
|u|Ce$|UW
|e|Ce$|IY
|a|Ces$|EY
|i|Ces$|AY
|o|Ces$|OW
|all||AO L
|a|$|AH
|i|$|IY
|o|$|OW
|u|$|UW
^C*|y|$|AY
|y|$|IY
^|y|V|Y
|y|V|Y
|y||IH
|a||AE
|e||EH
|i||IH
|o||AA
|u||AH
|c|[eiy]|S
|c||K
|g|[eiy]|JH
|g||G
|j||JH
|b||B
|d||D
|f||F
|h||HH
|k||K
|l||L
|m||M
|n||N
|p||P
|q||K
|r||R
V|s|V|Z
V|s|$|Z
|s||S
|t||T
|v||V
|w||W
|x||K S
|z||Z
"""


def _pattern(text: str) -> str:
    return text.replace("V", "[aeiouy]").replace("C", "[bcdfghjklmnpqrstvwxz]")


def _rules() -> dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], tuple[str, ...]]]]:
    """Return the rules by the first of their letters."""
    rules: dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], tuple[str, ...]]]] = {}
    for line in _RULES_TEXT.strip().splitlines():
        before, letters, after, phones = line.split("|")
        rule = (
            re.compile(f"(?:{_pattern(before)})$" if before else ""),
            letters,
            re.compile(_pattern(after)),
            tuple(phones.split()),
        )
        rules.setdefault(letters[0], []).append(rule)
    return rules


_RULES = _rules()


def pronounce(word: str, lookup: Lookup, *, is_spelled: bool = False) -> tuple[str, ...]:
    """Return pronunciations of a word, likely ones first, never none."""
    found = list(lookup(word))
    if is_spelled or not found:
        found += _abbreviated(word) if is_spelled or not re.search("[aeiouy]", word) else []
    if not found or (is_spelled and len(found) == 1 and re.search("[aeiouy]", word)):
        found += _related(word, lookup) or [_sounded(word)]
    unique = [said for said in dict.fromkeys(found) if said]
    return tuple(unique[:_MOST_PRONUNCIATIONS]) or ("AH",)


def _abbreviated(word: str) -> list[str]:
    """Return a word said letter by letter; a plural's s is said as one sound."""
    letters, ending = word, ""
    for suffix in ("'s", "s"):
        if len(word) > len(suffix) + 1 and word.endswith(suffix):
            letters, ending = word.removesuffix(suffix), "Z"
            break
    spelled = " ".join(_LETTERS[letter] for letter in word if letter in _LETTERS)
    if not ending:
        return [spelled]
    plural = " ".join(_LETTERS[letter] for letter in letters if letter in _LETTERS) + " " + ending
    return [plural, spelled]


def _related(word: str, lookup: Lookup) -> list[str]:
    """Return how a word is said if it is an inflected or compound form of known ones."""
    for form in (_inflected, _compound):
        found = form(word, lookup)
        if found:
            return found
    return []


def _inflected(word: str, lookup: Lookup) -> list[str]:
    for suffix, stems in (
        ("'s", ("",)),
        ("s'", ("",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("er", ("", "e")),
        ("ers", ("", "e")),
        ("ly", ("",)),
        ("ness", ("",)),
        ("less", ("",)),
        ("able", ("", "e")),
        ("ization", ("ize",)),
        ("in'", ("ing",)),
        ("'d", ("",)),
        ("'ll", ("",)),
        ("'ve", ("",)),
        ("'re", ("",)),
    ):
        if not word.endswith(suffix) or len(word) - len(suffix) < 2:
            continue
        cut = word.removesuffix(suffix)
        doubled = [cut[:-1]] if len(cut) > 2 and cut[-1] == cut[-2] else []
        for stem in (*(cut + ending for ending in stems), *doubled):
            said = lookup(stem)
            if said:
                return [_with_suffix(phones, suffix) for phones in said]
    return []


def _with_suffix(phones: str, suffix: str) -> str:
    last = phones.split()[-1]
    fixed = {
        "ing": "IH NG",
        "er": "ER",
        "ers": "ER Z",
        "ly": "L IY",
        "ness": "N AH S",
        "less": "L AH S",
        "able": "AH B AH L",
        "ization": "EY SH AH N",
        "in'": "",
        "'ll": "AH L",
        "'ve": "AH V",
        "'re": "ER",
    }
    if suffix in fixed:
        if suffix == "ization":
            phones = phones.removesuffix(" AY Z") + " IH Z"
        return f"{phones} {fixed[suffix]}".strip()
    if suffix in ("ed", "'d"):
        ending = "AH D" if last in ("T", "D") else "T" if last in _UNVOICED | _HISSING else "D"
        return f"{phones} {ending}"
    ending = "AH Z" if last in _HISSING else "S" if last in _UNVOICED else "Z"
    return f"{phones} {ending}"


def _compound(word: str, lookup: Lookup) -> list[str]:
    """Return a word said as two known ones: “changelog”. The longer first part is tried first."""
    for cut in range(len(word) - 3, 2, -1):
        first, second = lookup(word[:cut]), lookup(word[cut:])
        if first and second:
            return [f"{first[0]} {second[0]}"]
    return []


def _sounded(word: str) -> str:
    """Return how the letters of a word are sounded."""
    letters = re.sub("[^a-z]", "", word)
    phones: list[str] = []
    place = 0
    while place < len(letters):
        for before, sign, after, said in _RULES[letters[place]]:
            end = place + len(sign)
            if (
                letters.startswith(sign, place)
                and before.search(letters[:place])
                and after.match(letters, end)
            ):
                phones += said
                place = end
                break
        else:
            place += 1
    return " ".join(phones)
