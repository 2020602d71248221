"""All names that a REST service needs, to be imported from one module.

class PostAction(rest.Record): ...

class PostPost(rest.ConductService, on="site", right="SeePost"):
    @rest.endpoint("POST @conduct-post", post.retry, rest.Missing)
    def act(self, sent: PostAction) -> PostDone: ...
"""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import TooLarge
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.errors import Undelivered
from collective.conduct.services.common.base import Addressed
from collective.conduct.services.common.base import Batch
from collective.conduct.services.common.base import ConductService
from collective.conduct.services.common.base import JSON
from collective.conduct.services.common.base import loaded
from collective.conduct.services.common.base import moment
from collective.conduct.services.common.base import Nothing
from collective.conduct.services.common.base import receipt_url
from collective.conduct.services.common.base import Refusal
from collective.conduct.services.common.base import sent_as
from collective.conduct.services.common.endpoint import Endpoint
from collective.conduct.services.common.endpoint import endpoint
from collective.conduct.services.common.fields import JsonObject
from collective.conduct.services.common.fields import key
from collective.conduct.services.common.fields import Limit
from collective.conduct.services.common.fields import NOT_SENT
from collective.conduct.services.common.fields import Number
from collective.conduct.services.common.fields import others
from collective.conduct.services.common.fields import Record
from collective.conduct.services.common.fields import sometimes
from collective.conduct.services.common.fields import spread
from collective.conduct.services.common.fields import Written
from collective.conduct.services.common.rendering import as_json
