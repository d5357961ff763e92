"""The whole program in real pseudo-terminals, from the first key to the prompt it gives back."""
