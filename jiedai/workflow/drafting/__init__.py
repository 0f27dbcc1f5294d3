"""New plans: what is asked, the playbook of each kind, an earlier plan copied, and the text that is written."""
