"""Dzherelo: follows official Telegram channels for a newsroom."""
