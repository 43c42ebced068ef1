"""The only place that fetches from the web: safe HTTP, feeds, sitemaps, article extraction.

`bot.web.client.WebClient` is what the stages need; `bot.web.addresses.canonical` is the form in which addresses
are stored and compared. Nothing is imported here, so that one part does not load the others.
"""
