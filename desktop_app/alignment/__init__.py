"""Finding in the sound of a recording when each word of its text is spoken.

Knows texts, samples and speech engines; where sound comes from and where results are kept it does
not know.
"""
