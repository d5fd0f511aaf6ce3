"""/dates: days to remember, and the buttons below reminders and broadcasts."""
