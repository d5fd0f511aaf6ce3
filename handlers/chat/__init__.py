"""What all conversations share: the visit, the outcome, buttons, names, words."""
