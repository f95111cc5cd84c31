"""Transcripts as values, and pure functions over them: reading, placing in time, looking up.

Nothing here touches the library, the screen or the sound.
"""
