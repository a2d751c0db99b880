"""The use cases of the desk: what its pages call, what they are shown, and who may sign in. The pages are in `bot/desk`."""
