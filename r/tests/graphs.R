# Graphs, spells and pages.
library(stancegraph)

if (inherits(try(stance_binary(), silent = TRUE), "try-error")) {
  message("skipped: there is no program `stance`")
  quit("no")
}
options(stancegraph.file = system.file("extdata", "council.ron", package = "stancegraph"))

# Days, against R.
days <- seq(as.Date("1600-01-01"), as.Date("2400-01-01"), 1)
stopifnot(identical(stancegraph:::days(format(days)), as.numeric(days)))

# Spells: at the end of a day, the ties of that day stand, and no others.
spells <- stance_spells()
stopifnot(
  inherits(spells$first, "Date"), inherits(spells$last, "Date"), is.factor(spells$polarity), is.integer(spells$sign),
  all(is.na(spells$last) | spells$first <= spells$last)
)
for (day in format(seq(as.Date("2021-01-03"), as.Date("2021-04-02"), 7))) {
  at <- spells[spells$first <= as.Date(day) & (is.na(spells$last) | spells$last >= as.Date(day)), ]
  ties <- do.call(rbind, lapply(unique(spells$holder), function(holder) {
    as.data.frame(stance("whom", holder, "any", as_of = day))[c("holder", "target", "polarity", "verb", "certainty")]
  }))
  found <- at[order(at$holder, at$target), names(ties)]
  ties <- ties[order(ties$holder, ties$target), ]
  row.names(found) <- row.names(ties) <- NULL
  if (!isTRUE(all.equal(found, ties, check.attributes = FALSE))) {
    print(found)
    print(ties)
    stop("the spells of ", day, " are not its ties")
  }
}
stopifnot(identical(lapply(stance_spells(end = "1000"), class), lapply(spells, class)))

# Pages.
page <- stance_page(title = "The council", open = FALSE)
stopifnot(any(grepl("The council", readLines(page, encoding = "UTF-8", warn = FALSE), fixed = TRUE)))

if (requireNamespace("igraph", quietly = TRUE)) {
  graph <- stance_graph(as_of = "2021-03-31", spells = TRUE)
  edges <- igraph::as_data_frame(graph)
  ties <- do.call(rbind, lapply(igraph::V(graph)$name, function(holder) {
    as.data.frame(stance("whom", holder, "any", as_of = "2021-03-31"))
  }))
  by_pair <- function(table, a, b) table[order(table[[a]], table[[b]]), ]
  edges <- by_pair(edges, "from", "to")
  ties <- by_pair(ties, "holder", "target")
  stopifnot(
    igraph::is_directed(graph), nrow(edges) == nrow(ties), all(edges$from == ties$holder), all(edges$to == ties$target),
    all(edges$polarity == ties$polarity), all(edges$verb == ties$verb), all(edges$weight == ties$strength),
    all(edges$sign == c(positive = 1, negative = -1, neutral = 0, mixed = 0)[as.character(ties$polarity)]),
    identical(unname(lapply(edges$statements, sort)), lapply(ties$statements, sort)),
    all(vapply(edges$spells, function(spell) inherits(spell$first, "Date") && nrow(spell) > 0, NA))
  )
  none <- stance_graph(end = "1000")
  stopifnot(igraph::ecount(none) == 0, igraph::is_directed(none), "url" %in% igraph::edge_attr_names(none))

  # A judge of signs: the triangles and the frustration index of `balance`, counted by igraph and by trying all camps.
  balance <- stance_facts(stance("balance", as_of = "2021-03-31"))
  signed <- igraph::subgraph.edges(graph, igraph::E(graph)[sign != 0])
  pairs <- igraph::as_data_frame(signed)
  pairs <- stats::aggregate(pairs["sign"], list(a = pmin(pairs$from, pairs$to), b = pmax(pairs$from, pairs$to)), function(signs) {
    if (length(unique(signs)) == 1) signs[1] else 0
  })
  pairs <- pairs[pairs$sign != 0, ]
  whole <- igraph::graph_from_data_frame(pairs, directed = FALSE)
  stopifnot(igraph::ecount(whole) == balance$edges, igraph::vcount(whole) <= balance$nodes)
  corners <- matrix(igraph::triangles(whole), nrow = 3)
  sign_of <- function(a, b) igraph::E(whole)$sign[igraph::get.edge.ids(whole, rbind(corners[a, ], corners[b, ]))]
  n_negative <- (3 - sign_of(1, 2) - sign_of(2, 3) - sign_of(1, 3)) / 2
  stopifnot(
    tabulate(n_negative + 1, 4) == unlist(balance$triads[c("+++", "++-", "+--", "---")]),
    ncol(corners) > 0
  )
  ends <- igraph::ends(whole, igraph::E(whole), names = FALSE)
  n <- igraph::vcount(whole)
  frustrated <- vapply(0:(2^(n - 1) - 1), function(camps) {
    camp <- bitwAnd(bitwShiftR(camps, seq_len(n) - 1), 1)
    sum((camp[ends[, 1]] == camp[ends[, 2]]) != (igraph::E(whole)$sign > 0))
  }, 0)
  stopifnot(min(frustrated) == balance$frustration$upper, balance$frustration$exact)
  cat("balance agrees:", ncol(corners), "triangles, frustration", min(frustrated), "\n")

  # Networks.
  network <- stance_graph(network = "onemode")
  rows <- stance("network")
  edges <- igraph::as_data_frame(network)
  key <- function(a, b) paste(pmin(a, b), pmax(a, b))
  stopifnot(!igraph::is_directed(network), identical(
    edges$weight[order(key(edges$from, edges$to))], as.numeric(rows$weight[order(key(rows$a, rows$b))])
  ))
  stopifnot(inherits(try(stance_graph(network = "onemode", spells = TRUE), silent = TRUE), "try-error"))
}

# A judge of networks: the same debate, counted by products of matrices.
debate <- system.file("extdata", "charge.csv", package = "stancegraph")
corpus <- tempfile(fileext = ".ron")
suppressMessages(stance_run("import", "csv", debate,
  map = c(holder = "organization", target = "concept", verb = "agreement", on = "date", source = "document"),
  values = c(yes = "supports", no = "opposes"), holder_kind = "organization", output = corpus
))
said <- utils::read.csv(debate, encoding = "UTF-8")
yes <- unclass(table(said$organization, said$concept, said$agreement)[, , "yes"])
no <- unclass(table(said$organization, said$concept, said$agreement)[, , "no"])
congruence <- yes %*% t(yes) + no %*% t(no)
conflict <- yes %*% t(no) + no %*% t(yes)
size <- outer(rowSums(yes + no), rowSums(yes + no), "+") / 2
expected <- list(congruence = congruence, conflict = conflict, subtract = (congruence - conflict) / size)
for (aggregate in names(expected)) {
  network <- stance("network",
    file = corpus, aggregate = aggregate, normalize = if (aggregate == "subtract") "average"
  )
  stopifnot(nrow(network) > 20)
  found <- expected[[aggregate]][cbind(network$a_name, network$b_name)]
  stopifnot(isTRUE(all.equal(found, network$weight)))
}
twomode <- stance("network", mode = "twomode", file = corpus)
stopifnot((yes - no)[cbind(twomode$actor_name, twomode$target_name)] == twomode$weight)

# Any locale: what is asked and what is answered is UTF-8.
umlauts <- tempfile(fileext = ".ron")
writeLines(c(
  "Corpus(",
  "  entities: [(id: \"j\u00f6rg\", kind: Person, name: \"J\u00f6rg \u0141uk\u00e1\u010d \u6587\"), (id: \"na\", kind: Topic, name: \"NA\")],",
  "  sources: [(id: \"s\", kind: Document, published: \"2020-01-02\")],",
  "  statements: [(holder: \"j\u00f6rg\", stance: \"supports\", target: \"na\", source: \"s\", on: \"2020-01-01\", quote: \"it's \u201cso\u201d\")],",
  ")"
), umlauts, useBytes = TRUE)
before <- Sys.getlocale("LC_CTYPE")
for (locale in c("C", "C.UTF-8", "en_US.ISO-8859-1", "de_DE.ISO-8859-1")) {
  if (!nzchar(suppressWarnings(Sys.setlocale("LC_CTYPE", locale)))) next
  row <- stance("whom", "J\u00f6rg \u0141uk\u00e1\u010d \u6587", "supports", file = umlauts)
  stopifnot(
    identical(enc2utf8(row$holder_name), "J\u00f6rg \u0141uk\u00e1\u010d \u6587"), identical(row$target_name, "NA"),
    identical(row$quote, "it's \u201cso\u201d"), nrow(row) == 1
  )
  if (requireNamespace("igraph", quietly = TRUE)) {
    stopifnot(identical(igraph::V(stance_graph(file = umlauts))$label, c("J\u00f6rg \u0141uk\u00e1\u010d \u6587", "NA")))
  }
  wrong <- tryCatch(stance("whom", "J\u00f6rk", "supports", file = umlauts), stance_error = identity)
  stopifnot(inherits(wrong, "stance_error_usage"), grepl("j\u00f6rg", conditionMessage(wrong), fixed = TRUE))
}
Sys.setlocale("LC_CTYPE", before)
