"""The composition root's rooms: each builds one side of the service from the settings; `bot/app.py` puts them together."""
