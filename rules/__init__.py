"""The norms as data and what follows from them; knows nothing of Telegram, SQL or the clock."""
