"""What lies inside the files beside a case study: what they are, say and hide, and how that is
taken out.
"""
