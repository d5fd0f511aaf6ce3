"""HR in the chat: organisations, members, the year's days, broadcasts.

Buttons carry numbers only; what they may do is looked up by the use cases at the moment of the
press. Everything typed is awaited by a form that is kept in the database.
"""
