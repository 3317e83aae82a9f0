//! The tree html5ever builds for us, in one arena, so that neither depth nor number of nodes is the sender's choice.
//!
//! The parser is fed in small pieces: as soon as the tree grows beyond `Limits`, parsing stops. A tree of links by
//! number needs no recursion to walk or to drop, and moving a node costs the same whatever its neighbours are.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

/// Nodes a letter may have: the longest newsletters stay below a tenth of it.
const MAX_NODES: usize = 150_000;
/// How deep elements may be nested.
const MAX_DEPTH: u32 = 400;
/// Bytes given to the parser at once; one piece can cost at most `PIECE` times the open elements.
const PIECE: usize = 1024;
/// The last resort against input that is slow without growing (hundreds of thousands of attributes in one tag).
const MAX_TIME: Duration = Duration::from_secs(2);

/// The input would make a tree too big, too deep or too slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMuch;

/// Number of a node in the arena.
pub(crate) type Id = usize;

/// What a node is.
#[derive(Debug, Default)]
pub(crate) enum Kind {
    /// Documents, fragments, comments, processing instructions: nothing that is shown.
    #[default]
    Nothing,
    Text(String),
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
}

#[derive(Debug, Default)]
struct Node {
    kind: Kind,
    depth: u32,
    parent: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
}

/// A parsed letter.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

/// One step of a walk in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Enter(Id),
    Leave(Id),
}

impl Tree {
    /// The document node.
    pub(crate) const ROOT: Id = 0;

    pub(crate) fn kind(&self, id: Id) -> &Kind {
        self.nodes.get(id).map_or(&Kind::Nothing, |node| &node.kind)
    }

    /// Lower-case name of an HTML element; `None` for text, other nodes and elements of SVG and MathML.
    pub(crate) fn tag(&self, id: Id) -> Option<&str> {
        match self.kind(id) {
            Kind::Element { name, .. } if name.ns == ns!(html) => Some(&name.local),
            _ => None,
        }
    }

    pub(crate) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        self.attributes(id).iter().find(|a| *a.name.local == *wanted).map(|a| a.value.as_ref())
    }

    pub(crate) fn attributes(&self, id: Id) -> &[Attribute] {
        match self.kind(id) {
            Kind::Element { attributes, .. } => attributes,
            _ => &[],
        }
    }

    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id)?.parent
    }

    pub(crate) fn first(&self, id: Id) -> Option<Id> {
        self.nodes.get(id)?.first
    }

    /// Every node of the tree, created in this order; some may no longer hang in the document.
    pub(crate) fn ids(&self) -> std::ops::Range<Id> {
        0..self.nodes.len()
    }

    /// The step after `step` in document order, `None` at the end of `top`.
    pub(crate) fn next(&self, step: Step, top: Id) -> Option<Step> {
        let id = match step {
            Step::Enter(id) => match self.first(id) {
                Some(child) => return Some(Step::Enter(child)),
                None => return Some(Step::Leave(id)),
            },
            Step::Leave(id) => id,
        };
        if id == top {
            return None;
        }
        let node = self.nodes.get(id)?;
        node.after.map(Step::Enter).or(node.parent.map(Step::Leave))
    }

    /// The text below `top`, at most `limit` bytes or a little more.
    pub(crate) fn text(&self, top: Id, limit: usize) -> String {
        let mut text = String::new();
        let mut step = Some(Step::Enter(top));
        while let Some(now) = step {
            if let (Step::Enter(id), true) = (now, text.len() < limit) {
                match self.kind(id) {
                    Kind::Text(piece) => text.extend(piece.chars().take(limit)),
                    Kind::Element { .. }
                        if matches!(self.tag(id), Some("style" | "script" | "title")) && id != top =>
                    {
                        step = self.next(Step::Leave(id), top);
                        continue;
                    }
                    _ => {}
                }
            }
            step = self.next(now, top);
        }
        text
    }

    fn add(&mut self, kind: Kind) -> Id {
        self.nodes.push(Node { kind, ..Node::default() });
        self.nodes.len() - 1
    }

    fn with(&mut self, id: Option<Id>, change: impl FnOnce(&mut Node)) {
        if let Some(node) = id.and_then(|id| self.nodes.get_mut(id)) {
            change(node);
        }
    }

    fn detach(&mut self, id: Id) {
        let Some(node) = self.nodes.get_mut(id) else { return };
        let (parent, before, after) = (node.parent.take(), node.before.take(), node.after.take());
        self.with(before, |node| node.after = after);
        self.with(after, |node| node.before = before);
        self.with(parent, |node| {
            if node.first == Some(id) {
                node.first = after;
            }
            if node.last == Some(id) {
                node.last = before;
            }
        });
    }

    /// Puts `id` under `parent` before `after` (last when `None`) and gives its depth.
    fn attach(&mut self, parent: Id, id: Id, after: Option<Id>) -> u32 {
        self.detach(id);
        let before = match after {
            Some(after) => self.nodes.get(after).and_then(|node| node.before),
            None => self.nodes.get(parent).and_then(|node| node.last),
        };
        let depth = self.nodes.get(parent).map_or(0, |node| node.depth).saturating_add(1);
        self.with(Some(id), |node| {
            (node.parent, node.before, node.after, node.depth) = (Some(parent), before, after, depth);
        });
        match before {
            Some(_) => self.with(before, |node| node.after = Some(id)),
            None => self.with(Some(parent), |node| node.first = Some(id)),
        }
        match after {
            Some(_) => self.with(after, |node| node.before = Some(id)),
            None => self.with(Some(parent), |node| node.last = Some(id)),
        }
        depth
    }
}

/// A node as the parser holds it: its name at hand, because the parser asks for it all the time.
#[derive(Debug, Clone)]
struct Handle {
    id: Id,
    name: Option<Rc<QualName>>,
}

/// Gives the parser a name even for nodes that have none, instead of failing.
#[derive(Debug)]
struct Name<'a>(Option<&'a QualName>, &'a QualName);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.unwrap_or(self.1).ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.unwrap_or(self.1).local
    }
}

struct Sink {
    tree: RefCell<Tree>,
    deepest: Cell<u32>,
    nameless: QualName,
}

impl Sink {
    fn new() -> Sink {
        let mut tree = Tree::default();
        tree.add(Kind::Nothing);
        let nameless = QualName::new(None, ns!(), LocalName::from(""));
        Sink { tree: RefCell::new(tree), deepest: Cell::new(0), nameless }
    }

    fn too_much(&self) -> bool {
        self.deepest.get() > MAX_DEPTH || self.tree.borrow().nodes.len() > MAX_NODES
    }

    fn node(&self, kind: Kind, name: Option<Rc<QualName>>) -> Handle {
        Handle { id: self.tree.borrow_mut().add(kind), name }
    }

    fn put(&self, parent: Id, child: NodeOrText<Handle>, after: Option<Id>) {
        let mut tree = self.tree.borrow_mut();
        let id = match child {
            NodeOrText::AppendNode(handle) => handle.id,
            NodeOrText::AppendText(text) => {
                let neighbour = match after {
                    Some(after) => tree.nodes.get(after).and_then(|node| node.before),
                    None => tree.nodes.get(parent).and_then(|node| node.last),
                };
                if let Some(Node { kind: Kind::Text(old), .. }) =
                    neighbour.and_then(|id| tree.nodes.get_mut(id))
                {
                    old.push_str(&text);
                    return;
                }
                tree.add(Kind::Text(text.to_string()))
            }
        };
        let depth = tree.attach(parent, id, after);
        self.deepest.set(self.deepest.get().max(depth));
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _msg: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: Tree::ROOT, name: None }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name<'a> {
        Name(target.name.as_deref(), &self.nameless)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        let name = Rc::new(name);
        self.node(Kind::Element { name: Rc::clone(&name), attributes }, Some(name))
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.node(Kind::Nothing, None)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.node(Kind::Nothing, None)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.id, child, None);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(element.id);
        match parent {
            Some(parent) => self.put(parent, child, Some(element.id)),
            None => self.put(previous.id, child, None),
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, _target: &Handle) -> Handle {
        // Templates are never shown: what is inside goes to a place of its own that hangs nowhere.
        self.node(Kind::Nothing, None)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(sibling.id);
        if let Some(parent) = parent {
            self.put(parent, child, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.tree.borrow_mut().with(Some(target.id), |node| {
            if let Kind::Element { attributes: old, .. } = &mut node.kind {
                for attribute in attributes {
                    if !old.iter().any(|known| known.name == attribute.name) {
                        old.push(attribute);
                    }
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.first(node.id) {
            let depth = tree.attach(new_parent.id, child, None);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }
}

/// Parses a whole document or a piece of one, always in standards mode as the frame it will be shown in.
pub(crate) fn parse(html: &str) -> Result<Tree, TooMuch> {
    let started = Instant::now();
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: true,
            iframe_srcdoc: true,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Sink::new(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, later) = rest.split_at_checked(rest.floor_char_boundary(PIECE)).unwrap_or((rest, ""));
        rest = later;
        parser.process(StrTendril::from(piece));
        if parser.tokenizer.sink.sink.too_much() || started.elapsed() > MAX_TIME {
            return Err(TooMuch);
        }
    }
    let tree = parser.finish();
    // The depth of a moved subtree is not known while parsing; count it once at the end.
    if deeper_than(&tree, MAX_DEPTH) { Err(TooMuch) } else { Ok(tree) }
}

fn deeper_than(tree: &Tree, limit: u32) -> bool {
    let (mut depth, mut step) = (0_u32, Some(Step::Enter(Tree::ROOT)));
    while let Some(now) = step {
        match now {
            Step::Enter(_) => depth = depth.saturating_add(1),
            Step::Leave(_) => depth = depth.saturating_sub(1),
        }
        if depth > limit.saturating_add(1) {
            return true;
        }
        step = tree.next(now, Tree::ROOT);
    }
    false
}
