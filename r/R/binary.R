# Where the program is.

stance_binary <- function() {
  set <- getOption("stancegraph.binary", default = "")
  if (is.character(set) && !is.na(set) && nzchar(set)) {
    return(existing(set, "the option `stancegraph.binary`"))
  }
  set <- Sys.getenv("STANCE")
  if (nzchar(set)) {
    return(existing(set, "the environment variable STANCE"))
  }
  found <- unname(Sys.which("stance"))
  if (!nzchar(found)) {
    fail(
      paste0(
        "there is no program `stance` on the PATH. Install it with ",
        "`cargo install --path .` in a checkout of stancegraph, or say where it is: ",
        "options(stancegraph.binary = \"/path/to/stance\"), or the environment variable STANCE"
      ),
      "stance_error_no_binary"
    )
  }
  found
}

# The path of a program that was named, which must be there.
existing <- function(path, where) {
  full <- path.expand(path)
  if (!file.exists(full) || dir.exists(full)) {
    found <- unname(Sys.which(path))
    if (!nzchar(found)) {
      fail(paste0(where, " names `", path, "`, and there is no such program"), "stance_error_no_binary")
    }
    return(found)
  }
  if (file.access(full, 1) != 0) {
    fail(paste0(where, " names `", path, "`, which is no program"), "stance_error_no_binary")
  }
  normalizePath(full)
}
