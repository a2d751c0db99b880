"""A conversation to keep: as plain text or as PDF."""
