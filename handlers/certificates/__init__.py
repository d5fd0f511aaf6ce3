"""What a person keeps for themselves: certificates, days to remember, memberships, reminders."""
