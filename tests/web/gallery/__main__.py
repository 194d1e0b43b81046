"""Show the gallery on a free port."""

from tests.web.gallery.app import create_gallery

create_gallery().run(port=0)
