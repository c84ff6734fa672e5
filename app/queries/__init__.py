"""Every SELECT of the product: the first argument is a Scope; nothing here writes."""
