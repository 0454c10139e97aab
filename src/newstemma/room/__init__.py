"""The reading room: an archive in the browser, for the user of this machine alone.

Every page is made on the server from a read-only archive; there is no script. `guard` says who may ask,
`views` what is shown, `templates/` how.
"""

from newstemma.room.serving import serve
from newstemma.room.site import app

__all__ = ["app", "serve"]
