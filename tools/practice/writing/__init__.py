"""Write a new case study question by question: what to ask, what to suggest, whether the answer will do, and where it goes."""
