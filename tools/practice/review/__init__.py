"""What a proposed change does to the collection, for the people who decide on it."""
