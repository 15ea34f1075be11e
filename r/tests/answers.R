# Answers: their columns and types, held against the JSON and the CSV of the program.
library(stancegraph)

if (inherits(try(stance_binary(), silent = TRUE), "try-error")) {
  message("skipped: there is no program `stance`")
  quit("no")
}
council <- system.file("extdata", "council.ron", package = "stancegraph")
options(stancegraph.file = council)

# Types.
ties <- stance("who", "any", "Ada Holm", as_of = "2021-03-31")
stopifnot(
  is.data.frame(ties), nrow(ties) > 1,
  identical(levels(ties$polarity), c("positive", "negative", "neutral", "mixed")),
  is.factor(ties$certainty), is.numeric(ties$strength), is.character(ties$date),
  is.list(ties$statements), is.character(ties$statements[[1]])
)
all <- stance("statements")
stopifnot(inherits(all$earliest, "Date"), inherits(all$latest, "Date"), is.list(all$about))

# Without rows, the columns and types are the same.
none <- stance("statements", period = "1700")
classes <- function(table) lapply(table, class)
stopifnot(nrow(none) == 0, identical(classes(none), classes(all)))
stopifnot(identical(levels(none$polarity), levels(all$polarity)))

# What stands beside the rows.
facts <- stance_facts(stance("balance", as_of = as.Date("2021-03-31")))
stopifnot(
  facts$command == "balance", facts$view$as_of == "2021-03-31", is.na(facts$view$begin),
  facts$frustration$exact, is.numeric(facts$triads[["+--"]]), is.data.frame(facts$frustration$edges)
)
stopifnot(identical(stance_facts(ties[1, ]), stance_facts(ties)))

both <- rbind(ties[1, ], ties[2, ])
stopifnot(nrow(both) == 2, is.null(attr(both, "stance")), identical(both$statements, ties$statements[1:2]))

# A judge: the same rows in JSON and in CSV.
answers <- list(
  list("stats"), list("stats", by = "holder"), list("stats", every = "month"), list("entities"),
  list("statements"), list("timeline"), list("show", "ada-holm"), list("who", "any", "bridge"),
  list("who", "any", "bridge", every = "month"), list("whom", "ada-holm", "any"), list("ties"),
  list("shifts"), list("switches"), list("shifts", every = "month"), list("diff", "2021-01-31", "2021-03-31"), list("path", "ada-holm", "tram"),
  list("common", "ada-holm", "ben-ode"), list("why", "ada-holm", "bridge"), list("balance", all_triangles = TRUE),
  list("balance", every = "month"), list("camps"), list("camps", every = "month"), list("network"),
  list("network", mode = "twomode"), list("polarization"), list("polarization", every = "month"), list("rank"),
  list("rank", every = "quarter"), list("motifs"), list("motifs", list = TRUE), list("verbs", "slams")
)
text_of <- function(value, by = " ") {
  if (is.null(value)) return("")
  if (inherits(value, "Date")) value <- format(value, "%Y-%m-%d")
  if (is.logical(value)) value <- tolower(as.character(value))
  if (is.numeric(value)) value <- ifelse(is.na(value), NA, vapply(value, format, "", digits = 15))
  paste(ifelse(is.na(value), "", as.character(value)), collapse = by)
}
# The columns of a row of JSON: a field of an inner record is `outer_inner`.
flat <- function(row) {
  found <- list()
  for (name in names(row)) {
    value <- row[[name]]
    if (is.list(value) && !is.null(names(value))) {
      names(value) <- paste(name, names(value), sep = "_")
      found <- c(found, value)
    } else {
      found <- c(found, stats::setNames(list(value), name))
    }
  }
  found
}
same <- function(value, other) {
  if (is.data.frame(value)) {
    rows <- lapply(seq_len(nrow(value)), function(i) lapply(value, `[[`, i))
    return(length(rows) == length(other) && all(mapply(function(row, other) {
      all(vapply(names(row), function(name) same(row[[name]], other[[name]]), NA))
    }, rows, other)))
  }
  if (is.list(other) && length(other) == 0) other <- NULL
  identical(text_of(value), text_of(unlist(other)))
}
n_cells <- 0
for (question in answers) {
  table <- do.call(stance, question)
  empty <- if (!"verbs" %in% question) do.call(stance, c(question, where = "coder:nobody"))
  stopifnot(all(lengths(table) == nrow(table)), all(lengths(empty) == nrow(empty)))
  what <- paste(unlist(question), collapse = " ")
  file <- tempfile()
  do.call(stance_run, c(question, O = "csv", o = file))
  csv <- utils::read.csv(file, colClasses = "character", na.strings = character(), encoding = "UTF-8", check.names = FALSE)
  if (nrow(csv) != nrow(table)) stop(what, ": ", nrow(table), " rows, and ", nrow(csv), " of CSV")
  for (name in intersect(names(csv), names(table))) {
    column <- table[[name]]
    # Lists of records are not compared with what CSV has.
    if (any(vapply(column, is.data.frame, NA))) next
    # Lists of names and words are joined by semicolons there, of ids by spaces.
    by <- if (grepl("(_names|^words|^aliases)$", name)) "; " else " "
    cells <- vapply(seq_along(column), function(i) text_of(column[[i]], by), "")
    others <- csv[[name]]
    if (is.numeric(column) && !inherits(column, "Date")) {
      cells <- column
      others <- if (is.integer(column)) as.integer(others) else as.numeric(others)
    }
    if (!identical(cells, others)) {
      print(data.frame(cells, others))
      stop(what, ": `", name, "` differs from CSV")
    }
    n_cells <- n_cells + length(cells)
  }
  if (requireNamespace("jsonlite", quietly = TRUE)) {
    do.call(stance_run, c(question, O = "json", o = file))
    json <- jsonlite::fromJSON(file, simplifyVector = FALSE)
    stopifnot(length(json$rows) == nrow(table), identical(json$command, stance_facts(table)$command))
    for (i in seq_along(json$rows)) {
      row <- flat(json$rows[[i]])
      surplus <- setdiff(names(Filter(Negate(is.null), row)), names(table))
      if (length(surplus) > 0) stop(what, ": there is no column `", surplus[1], "`")
      for (name in names(table)) {
        if (!same(table[[name]][[i]], row[[name]])) {
          print(table[[name]][[i]])
          print(row[[name]])
          stop(what, ", row ", i, ": `", name, "` differs from JSON")
        }
        n_cells <- n_cells + 1
      }
    }
    # What stands beside the rows, read by both.
    json$rows <- NULL
    # Records stand a column at a time in one, and a row at a time in the other.
    values <- function(value) sort(as.character(Filter(Negate(is.na), unlist(value, use.names = FALSE))))
    both <- Map(function(name) all.equal(values(stance_facts(table)[[name]]), values(json[[name]])), names(json))
    if (!all(vapply(both, isTRUE, NA))) {
      print(Filter(Negate(isTRUE), both))
      stop(what, ": what stands beside the rows differs from JSON")
    }
  }
}
cat(length(answers), "answers,", n_cells, "cells compared\n")
stopifnot(n_cells > 500)

# Conditions.
caught <- function(expression) tryCatch({
  expression
  NULL
}, stance_error = identity)
wrong <- caught(stance("who", "any", "Ada Hulm"))
stopifnot(inherits(wrong, "stance_error_usage"), wrong$status == 2, grepl("did you mean", conditionMessage(wrong)))
stopifnot(!grepl("^error", conditionMessage(wrong)))
stopifnot(grepl("as_of|as-of", conditionMessage(caught(stance("who", "any", "bridge", as_of = NA)))))
stopifnot(grepl("--as-off", conditionMessage(caught(stance("who", "any", "bridge", as_off = 2021)))))
stopifnot(inherits(caught(stance("stats", file = "no-such.ron")), "stance_error"))
stopifnot(inherits(caught(stance()), "stance_error_usage"), inherits(caught(stance("stats", o = "x")), "stance_error_usage"))
stopifnot(inherits(caught(stance("export", "csv")), "stance_error_usage"))
none <- caught({
  old <- options(stancegraph.binary = "/no/such/stance")
  on.exit(options(old))
  stance("stats")
})
options(old)
stopifnot(inherits(none, "stance_error_no_binary"), grepl("stancegraph.binary", conditionMessage(none)))
found_at <- Sys.getenv(c("STANCE", "PATH"))
Sys.setenv(STANCE = "", PATH = tempdir())
none <- caught(stance("stats"))
do.call(Sys.setenv, as.list(found_at))
stopifnot(inherits(none, "stance_error_no_binary"), grepl("cargo install", conditionMessage(none)))

# Findings of `check` are rows also where there are errors.
faulty <- tempfile(fileext = ".ron")
writeLines("Corpus(entities: [(id: \"a\", kind: Persn, name: \"A\")])", faulty)
found <- stance("check", file = faulty)
stopifnot(nrow(found) == 1, found$severity == "error", found$code == "bad-value")
stopifnot(inherits(caught(stance("stats", file = faulty)), "stance_error_data"))

# Values of R.
line <- stancegraph:::command_line
stopifnot(
  identical(line(list("who", as_of = as.Date("2021-02-01"), definite = TRUE, claims = FALSE, where = NULL)),
    c("who", "--as-of=2021-02-01", "--definite")),
  identical(line(list(f = c("a", "b"))), c("-f", "a", "-f", "b")),
  identical(line(list(map = c(on = "day", verb = "vote"))), "--map=on=day,verb=vote"),
  identical(line(list(within = 1e6)), "--within=1000000"),
  identical(line(list(as_of = as.POSIXct("2021-02-01 12:00:00", tz = "Etc/GMT-2"))), "--as-of=2021-02-01T10:00:00Z"),
  identical(line(list(c("who", "any"), factor("x"))), c("who", "any", "x"))
)

# Tibbles.
if (requireNamespace("tibble", quietly = TRUE)) {
  tibble <- tibble::as_tibble(ties)
  stopifnot(inherits(tibble, "tbl_df"), is.list(tibble$statements), nrow(tibble) == nrow(ties))
}
out <- utils::capture.output(print(ties))
stopifnot(grepl("who; ", out[1]))
