"""What guests have agreed that the office remembers for next time: in `records/guests.yaml`, each fact with an end."""
