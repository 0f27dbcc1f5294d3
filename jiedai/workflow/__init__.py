"""The work around a visit: playbooks per kind of visit, new plans, and what follows from them."""
