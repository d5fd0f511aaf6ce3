"""Lists over the employer's register: who is short of what, whose days come, who has not joined."""
