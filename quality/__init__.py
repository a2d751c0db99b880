"""Measures how well reports and messages are understood, and compares it with what was kept; `make evaluate` runs it."""
