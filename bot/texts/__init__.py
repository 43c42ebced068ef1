"""What people read: gettext catalogues, dates and lags."""
