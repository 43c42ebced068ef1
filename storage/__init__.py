"""What Dzherelo keeps, and how it is kept."""
