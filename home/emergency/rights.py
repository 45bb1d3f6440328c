# Whoever may put an announcement up may take it down, whoever put it up.
PUTS_UP = "home.add_emergencybanner"
