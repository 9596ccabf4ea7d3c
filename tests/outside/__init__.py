"""What goes out, and what is never in it."""
