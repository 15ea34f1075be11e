# The signed graph, and the time that its ties stand.

stance_graph <- function(..., spells = FALSE) {
  if (!requireNamespace("igraph", quietly = TRUE)) {
    fail("`stance_graph()` needs the package igraph: install.packages(\"igraph\")", "stance_error_no_package")
  }
  flags <- list(...)
  is_network <- !is.null(flags$network)
  if (is_network && isTRUE(spells)) {
    fail("a network has no spells; they are of ties", "stance_error_usage")
  }
  edges <- exported("csv", flags)
  nodes <- exported("csv-nodes", flags)
  nodes <- renamed(nodes, c(Id = "name", Label = "label"))
  edges <- renamed(edges, c(
    Source = "from", Target = "to", Type = "type", Label = "verb", Weight = "weight", source_id = "source"
  ))
  is_directed <- if (nrow(edges) > 0) all(edges$type == "Directed") else !is_network
  edges$type <- NULL
  if (is_network) {
    edges$sign <- as.integer(sign(edges$weight))
  }
  # The tables have no columns that are empty in all rows.
  texts <- if (!is_network) c("verb", "certainty", "date", "earliest", "latest", "source", "quote", "url")
  nodes <- completed(nodes, c("name", "label", "kind", "aliases", "wikidata"), NA_character_)
  edges <- completed(edges, c("from", "to", "polarity", texts), NA_character_)
  edges <- completed(edges, "weight", NA_real_)
  edges <- completed(edges, "sign", NA_integer_)
  edges <- completed(edges, "statements", list(NULL))
  graph <- igraph::graph_from_data_frame(
    edges[c("from", "to")],
    directed = is_directed, vertices = nodes
  )
  if (isTRUE(spells)) {
    rows <- stance_spells(...)
    shown <- as.list(rows)[c("first", "last", "sign", "verb", "certainty")]
    pairs <- split(seq_len(nrow(rows)), paste(rows$holder, rows$target, sep = "\r"))
    at <- pairs[match(paste(edges$from, edges$to, sep = "\r"), names(pairs))]
    edges$spells <- unname(lapply(at, function(at) rows_of(shown, at)))
  }
  # Not with the edges above, by which a graph without edges would have no attributes.
  igraph::edge_attr(graph) <- as.list(edges[setdiff(names(edges), c("from", "to"))])
  graph
}

renamed <- function(table, names) {
  at <- match(names(table), names(names))
  names(table)[!is.na(at)] <- names[at[!is.na(at)]]
  table
}

# A table with columns that it may lack.
completed <- function(table, names, missing) {
  for (name in setdiff(names, names(table))) {
    table[[name]] <- rep(missing, nrow(table))
  }
  table
}

# A table that `stance export` writes, with types by the names of its columns.
exported <- function(format, arguments) {
  file <- written(format, arguments, ".csv")
  on.exit(unlink(file))
  # "NA" is a name like any other.
  table <- utils::read.csv(
    file,
    colClasses = "character", na.strings = character(), encoding = "UTF-8", check.names = FALSE
  )
  for (name in names(table)) {
    column <- table[[name]]
    Encoding(column) <- "UTF-8"
    if (!name %in% c("Id", "Source", "Target")) {
      column[!nzchar(column)] <- NA
    }
    table[[name]] <- switch(name,
      Weight = as.numeric(column),
      sign = , part = , camp = as.integer(column),
      elsewhere = , fits = column == "true",
      statements = lapply(strsplit(column, " ", fixed = TRUE), function(ids) ids[!is.na(ids)]),
      column
    )
  }
  table
}

# Has `stance export` write a file for a moment.
written <- function(format, arguments, extension) {
  file <- tempfile("stance-export-", fileext = extension)
  if (any(c("O", "o", "output", "output_format") %in% names(arguments))) {
    fail("the result is returned; to write a file, use `stance_run(\"export\", ...)`", "stance_error_usage")
  }
  if ("every" %in% names(arguments)) {
    fail("a graph is of one view; ask for each period with `period`", "stance_error_usage")
  }
  ran <- run(c("export", format, command_line(arguments), "-o", file))
  if (ran$status != 0) {
    fail_with(ran$errors, ran$status, ran$arguments)
  }
  note(ran$errors)
  file
}

stance_spells <- function(...) {
  file <- written("gexf", list(...), ".gexf")
  on.exit(unlink(file))
  lines <- lines_of(file)
  # GEXF has an element a line: an edge for each pair, and for each of its attributes the times that it has a value.
  lines <- lines[cumsum(grepl("<edges>", lines, fixed = TRUE)) > 0]
  is_edge <- grepl("^ *<edge ", lines)
  is_value <- grepl("^ *<attvalue ", lines)
  edge <- cumsum(is_edge)[is_value]
  values <- lines[is_value]
  number <- as.integer(attribute(values, "for"))
  value <- unescape(attribute(values, "value"))
  begin <- seconds(attribute(values, "start"), -Inf)
  # Ends are the last seconds.
  end <- seconds(attribute(values, "end"), Inf) + 1

  spells <- lapply(split(seq_along(values), factor(edge, seq_len(sum(is_edge)))), function(at) {
    moments <- sort(unique(c(begin[at], end[at])))
    begins <- utils::head(moments, -1)
    found <- vapply(0:8, function(attribute) {
      at <- at[number[at] == attribute]
      vapply(begins, function(moment) {
        value[at][begin[at] <= moment & moment < end[at]][1]
      }, "")
    }, character(length(begins)))
    dim(found) <- c(length(begins), 9)
    list(begin = begins, end = moments[-1], found = found)
  })
  n_of <- vapply(spells, function(spell) length(spell$begin), 0L)
  found <- do.call(rbind, c(list(matrix("", 0, 9)), unname(lapply(spells, `[[`, "found"))))
  begin <- as.numeric(unlist(lapply(spells, `[[`, "begin"), use.names = FALSE))
  end <- as.numeric(unlist(lapply(spells, `[[`, "end"), use.names = FALSE))
  pairs <- lines[is_edge]
  rows <- list(
    holder = rep(unescape(attribute(pairs, "source")), n_of),
    target = rep(unescape(attribute(pairs, "target")), n_of),
    first = day_of(begin),
    last = day_of(end - 1),
    verb = found[, 1],
    polarity = factor(found[, 2], c("positive", "negative", "neutral", "mixed")),
    sign = as.integer(found[, 3]),
    strength = as.numeric(found[, 4]),
    certainty = factor(found[, 5], c("possible", "definite")),
    date = found[, 6],
    source = found[, 7],
    statement = found[, 8],
    quote = found[, 9]
  )
  # Between two spells there is no tie.
  table <- data_frame(rows, length(begin))[!is.na(rows$verb), , drop = FALSE]
  row.names(table) <- NULL
  table
}

# The values of an attribute of elements, NA where there is none.
attribute <- function(elements, name) {
  pattern <- paste0("^.* ", name, "=\"([^\"]*)\".*$")
  found <- rep(NA_character_, length(elements))
  has <- grepl(pattern, elements)
  found[has] <- sub(pattern, "\\1", elements[has])
  found
}

unescape <- function(text) {
  from <- c("&lt;", "&gt;", "&apos;", "&quot;", "&#10;", "&#13;", "&#9;", "&amp;")
  to <- c("<", ">", "'", "\"", "\n", "\r", "\t", "&")
  for (i in seq_along(from)) {
    text <- gsub(from[i], to[i], text, fixed = TRUE)
  }
  text
}

# Days since 1970 of dates as `2018-04-26`, also of years that R does not read.
days <- function(text) {
  pattern <- "^(-?[0-9]{4,})-([0-9]{2})-([0-9]{2}).*$"
  is_day <- grepl(pattern, text)
  part <- function(i) as.numeric(sub(pattern, paste0("\\", i), text[is_day]))
  # Years that begin in March, so that a leap day is the last; in cycles of 400 years.
  month <- part(2)
  year <- part(1) - (month <= 2)
  of_year <- floor((153 * (month + ifelse(month > 2, -3, 9)) + 2) / 5) + part(3) - 1
  found <- rep(NA_real_, length(text))
  found[is_day] <- 365 * year + floor(year / 4) - floor(year / 100) + floor(year / 400) + of_year - 719468
  found
}

# Seconds since 1970 of days, or of times as `2018-04-26T13:59:59`.
seconds <- function(text, missing) {
  found <- 86400 * days(text)
  has_time <- grepl("T[0-9]{2}:[0-9]{2}:[0-9]{2}", text)
  time <- sub("^.*T([0-9]{2}):([0-9]{2}):([0-9]{2}).*$", "\\1\\2\\3", text[has_time])
  part <- function(i) as.numeric(substr(time, i, i + 1))
  found[has_time] <- found[has_time] + 3600 * part(1) + 60 * part(3) + part(5)
  found[is.na(found)] <- missing
  found
}

# The day that seconds are in, NA where the time is open.
day_of <- function(seconds) {
  seconds[is.infinite(seconds)] <- NA
  .Date(floor(seconds / 86400))
}
