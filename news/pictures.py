"""How pages of news show their pictures."""

from community.core.media.places import pictures_shown

# In lists, first of all on the front page, on top of an article, on social networks.
pictures_shown("cover", "card", "lead", "figure", "social")
pictures_shown("pictures.item.image", "thumbnail", "large")
