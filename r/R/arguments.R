# Arguments of R as those of the command line.

# The command line of arguments: what has no name as it is, in order, and then flags.
command_line <- function(arguments) {
  arguments <- expanded(arguments)
  names <- names(arguments)
  if (is.null(names)) {
    names <- rep("", length(arguments))
  }
  plain <- lapply(arguments[names == ""], words_of, what = "an argument")
  flags <- Map(flag, names[names != ""], arguments[names != ""])
  line <- enc2utf8(as.character(c(unlist(plain), unlist(flags, use.names = FALSE))))
  if (any(!validUTF8(line))) {
    fail("an argument is not valid text", "stance_error_usage")
  }
  line
}

# A flag with its values: `as_of = "2018"` is `--as-of=2018`, `map = c(on = "day")` is `--map=on=day`.
flag <- function(name, value) {
  name <- paste0(if (nchar(name) == 1) "-" else "--", gsub("_", "-", name, fixed = TRUE))
  if (is.null(value) || identical(value, FALSE)) {
    return(character())
  }
  if (identical(value, TRUE)) {
    return(name)
  }
  if (is.logical(value) && !anyNA(value)) {
    fail(paste0("`", name, "` is TRUE, FALSE or a value"), "stance_error_usage")
  }
  words <- words_of(value, paste0("`", name, "`"))
  if (!is.null(names(value)) && length(words) == length(value)) {
    words <- paste(paste0(names(value), "=", words), collapse = ",")
  }
  if (nchar(name) == 2) as.vector(rbind(name, words)) else paste0(name, "=", words)
}

# Values as they are typed. NA is refused: it never means `not asked`.
words_of <- function(value, what) {
  if (is.list(value) && !is.object(value)) {
    return(unlist(lapply(value, words_of, what = what)))
  }
  if (anyNA(value)) {
    fail(paste0(what, " is NA; leave it out, or pass NULL, where nothing is meant"), "stance_error_usage")
  }
  if (inherits(value, "POSIXt")) {
    return(format(as.POSIXct(value), "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
  }
  if (inherits(value, "Date")) {
    return(format(value, "%Y-%m-%d"))
  }
  if (is.factor(value) || is.character(value)) {
    return(unname(as.character(value)))
  }
  if (is.numeric(value)) {
    return(unname(vapply(value, format, "", digits = 15, scientific = FALSE, trim = TRUE)))
  }
  fail(
    paste0(what, " is of class `", class(value)[1], "`; texts, numbers, dates, TRUE and FALSE can be passed"),
    "stance_error_usage"
  )
}

# Paths as the shell would expand them.
expanded <- function(arguments) {
  for (name in intersect(c("file", "f", "output", "o"), names(arguments))) {
    if (is.character(arguments[[name]])) {
      arguments[[name]] <- path.expand(arguments[[name]])
    }
  }
  arguments
}
