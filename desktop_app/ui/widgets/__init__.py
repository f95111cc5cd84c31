"""The pieces the window is made of, one class per file.

They take plain values and speak by signals. They know no library, no session and no player.
"""
