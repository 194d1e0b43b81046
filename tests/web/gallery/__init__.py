"""Every component on a few pages with made-up data, to look at and to test; never shipped.

`python -m tests.web.gallery` shows it on a free port of this machine.
"""
