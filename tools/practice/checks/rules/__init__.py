"""One rule a module, named for the fault it finds. `practice.checks.registry` lists them all."""
