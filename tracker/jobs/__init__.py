"""What happens by itself, and what proves that nothing happened by other means."""
