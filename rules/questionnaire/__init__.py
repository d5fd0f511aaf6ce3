"""The questionnaire: what to ask for a check, and how answers become a profile. Pure."""
