# Reads JSON, for what an answer has beside its rows.

# Objects are lists, and lists of values of one kind are vectors, of objects data frames; null is NA.
parse_json <- function(text) {
  text <- enc2utf8(text)
  pattern <- "\"(?:[^\"\\\\]|\\\\.)*+\"|[{}\\[\\],:]|[^\\s{}\\[\\],:\"]+"
  tokens <- regmatches(text, gregexpr(pattern, text, perl = TRUE))[[1]]
  at <- 0
  take <- function() {
    at <<- at + 1
    tokens[at]
  }
  value <- function(token) {
    switch(substr(token, 1, 1),
      "{" = object(),
      "[" = array(),
      "\"" = unquote(token),
      "t" = TRUE,
      "f" = FALSE,
      "n" = NA,
      as.numeric(token)
    )
  }
  object <- function() {
    found <- list()
    token <- take()
    while (token != "}") {
      if (token == ",") token <- take()
      take()
      found[[unquote(token)]] <- value(take())
      token <- take()
    }
    found
  }
  array <- function() {
    found <- vector("list", 0)
    token <- take()
    while (token != "]") {
      if (token == ",") token <- take()
      found[[length(found) + 1]] <- value(token)
      token <- take()
    }
    simplify(found)
  }
  value(take())
}

unquote <- function(token) {
  text <- substr(token, 2, nchar(token) - 1)
  if (!grepl("\\", text, fixed = TRUE)) {
    return(text)
  }
  found <- gregexpr("\\\\u[0-9a-fA-F]{4}|\\\\.", text, perl = TRUE)
  regmatches(text, found) <- lapply(regmatches(text, found), function(escapes) {
    vapply(escapes, function(escape) {
      switch(substr(escape, 2, 2),
        n = "\n", t = "\t", r = "\r", b = "\b", f = "\f",
        u = intToUtf8(strtoi(substr(escape, 3, 6), 16L)),
        substr(escape, 2, 2)
      )
    }, "")
  })
  text
}

simplify <- function(values) {
  if (length(values) == 0) {
    return(list())
  }
  is_object <- vapply(values, function(value) is.list(value) && !is.null(names(value)), NA)
  if (all(is_object) && !any(vapply(values, is.data.frame, NA))) {
    names <- unique(unlist(lapply(values, names)))
    columns <- lapply(names, function(name) {
      simplify(lapply(values, function(value) if (is.null(value[[name]])) NA else value[[name]]))
    })
    return(data_frame(stats::setNames(columns, names), length(values)))
  }
  is_scalar <- vapply(values, function(value) is.atomic(value) && length(value) == 1, NA)
  kinds <- unique(vapply(values[is_scalar], function(value) if (is.na(value)) "NA" else class(value), ""))
  if (all(is_scalar) && length(setdiff(kinds, "NA")) <= 1) unlist(values) else values
}
