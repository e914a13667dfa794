"""From drafts to case studies: every rule a case study keeps, and the report of those it does not."""
