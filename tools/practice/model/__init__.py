"""What a case study is: its fields, words, dates and organisations, and what can be wrong."""
