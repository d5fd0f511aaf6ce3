"""What the commands of `python -m bot` do; `bot.cli` names them."""
