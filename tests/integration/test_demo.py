"""The demonstration: what a stranger finds after ``make start``."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest

from plone import api
from plone.app.testing import applyProfile
from zope.component import getSiteManager
from zope.component import getUtility

from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IShelf
from collective.conduct.core.shelf import state
from collective.conduct.operations.authority import actor
from collective.conduct.operations.coverage import coverage
from collective.conduct.operations.documents import problems
from collective.conduct.operations.drafts import structure_of
from collective.conduct.operations.duties import answered_by
from collective.conduct.operations.duties import duties_of
from collective.conduct.operations.editions import editions_of
from collective.conduct.operations.hub import hub
from collective.conduct.operations.ledgers import verify
from collective.conduct.setuphandlers import demo
