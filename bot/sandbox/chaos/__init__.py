"""Chaos: the real application is killed and its network spoiled, and a checker proves that nothing was lost."""
