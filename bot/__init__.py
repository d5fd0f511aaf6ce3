"""Puts the bot together and runs it: chat, outbound worker, command line."""
