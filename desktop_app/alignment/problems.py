"""Why a text cannot be aligned with a sound: sentences for the user."""

from desktop_app.errors import AppError


class CannotAlign(AppError):
    """The text, the sound or the engine does not allow it."""


class NoEngine(CannotAlign):
    """An engine that is not installed, or has no model."""


class WrongLanguage(CannotAlign):
    """A text in a language that the engine does not speak."""


class WrongText(CannotAlign):
    """A text that is not what is said in the recording."""
