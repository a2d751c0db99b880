"""Sums of money in a text: their figures, currencies, bounds and parts. `amounts.py` puts them together."""
