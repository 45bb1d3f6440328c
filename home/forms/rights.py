"""Rights that are asked for by name."""

# What residents wrote is read by fewer people than may edit the page of the form.
READS_ANSWERS = "home.view_formanswer"
