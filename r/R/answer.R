# Answers as data frames.

stance <- function(...) {
  file <- tempfile("stance-answer-", fileext = ".arrow")
  on.exit(unlink(file))
  arguments <- command_line(list(...))
  if (length(arguments) == 0) {
    fail("nothing is asked; for example: stance(\"who\", \"supports\", \"Donald Trump\")", "stance_error_usage")
  }
  if (any(arguments %in% c("-O", "--output-format", "-o", "--output") | grepl("^--output(-format)?=", arguments))) {
    fail("`stance()` returns the answer; to write it to a file, use `stance_run()`", "stance_error_usage")
  }
  ran <- run(c(arguments, "-O", "arrow", "-o", file))
  # The findings of `check` are an answer also where there are errors among them.
  if (ran$status != 0 && !(ran$status == 1 && file.exists(file))) {
    fail_with(ran$errors, ran$status, ran$arguments)
  }
  note(ran$errors)
  if (!file.exists(file)) {
    fail(
      paste0("`stance ", arguments[1], "` has no rows; `stance_run()` returns what it prints"),
      "stance_error_usage",
      arguments = ran$arguments
    )
  }
  table <- read_arrow(file)
  facts <- table$metadata[["stance"]]
  structure(
    data_frame(table$columns, table$n_rows),
    class = c("stance_answer", "data.frame"),
    stance = if (is.null(facts)) list() else parse_json(facts)
  )
}

stance_facts <- function(answer) {
  facts <- attr(answer, "stance", exact = TRUE)
  if (is.null(facts)) {
    fail("this is no answer of `stance()`; ask for the facts before rows are joined or summarised", "stance_error_usage")
  }
  facts
}

# A data frame of columns of equal length, of which any may be a list.
data_frame <- function(columns, n_rows) {
  structure(columns, row.names = .set_row_names(n_rows), class = "data.frame")
}

# Rows of an answer are an answer, with its facts.
`[.stance_answer` <- function(x, ...) {
  part <- NextMethod()
  if (is.data.frame(part)) {
    attr(part, "stance") <- attr(x, "stance", exact = TRUE)
  }
  part
}

# Rows of several answers have the facts of none.
rbind.stance_answer <- function(..., deparse.level = 1) {
  rows <- do.call(rbind, lapply(list(...), as.data.frame))
  structure(rows, class = c("stance_answer", "data.frame"), stance = NULL)
}

format.stance_answer <- function(x, ..., width = 40) {
  shown <- lapply(x, function(column) {
    if (is.list(column)) {
      vapply(column, format_item, "")
    } else if (is.character(column)) {
      shorten(column, width)
    } else {
      format(column)
    }
  })
  shown <- data_frame(shown, nrow(x))
  row.names(shown) <- row.names(x)
  shown
}

# An item of a list column: one text as it is, more by their number.
format_item <- function(item) {
  if (is.null(item)) {
    "NA"
  } else if (is.data.frame(item)) {
    paste0("<", nrow(item), " rows>")
  } else if (is.character(item) && length(item) == 1) {
    shorten(item, 20)
  } else {
    paste0("<", length(item), ">")
  }
}

shorten <- function(text, width) {
  text <- gsub("[[:space:]]+", " ", text)
  is_long <- !is.na(text) & nchar(text) > width
  text[is_long] <- paste0(substr(text[is_long], 1, width - 3), "...")
  text
}

print.stance_answer <- function(x, ..., n = getOption("stancegraph.rows", 20)) {
  facts <- attr(x, "stance", exact = TRUE)
  view <- Filter(function(part) !anyNA(part), facts$view)
  # The end is the day after it.
  if (!is.null(view$as_of)) view$end <- NULL
  view <- paste(names(view), unlist(view), sep = " = ", collapse = ", ")
  rows <- paste(nrow(x), if (nrow(x) == 1) "row" else "rows")
  cat("# ", paste(c(facts$command, rows, view[nzchar(view)]), collapse = "; "), "\n", sep = "")
  if (ncol(x) > 0 && nrow(x) > 0) {
    print.data.frame(format(utils::head(x, n)), right = FALSE)
  } else if (ncol(x) > 0) {
    writeLines(strwrap(paste("columns:", paste(names(x), collapse = " ")), prefix = "# "))
  }
  if (nrow(x) > n) {
    cat("# ", nrow(x) - n, " more rows; print(x, n = Inf) shows all\n", sep = "")
  }
  invisible(x)
}
