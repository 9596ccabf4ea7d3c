"""What `make bench` measures and prints; none of it runs with the tests."""
