"""The rules: functions in one file an area, or several; what a rule is and says stands in its entry of the packs."""
