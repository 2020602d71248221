"""What a service is made of, in one place to import from.

class PostAction(rest.Record): ...

class PostPost(rest.ConductService, on="site", right="SeePost"):
    @rest.endpoint("POST @conduct-post", post.retry, Missing)
    def act(self, sent: PostAction) -> PostDone: ...
"""

__all__ = """
    Addressed Batch ConductService Endpoint JSON JsonObject Limit NOT_SENT Nothing
    Number PLACES Record Refusal Written as_json endpoint key loaded moment others
    receipt_url sent_as sometimes spread
""".split()
