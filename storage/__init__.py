"""What Dzherelo keeps, and how it is kept. `opening.open_store` gives a `Store`."""
