# Running the program.

stance_run <- function(...) {
  ran <- run(command_line(list(...)))
  if (ran$status != 0) {
    fail_with(ran$errors, ran$status, ran$arguments)
  }
  note(ran$errors)
  if (length(ran$output) == 0) invisible(ran$output) else ran$output
}

# Runs the program; its status, and the lines of what it writes.
run <- function(arguments) {
  binary <- stance_binary()
  files <- c(tempfile("stance-out-"), tempfile("stance-err-"))
  on.exit(unlink(files))
  corpus <- getOption("stancegraph.file")
  if (!is.null(corpus)) {
    old <- Sys.getenv("STANCE_FILE", NA)
    on.exit(if (is.na(old)) Sys.unsetenv("STANCE_FILE") else Sys.setenv(STANCE_FILE = old), add = TRUE)
    Sys.setenv(STANCE_FILE = path.expand(corpus))
  }
  # A command that would ask something is at once at the end of its input.
  status <- suppressWarnings(system2(
    binary, quoted(arguments),
    stdout = files[1], stderr = files[2], stdin = nullfile()
  ))
  list(
    status = status,
    output = lines_of(files[1]),
    errors = lines_of(files[2]),
    arguments = arguments
  )
}

# Arguments for the shell. In a locale that is not UTF-8, R would write other characters as `<U+00E9>`;
# text of no declared encoding is passed on byte by byte, and the program reads UTF-8.
quoted <- function(arguments) {
  if (.Platform$OS.type == "windows") {
    return(shQuote(arguments, type = "cmd"))
  }
  arguments <- gsub("'", "'\\''", arguments, fixed = TRUE, useBytes = TRUE)
  Encoding(arguments) <- "unknown"
  paste0("'", arguments, "'")
}

# The lines of a file in UTF-8.
lines_of <- function(path) {
  if (!file.exists(path)) {
    return(character())
  }
  lines <- readLines(path, warn = FALSE, encoding = "UTF-8", skipNul = TRUE)
  Encoding(lines) <- "UTF-8"
  lines
}
