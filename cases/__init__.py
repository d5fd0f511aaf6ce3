"""Use cases of organisations, certificates and deadlines: plain functions over a unit.

Each is one step of somebody's work and takes whoever acts by number. It decides on what the
database holds at that moment, never on what a button said, and raises a `CaseError` otherwise;
then nothing of the unit is stored. Texts and buttons are the handlers' business.
"""
