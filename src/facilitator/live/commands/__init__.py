"""What people can do to a session: one frozen value an act, which says the operations it is made of."""
