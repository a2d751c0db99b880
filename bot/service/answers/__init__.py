"""What the words of an answer mean for the claim, given the question that was open and what is known already."""
