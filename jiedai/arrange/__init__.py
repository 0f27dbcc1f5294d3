"""Arrangements: who sleeps in which room, rides in which car, sits at which table.

`rooms`, `rides` and `tables` each read a problem from a case, solve it and give a `Proposal`: the arrangement with its
reasons and the proof of its quality, or the demands that clash and the least that has to give. All are deterministic
and bounded by steps, not by seconds.
"""
