"""The answers of the commands, one module a command, named as the command."""
