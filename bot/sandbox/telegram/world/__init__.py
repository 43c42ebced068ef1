"""The model of the local Telegram: accounts, places, messages, and the logs of what happened to them."""
