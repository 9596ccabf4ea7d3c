"""The caretaker's commands, as somebody types them."""
