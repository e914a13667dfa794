"""One rule a module, named for the fault it finds. `practice.checking.registry` lists them all."""
