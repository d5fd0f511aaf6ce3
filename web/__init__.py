"""The page: lists and records in a browser or inside Telegram, by the same use cases as the chat.

It decides nothing: a page reads an address or a form, calls a use case, and shows what came of it.
"""
