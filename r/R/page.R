# The explorer page.

stance_page <- function(..., output = NULL, open = interactive()) {
  file <- if (is.null(output)) tempfile("stance-", fileext = ".html") else path.expand(output)
  stance_run("export", "html", ..., output = file)
  if (isTRUE(open)) {
    # The viewer of RStudio shows what is in the folder of the session; a browser shows everything.
    viewer <- getOption("viewer")
    if (is.function(viewer) && is.null(output)) viewer(file) else utils::browseURL(file)
  }
  invisible(file)
}
