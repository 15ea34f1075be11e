//! Any bytes as a text in each form: what is kept is normalized, and so are the fields of its source.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::coding::{Article, SourceFields, TextForm, normalized};
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let corpus = stancegraph::corpus::read_texts(Vec::new()).corpus;
    for form in [None, Some(TextForm::Plain), Some(TextForm::Markdown), Some(TextForm::Html)] {
        let read = Article::read(bytes.to_vec(), Path::new("-"), form, None);
        // Only what is nested too deeply is refused.
        let Ok(article) = read else { continue };
        assert_eq!(normalized(&article.text), article.text);
        let (fields, _) = SourceFields::default().completed(&article.metadata, &corpus);
        assert!([fields.title, fields.url].into_iter().flatten().all(|text| !text.contains('\n')));
    }
});
