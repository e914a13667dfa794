"""`python -m practice` is the `practice` command."""

from practice.cli.main import main

main()
