//! Sessions at the command line, run as they are written: a page for each command, the README and the tour.
//!
//! Run with `TRYCMD=overwrite` to write the output anew, and read the change over.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .case("tests/cli/*.md")
        .case("README.md")
        .case("docs/*.md")
        .env("NO_COLOR", "1")
        .env("STANCE_FILE", "")
        // Shown to readers, and tested by what is tested here anyway.
        .register_bin("cargo", trycmd::schema::Bin::Ignore)
        .register_bin("dot", trycmd::schema::Bin::Ignore);
}
