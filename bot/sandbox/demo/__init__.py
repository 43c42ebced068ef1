"""The demo: forty seconds of a newsroom's morning on a local Telegram."""
