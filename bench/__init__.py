"""How fast the house is, against something: `make bench` measures it and writes docs/bench.md."""
