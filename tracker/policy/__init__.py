"""Who may: `can_<verb>(actor, thing)` beside `visible_<things>(actor)`, a file for each noun.

Load through `visible_*` (invisible is 404), then ask `can_*` (forbidden is 403). A test proves
that predicate and select agree.
"""
