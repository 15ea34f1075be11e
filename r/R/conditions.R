# Conditions: what went wrong, in the words of the program.

# Signals an error of the classes `class` and `stance_error`.
fail <- function(message, class = NULL, ..., call = NULL) {
  stop(structure(
    class = c(class, "stance_error", "error", "condition"),
    list(message = message, call = call, ...)
  ))
}

# Signals the error of a call of the program that ended with a status.
fail_with <- function(errors, status, arguments) {
  words <- sub("^error: ", "", paste(errors, collapse = "\n"))
  words <- sub("\n+For more information, try '--help'\\.\n*$", "", words)
  words <- sub("\n+$", "", words)
  if (!nzchar(words)) {
    words <- paste0("`stance` ended with status ", status, " and said nothing")
  }
  class <- switch(as.character(status),
    "1" = "stance_error_data",
    "2" = "stance_error_usage",
    "130" = "stance_error_interrupted"
  )
  fail(words, class, status = status, arguments = arguments)
}

# Passes on what the program notes beside its answer.
note <- function(lines) {
  lines <- lines[nzchar(lines)]
  if (length(lines) > 0) {
    message(structure(
      class = c("stance_message", "message", "condition"),
      list(message = paste0(paste(lines, collapse = "\n"), "\n"), call = NULL)
    ))
  }
}
