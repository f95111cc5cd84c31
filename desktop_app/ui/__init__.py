"""The window: what the user sees and presses.

It shows values and says by signals what the user wants; it never reads files, sound or databases.
"""
