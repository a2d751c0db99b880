"""`make bench`: our whole stack and Rasa's default beside it, measured in one run. Start reading in `__main__.py`."""
