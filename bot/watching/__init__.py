"""What the processes tell of themselves: counts and times, health, a reference for each update.

Knows neither aiogram nor python-telegram-bot, so the conversation and the worker both use it. No
label holds anything of people: kinds, names of methods and states only (`docs/watching.md`).
"""
