"""The `practice` command: one module a command; a command translates and does nothing else."""
