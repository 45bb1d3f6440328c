"""How people are shown."""

from community.core.media.places import pictures_shown

pictures_shown("portrait", "face", "portrait")
