"""Between the model and Telethon's TL objects: how things look to one account, and what its requests name."""
