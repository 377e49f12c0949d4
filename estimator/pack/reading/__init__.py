"""From the files of a pack to records: parsed, held to the schema, with file and line of everything that is wrong."""
