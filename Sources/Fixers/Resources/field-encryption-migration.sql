-- What is encrypted is longer than what it was made of.
{{statements}}
