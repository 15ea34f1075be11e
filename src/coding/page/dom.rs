//! The elements and texts of a page, as HTML's own rules read them.

use html5ever::{
    Attribute, ExpandedName, QualName, local_name, ns, parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};
use std::{borrow::Cow, cell::RefCell, rc::Rc};

/// A node by its number; 0 is the document.
pub(super) type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    /// The document, a comment, or the content of a template.
    Nothing,
    /// An element.
    Element { name: Rc<QualName>, attributes: Vec<Attribute> },
    /// A text.
    Text(String),
}

/// A node of a page.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) content: Content,
    parent: Option<NodeId>,
    pub(super) children: Vec<NodeId>,
}

/// A page; every parent of a node is in it.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
}

/// A step of a walk through a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A node begins.
    Enter(NodeId),
    /// An element ends.
    Leave(NodeId),
}

impl Page {
    /// Reads a page; every text is one.
    pub(super) fn parse(html: &str) -> Self {
        parse_document(Sink::new(), Default::default()).one(html)
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The name of an element; empty for all else.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.node(id).map(|node| &node.content) {
            Some(Content::Element { name, .. }) => &name.local,
            _ => "",
        }
    }

    /// The value of an attribute of an element.
    pub(super) fn attribute(&self, id: NodeId, wanted: &str) -> Option<&str> {
        match self.node(id).map(|node| &node.content) {
            Some(Content::Element { attributes, .. }) => attributes
                .iter()
                .find(|attribute| &*attribute.name.local == wanted)
                .map(|attribute| &*attribute.value),
            _ => None,
        }
    }

    /// Walks through what is in a node, itself included, in the order of the page. A node that `is_entered`
    /// refuses is passed over with all that is in it. No depth exhausts the stack.
    pub(super) fn walk(
        &self,
        from: NodeId,
        is_entered: impl Fn(NodeId) -> bool,
        mut visit: impl FnMut(Step),
    ) {
        let mut open = vec![Step::Enter(from)];
        while let Some(step) = open.pop() {
            if let Step::Enter(id) = step {
                if !is_entered(id) {
                    continue;
                }
                visit(step);
                open.push(Step::Leave(id));
                let children = self.node(id).map_or(&[][..], |node| &node.children);
                open.extend(children.iter().rev().map(|&child| Step::Enter(child)));
            } else {
                visit(step);
            }
        }
    }

    /// The elements with one of these names, in the order of the page.
    pub(super) fn elements(&self, names: &[&str]) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.walk(
            0,
            |_| true,
            |step| match step {
                Step::Enter(id) if names.contains(&self.name(id)) => found.push(id),
                _ => {}
            },
        );
        found
    }

    /// The characters of all texts in a node.
    pub(super) fn raw_text(&self, id: NodeId) -> String {
        let mut text = String::new();
        self.walk(
            id,
            |_| true,
            |step| {
                let Step::Enter(id) = step else { return };
                match self.node(id).map(|node| &node.content) {
                    Some(Content::Text(part)) => text.push_str(part),
                    Some(Content::Element { name, .. }) if &*name.local == "br" => text.push(' '),
                    _ => {}
                }
            },
        );
        text
    }
}

/// A node while the page is read. The name lies beside the number, as it is asked for while others change.
#[derive(Clone, Debug)]
struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

/// Takes what the parser finds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    no_name: Rc<QualName>,
}

impl Sink {
    fn new() -> Self {
        let no_name = Rc::new(QualName::new(None, ns!(), local_name!("")));
        let document = Node { content: Content::Nothing, parent: None, children: Vec::new() };
        Self { nodes: RefCell::new(vec![document]), no_name }
    }

    fn add(&self, content: Content) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    fn nameless(&self, content: Content) -> Handle {
        Handle { id: self.add(content), name: Rc::clone(&self.no_name) }
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get_mut(id).and_then(|node| node.parent.take());
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.children.retain(|&child| child != id);
        }
    }

    /// Puts a node or a text into a parent, before the child at a place; texts that touch become one.
    fn insert(&self, parent: NodeId, at: Option<usize>, new: NodeOrText<Handle>) {
        let id = match new {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.id);
                handle.id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let children = nodes.get(parent).map_or(&[][..], |node| &node.children);
                let end = at.unwrap_or(children.len());
                let before = end.checked_sub(1).and_then(|last| children.get(last)).copied();
                let before = before.and_then(|before| nodes.get_mut(before));
                if let Some(Node { content: Content::Text(before), .. }) = before {
                    before.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Content::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        if let Some(node) = nodes.get_mut(id) {
            node.parent = Some(parent);
        }
        if let Some(parent) = nodes.get_mut(parent) {
            let end = parent.children.len();
            parent.children.insert(at.unwrap_or(end).min(end), id);
        }
    }

    /// The parent of a node, and its place there.
    fn position(&self, id: NodeId) -> Option<(NodeId, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes.get(id)?.parent?;
        let at = nodes.get(parent)?.children.iter().position(|&child| child == id)?;
        Some((parent, at))
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Page;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Page {
        Page { nodes: self.nodes.into_inner() }
    }

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: Rc::clone(&self.no_name) }
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // What is in a template is not shown: it is kept, but not in the page.
        let _ = target;
        self.nameless(Content::Nothing)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> Handle {
        let name = Rc::new(name);
        let id = self.add(Content::Element { name: Rc::clone(&name), attributes });
        Handle { id, name }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.nameless(Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.nameless(Content::Nothing)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, None, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &new {
            self.detach(node.id);
        }
        if let Some((parent, at)) = self.position(sibling.id) {
            self.insert(parent, Some(at), new);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.position(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, new: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Node { content: Content::Element { attributes, .. }, .. }) =
            nodes.get_mut(target.id)
        {
            let is_missing = |new: &Attribute| !attributes.iter().any(|old| old.name == new.name);
            let missing: Vec<Attribute> = new.into_iter().filter(is_missing).collect();
            attributes.extend(missing);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes
            .get_mut(node.id)
            .map(|node| std::mem::take(&mut node.children))
            .unwrap_or_default();
        for &child in &children {
            if let Some(child) = nodes.get_mut(child) {
                child.parent = Some(new_parent.id);
            }
        }
        if let Some(parent) = nodes.get_mut(new_parent.id) {
            parent.children.extend(children);
        }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
}
