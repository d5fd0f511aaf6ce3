"""What the law asks for: the rule files, their shapes, and what each need means."""
