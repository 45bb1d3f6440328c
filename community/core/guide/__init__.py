"""The guide for editors: the same Ukrainian pages in the repository, under docs/, and in the admin."""
