"""What sets right what was said before: the point that is meant, and the value that takes its place."""
