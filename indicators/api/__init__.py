"""The programming interface: what releases say, as JSON, to be read alone. It is described in the terms of OpenAPI 3.1."""
