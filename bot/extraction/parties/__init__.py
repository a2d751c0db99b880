"""Who suffered the loss or demands money: names and roles of a text, weighed. `claimant.py` puts them together."""
