"""One thing at a time: each step of a run as an object that draws itself and takes keys. `screens.run` shows them."""
