"""Audio files: what they are, how long, their tags and waveform, and pieces cut out of them.

Not playing them (``player``), and not what is said in them (``alignment``).
"""
