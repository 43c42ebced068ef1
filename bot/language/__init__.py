"""Normalising, lemmas and language detection; pure."""
