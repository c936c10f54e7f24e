"""Benchmarks: how fast the program is, as ratios to a bare application in the same run."""
