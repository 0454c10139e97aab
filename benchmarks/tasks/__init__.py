"""One module a task: `predict(rows, folder)` takes the rows of INPUT and gives the rows of OUTPUT."""
