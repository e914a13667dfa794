"""What could tell a reader who a patient is: patterns as data, and what finds them in a text or a
file.
"""
