"""What a session is: frozen values and their rules, without clock, disk or screen.

Import the module that holds the value (``facilitator.model.session``); this package loads nothing by itself, so that the
light ones (``kinds``, ``fold``, ``title``) stay free of the validator.
"""
