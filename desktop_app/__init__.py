"""Earmark: a player for recordings that have a transcript.

A map of the package, from the ground up; imports point down only (the table is a test,
``tests/architecture/test_imports.py``):

``errors i18n timecode progress paths``  what everything may use
``transcript bookmarks``                 values and pure functions: text, times, passages
``settings``                             what the user chose
``library search questions alignment audio``  one outside world each; they never know each other
``workflows``                            one wish of the user per file, joining the parts above
``processes jobs player``                work off the window's thread, and sound
``ui``                                   the window: shows values, says what the user wants
``app cli``                              build everything, and start it
"""

__version__ = "0.1.0"
