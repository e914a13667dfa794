"""The search library, shown by tables, whole results and properties."""
