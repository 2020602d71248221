Each reading of a case is written down first, in a chain of its own; the group sees who read what, the reporter the days.
