"""The words a user reads pass through here, so that they can be translated.

Use whole sentences with named places: ``_("{count} places").format(count=n)``.
"""

import gettext

_catalogue: gettext.NullTranslations = gettext.translation("earmark", localedir=None, fallback=True)


def _(sentence: str) -> str:
    """Return ``sentence`` in the user's language."""
    return _catalogue.gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits ``count``, in the user's language."""
    return _catalogue.ngettext(one, many, count)
