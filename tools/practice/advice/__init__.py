"""Advice on plain words: what would make a case study easier to read. It is never an error and
stops nothing.
"""
