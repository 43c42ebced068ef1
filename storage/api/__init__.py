"""What the application may ask of storage.

Every method is one whole transaction and is safe to repeat: storing what is stored already changes nothing.
Each part that makes work due puts it on the work list in the same transaction; each part that has done work
hands its `Job` back in the transaction that stores the result.
"""

from storage.api.accounts import Accounts
from storage.api.aftermath import Afterwards
from storage.api.articles import Articles, Feeds, Matches
from storage.api.channels import Added, Channels, Posts
from storage.api.files import Files
from storage.api.handovers import Handovers
from storage.api.labels import Labels
from storage.api.ledger import Ledger
from storage.api.outside import Outside
from storage.api.people import Alerts, People, Requests
from storage.api.places import Places
from storage.api.queue import Queue
from storage.api.rules import Rules
from storage.api.schedules import Schedules
from storage.api.stats import Statistics
from storage.api.store import Condition, Counts, Marks, Store, Vectors, Work

__all__ = [
    "Accounts",
    "Added",
    "Afterwards",
    "Alerts",
    "Articles",
    "Channels",
    "Condition",
    "Counts",
    "Feeds",
    "Files",
    "Handovers",
    "Labels",
    "Ledger",
    "Marks",
    "Matches",
    "Outside",
    "People",
    "Places",
    "Posts",
    "Queue",
    "Requests",
    "Rules",
    "Schedules",
    "Statistics",
    "Store",
    "Vectors",
    "Work",
]
