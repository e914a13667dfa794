"""Speed and scale, measured by hand: `make bench`. Never part of the tests."""
