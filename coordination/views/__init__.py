"""The start page, the child's page, the unit's and the log's, by HTTP."""
