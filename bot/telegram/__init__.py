"""The only place that talks Telethon."""
