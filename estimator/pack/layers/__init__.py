"""What is laid on the values of the files: scenarios, settings of the command line, what a workbook brings back."""
