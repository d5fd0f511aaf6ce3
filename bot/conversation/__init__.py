"""The chat from the update that comes in to the screen that goes out, with aiogram."""
