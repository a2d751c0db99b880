"""Rasa graph components and the one channel of the engine; imports nothing from the service."""
