//! JSON-LD: the statements of a view as linked data.
//!
//! Uses terms of schema.org where they exist: types of entities and sources, a statement as an action of its
//! holder, with the quote as its result. All other terms are declared in the inline context. Dates are EDTF in
//! the datatype of the Library of Congress, bounds are XML Schema dates, known instants are date-times in UTC, the text
//! around a quote uses the terms of Web Annotation, and replies the term of Activity Streams.

use super::{
    caption,
    corrections::Corrections,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
};
use crate::{
    graph::{StatementIndex, TemporalGraph},
    model::{
        Bounds, Day, Effect, EntityIndex, EntityKind, Polarity, SourceIndex, SourceKind, Time,
    },
    view::View,
};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Writes JSON-LD.
#[derive(Debug)]
pub(super) struct JsonLd;

impl Exporter for JsonLd {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let selection = Selection::of(scene);
        let mut about = Node::new(None, "Dataset");
        about.set("name", scene.title());
        about.set("description", Some(caption::caption(scene)));
        about.set("timeZone", Some(graph.zone().name()));
        let listed = selection.listed(scene.view());
        let nodes = Nodes { about: about.0, view: scene.view(), selection, listed };
        let document = Document { context: context(), nodes };
        let mut out = Vec::new();
        // Writing to memory cannot fail.
        let _ = serde_json::to_writer_pretty(&mut out, &document);
        out.push(b'\n');
        Ok(out)
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        Corrections::of(scene).notes()
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("json-ld"))
    }
}

/// The document; nodes are serialized one by one, as there may be millions.
#[derive(Serialize)]
struct Document<'s> {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "@graph")]
    nodes: Nodes<'s>,
}

struct Nodes<'s> {
    /// The node of the whole data set.
    about: Map<String, Value>,
    view: &'s View<'s>,
    selection: Selection,
    /// The statements in order.
    listed: Vec<StatementIndex>,
}

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { about, view, selection, listed } = self;
        let graph = view.graph();
        let entities = selection.entities.iter().map(|&index| entity(graph, index));
        let sources = selection.sources.iter().map(|&index| source(graph, index));
        let statements = listed.iter().map(|&index| statement(view, selection, index));
        let about = std::iter::once(Value::Object(about.clone()));
        serializer.collect_seq(about.chain(entities).chain(sources).chain(statements))
    }
}

/// The context, which defines the terms.
fn context() -> Value {
    let own = |name: &str| format!("stance:{name}");
    let typed = |id: &str, kind: &str| json!({"@id": id, "@type": kind});
    let edtf = "http://id.loc.gov/datatypes/edtf/EDTF";
    json!({
        "@vocab": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "as": "https://www.w3.org/ns/activitystreams#",
        "oa": "http://www.w3.org/ns/oa#",
        "stance": "urn:stancegraph:term:",
        "entity": "urn:stancegraph:entity:",
        "source": "urn:stancegraph:source:",
        "statement": "urn:stancegraph:statement:",
        "sameAs": typed("https://schema.org/sameAs", "@id"),
        "kind": own("kind"),
        "wikidata": own("wikidata"),
        "note": own("note"),
        "verb": own("verb"),
        "polarity": own("polarity"),
        "ends": own("ends"),
        "strength": typed(&own("strength"), "xsd:double"),
        "date": typed(&own("date"), edtf),
        "from": typed(&own("from"), edtf),
        "until": typed(&own("until"), edtf),
        "published": typed(&own("published"), edtf),
        "earliest": typed(&own("earliest"), "xsd:date"),
        "latest": typed(&own("latest"), "xsd:date"),
        "recorded": typed(&own("recorded"), "xsd:date"),
        "coder": own("coder"),
        "confidence": typed(&own("confidence"), "xsd:double"),
        "reportedIn": typed(&own("reportedIn"), "@id"),
        "claimedBy": typed(&own("claimedBy"), "@id"),
        "supersedes": typed(&own("supersedes"), "@id"),
        "supersededSince": typed(&own("supersededSince"), "xsd:date"),
        "archived": own("archived"),
        "timeZone": own("timeZone"),
        "inReplyTo": typed("as:inReplyTo", "@id"),
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
    })
}

/// A node in progress.
struct Node(Map<String, Value>);

impl Node {
    fn new(id: Option<String>, kind: &str) -> Self {
        let id = id.map(|id| ("@id".to_owned(), Value::from(id)));
        let kind = ("@type".to_owned(), Value::from(kind));
        Self(id.into_iter().chain([kind]).collect())
    }

    /// Sets a property, if there is a value.
    fn set(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
    }

    /// Sets a property that may have several values, if there are any.
    fn set_all(&mut self, name: &str, values: Vec<Value>) {
        self.set(name, (!values.is_empty()).then_some(values));
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// The IRI of an id within its family, percent-encoded.
fn iri(family: &str, id: &str) -> String {
    let mut iri = format!("{family}:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

fn entity_iri(graph: &TemporalGraph, entity: EntityIndex) -> String {
    iri("entity", graph.entity(entity).id())
}

fn source_iri(graph: &TemporalGraph, source: SourceIndex) -> String {
    iri("source", graph.source(source).id())
}

fn reference(iri: String) -> Value {
    json!({"@id": iri})
}

/// The schema.org type of an entity; groups and topics have none of their own.
const fn type_of_entity(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person | EntityKind::Politician => "Person",
        EntityKind::Party => "PoliticalParty",
        EntityKind::Organization => "Organization",
        EntityKind::Outlet => "NewsMediaOrganization",
        EntityKind::Country => "Country",
        EntityKind::Group | EntityKind::Topic => "Thing",
        EntityKind::Event => "Event",
        EntityKind::Work => "CreativeWork",
    }
}

const fn type_of_source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "Article",
        SourceKind::Post => "SocialMediaPosting",
        SourceKind::Interview => "Conversation",
        SourceKind::Message => "Message",
        SourceKind::Dataset => "Dataset",
        SourceKind::Speech | SourceKind::Letter | SourceKind::Document | SourceKind::Vote => {
            "CreativeWork"
        }
    }
}

/// The schema.org type of the act of taking a stance.
const fn type_of_act(effect: Effect) -> &'static str {
    match effect {
        Effect::Expresses(Polarity::Positive) => "LikeAction",
        Effect::Expresses(Polarity::Negative) => "DislikeAction",
        Effect::Expresses(Polarity::Neutral | Polarity::Mixed) | Effect::Ends => "ReactAction",
    }
}

fn entity(graph: &TemporalGraph, index: EntityIndex) -> Value {
    let entity = graph.entity(index);
    let mut node = Node::new(Some(entity_iri(graph, index)), type_of_entity(entity.kind()));
    node.set("name", Some(entity.name()));
    node.set_all("alternateName", entity.aliases().map(Value::from).collect());
    node.set("kind", Some(entity.kind().word()));
    let item = entity.wikidata().filter(|item| {
        let number = item.strip_prefix('Q');
        number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    });
    node.set("sameAs", item.map(|item| format!("http://www.wikidata.org/entity/{item}")));
    node.set("wikidata", entity.wikidata());
    let roles = entity.roles().map(|role| {
        let mut node = Node::new(None, "OrganizationRole");
        node.set("roleName", Some(role.role()));
        node.set("memberOf", Some(reference(entity_iri(graph, role.of()))));
        node.set("from", role.from().map(|date| date.as_str().to_owned()));
        node.set("until", role.until().map(|date| date.as_str().to_owned()));
        node.into()
    });
    node.set_all("memberOf", roles.collect());
    node.set_all("additionalProperty", attributes(entity.attributes()));
    node.set("note", entity.note());
    node.into()
}

fn attributes<'g>(attributes: impl Iterator<Item = (&'g str, &'g str)>) -> Vec<Value> {
    let property = |(name, value)| {
        let mut node = Node::new(None, "PropertyValue");
        node.set("name", Some(name));
        node.set("value", Some(value));
        node.into()
    };
    attributes.map(property).collect()
}

fn source(graph: &TemporalGraph, index: SourceIndex) -> Value {
    let source = graph.source(index);
    let mut node = Node::new(Some(source_iri(graph, index)), type_of_source(source.kind()));
    node.set("name", source.title());
    node.set("kind", Some(source.kind().word()));
    node.set("author", source.author().map(|author| reference(entity_iri(graph, author))));
    node.set("publisher", source.outlet().map(|outlet| reference(entity_iri(graph, outlet))));
    let published = source.published();
    node.set(
        "datePublished",
        published.as_ref().and_then(|date| started(graph, date.bounds(), date.time())),
    );
    let originals = source.in_reply_to().map(|original| source_iri(graph, original).into());
    node.set_all("inReplyTo", originals.collect());
    node.set("published", published.as_ref().map(|date| date.as_str().to_owned()));
    node.set("url", source.url());
    node.set("archived", source.archived());
    node.set("inLanguage", source.language());
    node.set_all("additionalProperty", attributes(source.attributes()));
    node.set("note", source.note());
    node.into()
}

fn statement(view: &View<'_>, selection: &Selection, index: StatementIndex) -> Value {
    let graph = view.graph();
    let (statement, record) = (graph.statement(index), selection.record(graph, index));
    let verb = statement.verb();
    let mut node = Node::new(Some(iri("statement", &statement.id())), type_of_act(verb.effect));
    node.set("agent", Some(reference(entity_iri(graph, statement.holder()))));
    node.set("object", Some(reference(entity_iri(graph, statement.target()))));
    node.set("verb", Some(verb.word.as_str()));
    match verb.effect {
        Effect::Expresses(polarity) => node.set("polarity", Some(polarity.word())),
        Effect::Ends => node.set("ends", Some(true)),
    }
    node.set("strength", Some(verb.strength.value()));
    node.set("date", Some(statement.date().into_owned()));
    let bounds = statement.bounds();
    node.set("earliest", day(bounds.earliest));
    node.set("latest", day(bounds.latest));
    node.set("startTime", started(graph, bounds, statement.time()));
    node.set("until", record.until);
    let about = statement.about().map(|topic| reference(entity_iri(graph, topic)));
    node.set_all("about", about.collect());
    let read_in = reference(source_iri(graph, statement.source()));
    node.set(
        "result",
        record.quote.map(|quote| {
            let mut quotation = Node::new(None, "Quotation");
            quotation.set("text", Some(quote));
            quotation.set("prefix", record.prefix);
            quotation.set("suffix", record.suffix);
            quotation.set("isPartOf", Some(read_in.clone()));
            Value::from(quotation)
        }),
    );
    node.set("subjectOf", Some(read_in));
    let reported = statement.reported_in().map(|source| source_iri(graph, source).into());
    node.set_all("reportedIn", reported.collect());
    node.set("claimedBy", statement.claimed_by().map(|entity| entity_iri(graph, entity)));
    node.set("supersedes", record.supersedes.map(|id| iri("statement", &id)));
    node.set(
        "supersededSince",
        statement.superseded_since().filter(|_| view.is_superseded(index)).and_then(day),
    );
    node.set("recorded", record.recorded);
    node.set("coder", record.coder);
    node.set("confidence", record.confidence);
    node.set("note", record.note);
    node.into()
}

/// When something was, as far as one value says it: its instant in UTC, or its day.
fn started(graph: &TemporalGraph, bounds: Bounds, time: Option<Time>) -> Option<String> {
    let known = day(bounds.latest).filter(|_| bounds.is_one_day())?;
    let Some(time) = time else { return Some(known) };
    let (utc, time) = graph.zone().to_utc(bounds.latest, time)?;
    Some(format!("{}T{time}Z", day(utc)?))
}

/// A day, if its year has four digits, as XML Schema needs.
fn day(day: Day) -> Option<String> {
    let is_plain = day.is_bounded() && (1..=9999).contains(&day.civil().0);
    is_plain.then(|| day.to_string())
}
