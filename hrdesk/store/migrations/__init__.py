"""Every revision of the workspace file's tables, one after another; each runs inside one transaction begun by `hrdesk.store.upgrade`."""
