"""What a service is made of, in one place to take it from.

class PostAction(rest.Record): ...

class PostPost(rest.ConductService, on="site", right="SeePost"):
    @rest.endpoint("POST @conduct-post", post.retry, rest.Missing)
    def act(self, sent: PostAction) -> PostDone: ...
"""

from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.errors import Undelivered
from collective.conduct.services.base import Addressed
from collective.conduct.services.base import Batch
from collective.conduct.services.base import ConductService
from collective.conduct.services.base import JSON
from collective.conduct.services.base import loaded
from collective.conduct.services.base import moment
from collective.conduct.services.base import Nothing
from collective.conduct.services.base import receipt_url
from collective.conduct.services.base import Refusal
from collective.conduct.services.base import sent_as
from collective.conduct.services.endpoint import Endpoint
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.fields import JsonObject
from collective.conduct.services.fields import key
from collective.conduct.services.fields import Limit
from collective.conduct.services.fields import NOT_SENT
from collective.conduct.services.fields import Number
from collective.conduct.services.fields import others
from collective.conduct.services.fields import Record
from collective.conduct.services.fields import sometimes
from collective.conduct.services.fields import spread
from collective.conduct.services.fields import Written
from collective.conduct.services.rendering import as_json
