"""A worker for blocking, CPU-bound jobs that stays answerable while it works."""
