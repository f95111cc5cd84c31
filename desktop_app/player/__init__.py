"""Plays one recording: where it is, how fast, how loud, and what stops it.

Not the timeline or its keys (``ui``), and not what an audio file is (``audio``).
"""
