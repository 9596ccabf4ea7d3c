"""The tests, one folder per room of the house; `support` holds what they share."""
