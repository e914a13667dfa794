"""Fix what a machine can mend in a case study without guessing, and leave every other letter as
its author wrote it.
"""
