"""Before a workspace is open: the sign-in window, the first start, the sample, restoring a backup.

The sign-in window imports no service, so that it is painted before the store's libraries are read.
"""
