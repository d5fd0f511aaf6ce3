"""The forms of procedure 602: what stands in them, from the register and the year of training."""
