"""Alembic asks here which database to migrate: the one that the server hands over."""

from alembic import context

from sync_server.storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
