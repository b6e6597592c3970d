"""Courses of others brought to this machine, as data: nothing that is fetched is run, and nothing half stays behind."""
