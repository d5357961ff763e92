"""The screens, each in a module of its own: the app imports one when it is first shown."""
