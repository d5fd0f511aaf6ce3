"""A Bot API server on loopback and a web page that behaves like a chat with the bot.

The bot talks to it over HTTP exactly as it talks to Telegram, so the same server serves a
newcomer without a token, the tests and the benchmarks.
"""
