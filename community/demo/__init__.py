"""An invented community that fills a fresh installation, so that a visitor sees a living site at once."""
