"""Speech engines: each hears words, and fits known words onto sound.

What is done with what they hear is not their business.
"""

from importlib import import_module
from importlib.util import find_spec

from desktop_app.alignment.engines.engine import Speech
from desktop_app.alignment.problems import NoEngine
from desktop_app.i18n import _

DEFAULT = "pocketsphinx"
ENGINES = (DEFAULT,)


def open_speech(name: str = DEFAULT, model: str | None = None) -> Speech:
    """Return the engine called ``name``. Raises NoEngine where it is not to be had.

    ``model`` is the folder of its model, or the name of an installed package that has one.
    """
    problem = why_not(name)
    if problem is not None:
        raise problem
    module = import_module(f"desktop_app.alignment.engines.{name}_engine")
    speech: Speech = module.open_speech(model)
    return speech


def why_not(name: str = DEFAULT) -> NoEngine | None:
    """Return why an engine cannot be used here, None if it can."""
    if name not in ENGINES:
        return NoEngine(
            _("There is no engine called “{name}”.").format(name=name),
            hint=_("There are: {names}.").format(names=", ".join(ENGINES)),
        )
    if find_spec("pocketsphinx") is None:
        return NoEngine(
            _("The speech engine PocketSphinx is not installed."),
            hint=_("It comes with Earmark on Python 3.11 to 3.13."),
        )
    return None
