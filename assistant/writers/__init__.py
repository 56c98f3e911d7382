"""Writers: goal tables to the bytes of one file, one format a module."""
