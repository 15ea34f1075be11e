# Reads Arrow IPC files, as far as `stance` writes them: no package has to be there for it, and the columns have their
# types also where there are no rows.
#
# A file is messages, each a header (a flatbuffer) and a body (buffers), and a footer that says where they are:
# https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format

# The columns, the number of rows and the metadata of a file.
read_arrow <- function(path) {
  bytes <- readBin(path, "raw", file.size(path))
  n <- length(bytes)
  magic <- charToRaw("ARROW1")
  if (n < 20 || !identical(bytes[1:6], magic) || !identical(bytes[(n - 5):n], magic)) {
    fail("what `stance` wrote is no whole Arrow file")
  }
  footer <- root(bytes, n - 10 - int32(bytes, n - 10))
  schema <- inner(footer, 1)
  fields <- lapply(vector_of_tables(schema, 1), read_field)
  names(fields) <- vapply(fields, `[[`, "", "name")

  dictionaries <- list()
  for (block in blocks(footer, 2)) {
    batch <- message_of(bytes, block)
    id <- as.character(int64_at(batch$header, 0, 0))
    words <- read_batch(bytes, inner(batch$header, 1), batch$body, list(list(type = "utf8")), list())
    dictionaries[[id]] <- words$columns[[1]]
  }
  batches <- lapply(blocks(footer, 3), function(block) {
    batch <- message_of(bytes, block)
    read_batch(bytes, batch$header, batch$body, fields, dictionaries)
  })
  if (length(batches) == 0) {
    batches <- list(list(columns = lapply(fields, empty, dictionaries), n_rows = 0))
  }
  columns <- lapply(seq_along(fields), function(position) {
    parts <- lapply(batches, function(batch) batch$columns[[position]])
    if (length(parts) == 1) parts[[1]] else do.call(c, parts)
  })
  list(
    columns = stats::setNames(columns, names(fields)),
    n_rows = as.integer(sum(vapply(batches, `[[`, 0, "n_rows"))),
    metadata = read_metadata(schema, 2)
  )
}

# Numbers, little-endian; positions count from 0.
int16 <- function(bytes, at) readBin(bytes[at + 1:2], "integer", size = 2, signed = FALSE, endian = "little")
int32 <- function(bytes, at) readBin(bytes[at + 1:4], "integer", size = 4, endian = "little")
int64 <- function(bytes, at) int64s(bytes[at + 1:8])

int64s <- function(bytes) {
  halves <- readBin(bytes, "integer", length(bytes) / 4, size = 4, endian = "little")
  at <- 2 * seq_len(length(halves) / 2)
  low <- halves[at - 1]
  high <- halves[at]
  # The least of all whole numbers of 32 bits is read as NA.
  low[is.na(low)] <- -2^31
  high[is.na(high)] <- -2^31
  low + ifelse(low < 0, 2^32, 0) + high * 2^32
}

# Tables of flatbuffers: fields have numbers, and may be missing.
root <- function(bytes, at) list(bytes = bytes, at = at + int32(bytes, at))

position <- function(table, field) {
  offsets <- table$at - int32(table$bytes, table$at)
  if (4 + 2 * field >= int16(table$bytes, offsets)) {
    return(NULL)
  }
  offset <- int16(table$bytes, offsets + 4 + 2 * field)
  if (offset == 0) NULL else table$at + offset
}

number_at <- function(read, n_bytes) {
  function(table, field, default) {
    at <- position(table, field)
    if (is.null(at)) default else read(table$bytes, at)
  }
}
byte_at <- number_at(function(bytes, at) as.integer(bytes[at + 1]))
int16_at <- number_at(int16)
int32_at <- number_at(int32)
int64_at <- number_at(int64)

inner <- function(table, field) {
  at <- position(table, field)
  if (is.null(at)) NULL else root(table$bytes, at)
}

text_at <- function(table, field) {
  at <- position(table, field)
  if (is.null(at)) {
    return("")
  }
  at <- at + int32(table$bytes, at)
  text <- rawToChar(table$bytes[at + 4 + seq_len(int32(table$bytes, at))])
  Encoding(text) <- "UTF-8"
  text
}

# Where the items of a vector begin, and how many they are.
items_of <- function(table, field) {
  at <- position(table, field)
  if (is.null(at)) {
    return(list(at = 0, n = 0))
  }
  at <- at + int32(table$bytes, at)
  list(at = at + 4, n = int32(table$bytes, at))
}

vector_of_tables <- function(table, field) {
  items <- items_of(table, field)
  lapply(seq_len(items$n) - 1, function(i) root(table$bytes, items$at + 4 * i))
}

read_metadata <- function(table, field) {
  pairs <- vector_of_tables(table, field)
  values <- lapply(pairs, text_at, 1)
  stats::setNames(values, vapply(pairs, text_at, "", 0))
}

blocks <- function(footer, field) {
  items <- items_of(footer, field)
  lapply(seq_len(items$n) - 1, function(i) {
    at <- items$at + 24 * i
    list(at = int64(footer$bytes, at), n_header = int32(footer$bytes, at + 8))
  })
}

# The header of a message, and where its body begins.
message_of <- function(bytes, block) {
  # Before the header stand a mark and its length.
  table <- root(bytes, block$at + 8)
  list(header = inner(table, 2), body = block$at + block$n_header)
}

# A column as the schema has it: its name, type, dictionary and children.
read_field <- function(table) {
  dictionary <- inner(table, 4)
  list(
    name = text_at(table, 0),
    type = type_of(byte_at(table, 2, 0), inner(table, 3)),
    dictionary = if (!is.null(dictionary)) as.character(int64_at(dictionary, 0, 0)),
    children = lapply(vector_of_tables(table, 5), read_field)
  )
}

type_of <- function(code, table) {
  found <- switch(as.character(code),
    "2" = if (int32_at(table, 0, 0) == 64) "int64",
    "3" = if (int16_at(table, 0, 0) == 2) "double",
    "5" = "utf8",
    "6" = "bool",
    "8" = if (int16_at(table, 0, 1) == 0) "day",
    "10" = if (int16_at(table, 0, 0) == 2) "microseconds",
    "12" = "list",
    "13" = "record"
  )
  if (is.null(found)) {
    fail(paste0("this version of the package does not know the Arrow type ", code, "; update it"))
  }
  found
}

# The columns of a batch. A column takes its nodes and buffers in the order of the schema, its own before its parts'.
read_batch <- function(bytes, table, body, fields, dictionaries) {
  if (!is.null(position(table, 3))) {
    fail("the Arrow file is compressed, which this package does not read")
  }
  at <- items_of(table, 1)$at
  nodes <- function() {
    node <- c(n = int64(table$bytes, at), n_null = int64(table$bytes, at + 8))
    at <<- at + 16
    node
  }
  at_buffer <- items_of(table, 2)$at
  buffers <- function() {
    begin <- body + int64(table$bytes, at_buffer)
    n <- int64(table$bytes, at_buffer + 8)
    at_buffer <<- at_buffer + 16
    if (n == 0) raw() else bytes[(begin + 1):(begin + n)]
  }
  columns <- lapply(fields, read_column, nodes, buffers, dictionaries)
  list(columns = columns, n_rows = int64_at(table, 0, 0))
}

read_column <- function(field, nodes, buffers, dictionaries) {
  node <- nodes()
  n <- node[["n"]]
  validity <- buffers()
  is_null <- if (node[["n_null"]] > 0) !bits(validity, n) else logical(n)
  if (!is.null(field$dictionary)) {
    codes <- readBin(buffers(), "integer", n, size = 4, endian = "little") + 1L
    codes[is_null] <- NA
    return(factor_of(codes, dictionaries[[field$dictionary]]))
  }
  switch(field$type,
    utf8 = with_null(texts(offsets(buffers(), n), buffers()), is_null),
    int64 = with_null(narrow(int64s(utils::head(buffers(), 8 * n)), is_null), is_null),
    double = with_null(readBin(buffers(), "double", n, endian = "little"), is_null),
    bool = with_null(bits(buffers(), n), is_null),
    day = .Date(with_null(as.double(readBin(buffers(), "integer", n, size = 4, endian = "little")), is_null)),
    microseconds = .POSIXct(with_null(int64s(utils::head(buffers(), 8 * n)) / 1e6, is_null), tz = "UTC"),
    list = {
      offsets <- offsets(buffers(), n)
      items <- read_column(field$children[[1]], nodes, buffers, dictionaries)
      cut_up(items, offsets, is_null)
    },
    record = {
      columns <- lapply(field$children, read_column, nodes, buffers, dictionaries)
      names(columns) <- vapply(field$children, `[[`, "", "name")
      data_frame(columns, n)
    }
  )
}

# A column without rows.
empty <- function(field, dictionaries) {
  if (!is.null(field$dictionary)) {
    words <- dictionaries[[field$dictionary]]
    return(factor_of(integer(), if (is.null(words)) character() else words))
  }
  switch(field$type,
    utf8 = character(),
    int64 = integer(),
    double = numeric(),
    bool = logical(),
    day = .Date(numeric()),
    microseconds = .POSIXct(numeric(), tz = "UTC"),
    list = list(),
    record = data_frame(stats::setNames(
      lapply(field$children, empty, dictionaries),
      vapply(field$children, `[[`, "", "name")
    ), 0L)
  )
}

bits <- function(bytes, n) utils::head(as.logical(rawToBits(bytes)), n)

with_null <- function(values, is_null) {
  values[is_null] <- NA
  values
}

# Whole numbers are integers where R has them.
narrow <- function(values, is_null) {
  values[is_null] <- NA
  if (all(is.na(values) | abs(values) < 2^31)) as.integer(values) else values
}

factor_of <- function(codes, levels) structure(codes, levels = levels, class = "factor")

offsets <- function(bytes, n) {
  if (length(bytes) == 0) {
    return(integer(n + 1))
  }
  readBin(bytes, "integer", n + 1, size = 4, endian = "little")
}

# The texts between offsets.
texts <- function(offsets, bytes) {
  n <- length(offsets) - 1
  if (length(bytes) == 0) {
    return(character(n))
  }
  is_nul <- bytes == as.raw(0)
  if (any(is_nul)) {
    warning("texts with the character NUL, which R does not have, are shown with the character SUB", call. = FALSE)
    bytes[is_nul] <- as.raw(0x1a)
  }
  all <- rawToChar(bytes)
  # Positions are those of bytes.
  Encoding(all) <- "bytes"
  found <- substring(all, utils::head(offsets, n) + 1, offsets[-1])
  Encoding(found) <- "UTF-8"
  found
}

# Items by the lists that they stand in; NULL where there is no list.
cut_up <- function(items, offsets, is_null) {
  n <- length(is_null)
  lengths <- diff(offsets)
  begins <- utils::head(offsets, n)
  if (is.data.frame(items)) {
    lists <- Map(function(begin, n) rows_of(items, begin + seq_len(n)), begins, lengths)
  } else if (is.object(items)) {
    lists <- Map(function(begin, n) items[begin + seq_len(n)], begins, lengths)
  } else {
    # Many times as fast for many rows.
    items <- items[seq_len(sum(lengths)) + offsets[1]]
    lists <- unname(split(items, factor_of(rep.int(seq_len(n), lengths), as.character(seq_len(n)))))
  }
  lists[is_null] <- list(NULL)
  lists
}

rows_of <- function(table, rows) data_frame(lapply(table, `[`, rows), length(rows))
