"""Dates: what a message says about when, resolved against the message's own day."""

from bot.extraction.dates.finder import find_dates

__all__ = ["find_dates"]
