"""The living catalogue of the design system: what the pages are made of, read from where it really stands."""
