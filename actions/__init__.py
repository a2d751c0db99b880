"""rasa-sdk actions: each reads what the engine understood, asks the turn what to do, and returns that as events.

No rules and no wording live here: rules are in `bot/service/intake.py`, wording is in `data/wording/`.
"""
