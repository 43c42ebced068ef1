"""The only place that fetches from the web: safe HTTP, feeds, sitemaps, article extraction."""
