//! The `OpenAPI` document of the questions, made of what declares the commands and their rows.

use super::{
    DOCUMENT, ROOT, forms,
    parameters::{FORM, TOKEN, is_flag, is_list, name, parameters},
    response::NOTE,
};
use crate::{
    cli::{ASKED, answering::Asked},
    report::{Form, RowSchemas},
};
use clap::{Arg, Command, builder::PossibleValue};
use serde_json::{Map, Value, json};
use std::{any::TypeId, collections::BTreeMap};

/// Where schemas are declared.
const SCHEMAS: &str = "/components/schemas";

/// The document.
pub(super) fn document(program: &Command) -> Value {
    let mut schemas = RowSchemas::at(SCHEMAS);
    let mut paths = Map::new();
    let mut answers = Map::new();
    let mut tags = Vec::new();
    let view = schemas.view();
    let commands: Vec<(&Asked, &Command)> = ASKED
        .iter()
        .filter_map(|asked| Some((asked, program.find_subcommand(asked.command)?)))
        .collect();
    let shared = Shared::of(commands.iter().map(|(_, command)| *command));
    for (asked, command) in commands {
        (asked.rows)(&mut schemas);
        let answer = format!("{}-answer", asked.command);
        paths.insert(format!("{ROOT}{}", asked.command), path(asked, command, &shared, &answer));
        answers.insert(answer, answer_schema(asked.command, &view, schemas.take()));
        if !tags.contains(&asked.heading) {
            tags.push(asked.heading);
        }
    }
    let mut declared = schemas.definitions();
    declared.append(&mut answers);
    declared.insert("failure".to_owned(), failure_schema());
    paths.insert(format!("{ROOT}{DOCUMENT}"), path_of_document());
    let about = program.get_about().map(ToString::to_string).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "stance",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": about,
            "description": "Each question is a command of `stance`, each parameter a flag or an argument of it; \
                            each answer is what the command writes with `-O`.",
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "bearer": [] }, { "query": [] }],
        "tags": tags.iter().map(|tag| json!({ "name": tag })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": declared,
            "parameters": shared.declared(),
            "responses": refusals(),
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer" },
                "query": { "type": "apiKey", "in": "query", "name": TOKEN },
            },
        },
    })
}

fn path(asked: &Asked, command: &Command, shared: &Shared, answer: &str) -> Value {
    let summary = command.get_about().map(ToString::to_string).unwrap_or_default();
    let description = command.get_long_about().map(ToString::to_string);
    let listed = parameters(command).map(parameter).chain([form_parameter()]);
    let listed: Vec<Value> = listed.map(|it| shared.referred(it)).collect();
    let mut responses = Map::new();
    responses.insert("200".to_owned(), json!({
        "description": "The answer.",
        "headers": { NOTE: {
            "description": "What the command writes beside its answer, such as how many faulty items were left out.",
            "schema": { "type": "string" },
        } },
        "content": content(answer),
    }));
    for (status, _) in REFUSALS {
        responses.insert(
            (*status).to_owned(),
            json!({ "$ref": format!("#/components/responses/{status}") }),
        );
    }
    json!({ "get": {
        "operationId": asked.command,
        "tags": [asked.heading],
        "summary": summary,
        "description": description.unwrap_or(summary),
        "parameters": listed,
        "responses": responses,
    } })
}

/// The parameters that several commands have in the same sense, by name.
struct Shared(BTreeMap<String, Value>);

impl Shared {
    fn of<'c>(commands: impl Iterator<Item = &'c Command>) -> Self {
        let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for it in commands
            .flat_map(|command| parameters(command).map(parameter).chain([form_parameter()]))
        {
            all.entry(name_of(&it)).or_default().push(it);
        }
        let one = |(name, mut all): (String, Vec<Value>)| {
            let last = all.pop()?;
            (!all.is_empty() && all.iter().all(|it| *it == last)).then_some((name, last))
        };
        Self(all.into_iter().filter_map(one).collect())
    }

    /// The parameter, or a reference to it.
    fn referred(&self, parameter: Value) -> Value {
        let name = name_of(&parameter);
        if self.0.contains_key(&name) {
            return json!({ "$ref": format!("#/components/parameters/{name}") });
        }
        parameter
    }

    fn declared(self) -> Value {
        Value::Object(self.0.into_iter().collect())
    }
}

fn name_of(parameter: &Value) -> String {
    parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn content(answer: &str) -> Value {
    let of = |form: Form| {
        let media = match form {
            Form::Json => json!({ "schema": { "$ref": format!("#{SCHEMAS}/{answer}") } }),
            Form::Arrow | Form::Parquet => json!({}),
            Form::Table | Form::Jsonl | Form::Csv => json!({ "schema": { "type": "string" } }),
        };
        (forms::media_type(form).to_owned(), media)
    };
    Value::Object(forms::all().map(of).collect())
}

fn parameter(arg: &Arg) -> Value {
    let help = arg.get_long_help().or(arg.get_help());
    json!({
        "name": name(arg),
        "in": "query",
        "required": arg.is_required_set(),
        // `?definite` is what `--definite` is.
        "allowEmptyValue": is_flag(arg),
        "description": help.map(ToString::to_string).unwrap_or_default(),
        "schema": parameter_schema(arg),
    })
}

fn form_parameter() -> Value {
    json!({
        "name": FORM,
        "in": "query",
        "required": false,
        "description": "The form of the answer, as `-O` names it; else the one that `Accept` names.",
        "schema": { "type": "string", "enum": Form::WORDS },
    })
}

/// What a parameter may be.
fn parameter_schema(arg: &Arg) -> Value {
    if is_flag(arg) {
        return json!({ "type": "boolean", "default": false });
    }
    let item = value_schema(arg);
    if is_list(arg) {
        return json!({ "type": "array", "items": item });
    }
    item
}

fn value_schema(arg: &Arg) -> Value {
    let type_id = arg.get_value_parser().type_id();
    let is_one_of = |types: &[TypeId]| types.iter().any(|it| type_id == *it);
    let kind = if is_one_of(&[TypeId::of::<u32>(), TypeId::of::<u64>(), TypeId::of::<usize>()]) {
        "integer"
    } else if is_one_of(&[TypeId::of::<f64>(), TypeId::of::<std::time::Duration>()]) {
        "number"
    } else {
        "string"
    };
    let mut schema = json!({ "type": kind });
    if kind != "string" {
        schema["minimum"] = 0.into();
    }
    let words = arg.get_possible_values();
    if !words.is_empty() {
        schema["enum"] = words.iter().map(PossibleValue::get_name).collect();
    }
    if let [default] = arg.get_default_values() {
        let text = default.to_string_lossy();
        let number = serde_json::from_str::<Value>(&text).ok().filter(|_| kind != "string");
        schema["default"] = number.unwrap_or_else(|| text.into());
    }
    schema
}

fn answer_schema(command: &str, view: &Value, rows: Vec<Value>) -> Value {
    let mut lists: Vec<Value> =
        rows.into_iter().map(|row| json!({ "type": "array", "items": row })).collect();
    let rows = if lists.len() == 1 { lists.remove(0) } else { json!({ "anyOf": lists }) };
    json!({
        "type": "object",
        "description": "The rows, and the fields beside them.",
        "properties": { "command": { "const": command }, "view": view, "rows": rows },
        "required": ["command", "view", "rows"],
    })
}

fn failure_schema() -> Value {
    json!({
        "type": "object",
        "description": "Why there is no answer.",
        "properties": {
            "error": { "type": "string", "description": "In the words of the command." },
            "exit_status": { "enum": [1, 2], "description": "The exit status of the command." },
            "findings": { "type": "string", "description": "What is wrong with the corpus, and where." },
        },
        "required": ["error"],
        "additionalProperties": false,
    })
}

/// The statuses without an answer.
const REFUSALS: &[(&str, &str)] = &[
    ("400", "A parameter is unknown, missing or wrong."),
    ("401", "The token is missing or wrong."),
    ("403", "The request names another host, or comes from a page of another site."),
    ("404", "No entity is called so."),
    ("406", "No form of the answer is accepted."),
    (
        "422",
        "The question is understood, but its answer is too large, or the data do not allow it.",
    ),
    ("429", "Too many questions are being answered; `Retry-After` says when to ask again."),
    ("503", "The corpus is faulty, damaged or gone."),
];

fn refusals() -> Value {
    let of = |(status, description): &(&str, &str)| {
        let failure = json!({ "schema": { "$ref": format!("#{SCHEMAS}/failure") } });
        let mut content = json!({ forms::media_type(Form::Json): failure });
        if *status == "403" {
            content["text/plain"] = json!({ "schema": { "type": "string" } });
        }
        ((*status).to_owned(), json!({ "description": description, "content": content }))
    };
    Value::Object(REFUSALS.iter().map(of).collect())
}

fn path_of_document() -> Value {
    let refused = |status: &str| json!({ "$ref": format!("#/components/responses/{status}") });
    json!({ "get": {
        "operationId": "openapi",
        "summary": "This document",
        "responses": {
            "200": { "description": "The document.", "content": {
                forms::media_type(Form::Json): { "schema": { "type": "object" } },
            } },
            "401": refused("401"),
            "403": refused("403"),
        },
    } })
}
