//! What the growth of a suspect consists of, by class.

use std::ops::Range;

use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, NodeOrdinal, TryPush, try_collected};
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::{Detected, Held, Takers};
use crate::leaks::findings::{Composition, Grown};
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::{Kind, KindSet};
use crate::leaks::model::nodes::{is_text, is_view};
use crate::leaks::naming::Names;
use crate::leaks::thresholds::MOST_CLASSES;
use crate::pace::Pace;
use crate::redaction::Name;
use crate::runtime_names::v8;
use crate::snapshot::NodeType;
use crate::sort::{self, Order, Row};
use crate::text::JsString;

/// So many of a class are asked whether they are parts of something.
const MOST_PARTS_ASKED: u32 = 8;

/// What was taken by something that repeats.
#[derive(Debug, Default)]
pub struct Taken {
    /// New nodes.
    pub nodes: Vec<NodeOrdinal>,
    /// Positions of those that are the things that repeat.
    pub things: Vec<usize>,
    /// Whether `things` are what the holder holds itself, of whatever kinds.
    pub are_entries: bool,
    /// Positions of survivors that became larger, and by how much.
    grown: Vec<(usize, i64)>,
}

impl Taken {
    /// What each of those that are shown took.
    pub async fn of_all(
        attribution: &Attribution<'_>,
        detected: &Detected,
        shown: &[&Held],
        pace: &Pace,
    ) -> Result<Vec<Self>, OutOfMemory> {
        let pair = &attribution.pair;
        let mut of_number: NumberMap<usize> = NumberMap::default();
        for (at, held) in shown.iter().enumerate() {
            of_number.extend(held.numbers.iter().map(|&number| (number.into(), at)));
        }
        let takers = Takers::of(pair, &detected.rollup);
        let kinds: Vec<KindSet> = shown.iter().map(|held| held.gain.counted_kinds()).collect();
        let mut taken: Vec<Self> = shown.iter().map(|_| Self::default()).collect();
        let mut add = |position: usize| {
            let at = takers.taker(position).and_then(|number| of_number.get(&number.into()).copied());
            let Some((kinds, taken)) = at.and_then(|at| Some((kinds.get(at)?, taken.get_mut(at)?))) else {
                return Ok(());
            };
            let kind = pair.later.kind(position);
            if !pair.survivors.is_new(position) {
                let more = pair.in_place(position);
                if more > 0 {
                    taken.grown.try_push((position, more))?;
                }
                return Ok(());
            }
            taken.nodes.try_push(attribution.nodes[position])?;
            if kinds.contains(&kind) { taken.things.try_push(position) } else { Ok(()) }
        };
        pace.try_in_blocks(attribution.nodes.len(), &mut |mut positions| positions.try_for_each(&mut add)).await?;
        for &(half, object) in attribution.model.halves().iter().filter(|&&(_, object)| attribution.is_new(object)) {
            let at = takers.taker(attribution.position(object)).and_then(|number| of_number.get(&number.into()));
            at.and_then(|&at| taken.get_mut(at)).map_or(Ok(()), |taken| taken.nodes.try_push(half))?;
        }
        Ok(taken)
    }

    /// The things of the kind that says most; if they are what the holder holds itself, all.
    pub fn leading(&self, attribution: &Attribution<'_>, lead: Kind) -> impl Iterator<Item = usize> {
        self.leading_in(0..self.things.len(), attribution, lead)
    }

    /// Those of them in some rows.
    fn leading_in(&self, rows: Range<usize>, attribution: &Attribution<'_>, lead: Kind) -> impl Iterator<Item = usize> {
        let is_leading = move |&at: &usize| self.are_entries || attribution.pair.later.kind(at) == lead;
        self.things.get(rows).unwrap_or_default().iter().copied().filter(is_leading)
    }

    /// A thing that stands for all: of the kind that says most, put in itself if there are such, at three quarters of the
    /// way from the lightest to the heaviest.
    pub fn example(&self, attribution: &Attribution<'_>, lead: Key) -> Result<Option<NodeOrdinal>, OutOfMemory> {
        let pair = &attribution.pair;
        let grown: Vec<Row> =
            try_collected(self.grown_of(attribution, lead).map(|(position, more)| (more as u64, 0, position as u32)))?;
        if grown.len() > 1 {
            let example = at_three_quarters(grown);
            return Ok(example.and_then(|position| attribution.nodes.get(position as usize).copied()));
        }
        let lead = lead.kind();
        let is_put_in = |at: &usize| pair.new.put_in.get(*at) == Some(&true);
        let node = |at: usize| attribution.nodes.get(at).copied();
        let things = || self.leading(attribution, lead);
        let mut nodes: Vec<NodeOrdinal> = try_collected(things().filter(is_put_in).filter_map(node))?;
        if nodes.is_empty() {
            nodes.try_extend(things().filter_map(node))?;
        }
        if nodes.is_empty() {
            nodes.try_extend(self.nodes.iter().copied().filter(|&node| attribution.model.is_visible(node)))?;
        }
        let weighed = try_collected(nodes.iter().map(|&node| (attribution.weight(node), 0, node.0)))?;
        Ok(at_three_quarters(weighed).map(NodeOrdinal))
    }

    /// Survivors that became larger, if it is of their kind that there are many.
    fn grown_of(&self, attribution: &Attribution<'_>, lead: Key) -> impl Iterator<Item = (usize, i64)> {
        let later = &attribution.pair.later;
        let is_lead = move |position: usize| lead == Key::InPlace(later.kind(position));
        self.grown.iter().copied().filter(move |&(position, _)| is_lead(position))
    }

    /// Counts what it consists of.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn counted(
        &self,
        attribution: &Attribution<'_>,
        names: &Names<'_>,
        lead: Kind,
        pace: &Pace,
    ) -> Result<Counted, OutOfMemory> {
        let heap = attribution.model.heap;
        let mut counted = Counted::default();
        let mut add = |&node: &NodeOrdinal| match heap.snapshot.nodes.self_size.of(node) {
            0 => Ok(()),
            bytes => counted.add(attribution, names, node, bytes),
        };
        let mut in_block = |rows: Range<usize>| self.nodes.get(rows).unwrap_or_default().iter().try_for_each(&mut add);
        pace.try_in_blocks(self.nodes.len(), &mut in_block).await?;
        let mut count = |rows: Range<usize>| {
            for &node in self.leading_in(rows, attribution, lead).filter_map(|at| attribution.nodes.get(at)) {
                *counted.entries.entry(heap.classes.of_node[node].0.into()).or_default() += 1;
            }
        };
        pace.in_blocks(self.things.len(), &mut count).await;
        Ok(counted)
    }

    /// What it consists of, as it was counted; the class of the example comes first.
    pub fn composition(
        &self,
        attribution: &Attribution<'_>,
        names: &Names<'_>,
        lead: Key,
        example: Option<NodeOrdinal>,
        counted: Counted,
    ) -> Result<Composition, OutOfMemory> {
        let heap = attribution.model.heap;
        let (entry_count, entry_classes, is_of_one_class) = counted.entry_classes(attribution, example);
        let (mut ranked, entry) = counted.by_name(attribution, names, example)?;
        let mut class_count = ranked.len() as u32;
        let (object_count, new_bytes) =
            ranked.iter().fold((0, 0), |all, (sum, _)| (all.0 + sum.count, all.1 + sum.bytes));
        let entry = entry.and_then(|at| ranked.get(at)).map(|&(_, name)| name);
        sort::by_keys(&mut ranked, |&(sum, name)| (!sum.bytes, name.into()));
        let at_name = |ranked: &[Ranked], name: u32| ranked.iter().position(|&(_, rank)| rank == name);
        if let Some(at) = entry.and_then(|name| at_name(&ranked, name)) {
            ranked.get_mut(..=at).unwrap_or_default().rotate_right(1);
        }
        let own = telling(&ranked, entry_count);
        for (&name, last) in own.iter().zip([MOST_CLASSES - 2, MOST_CLASSES - 1]) {
            let Some(at) = at_name(&ranked, name) else { continue };
            ranked.get_mut(at.min(last)..=at).unwrap_or_default().rotate_right(1);
        }
        ranked.truncate(MOST_CLASSES);
        let mut telling: Vec<usize> = own.iter().filter_map(|&name| at_name(&ranked, name)).collect();
        let grown = |(sum, _): Ranked| Grown {
            class: own_name(names, heap, sum.example).unwrap_or_else(|| names.namer().class(sum.class)),
            count: sum.count,
            things: sum.things,
            bytes: sum.bytes,
            are_parts: sum.are_parts,
        };
        let mut classes: Vec<Grown> = ranked.into_iter().map(grown).collect();
        if let Some((first, example)) = classes.first_mut().zip(example).filter(|_| entry.is_some()) {
            first.class = names.class(example);
        }
        let mut own_bytes: i64 = self.grown.iter().map(|&(_, more)| more).sum();
        let alike = self.grown_of(attribution, lead).fold((0, 0), |all, (_, more)| (all.0 + 1, all.1 + more));
        if let Some(example) = example.filter(|_| alike.0 > 1) {
            classes.insert(0, Grown { class: names.class(example), ..Grown::of(alike.0, alike.1 as u64) });
            own_bytes -= alike.1;
            class_count += 1;
            telling.iter_mut().for_each(|at| *at += 1);
        }
        Ok(Composition {
            classes,
            telling,
            class_count,
            object_count,
            entry_count,
            entry_classes,
            is_of_one_class,
            new_bytes,
            own_bytes: own_bytes as u64,
        })
    }
}

/// What came, by class; calls that wait are told by their functions.
#[derive(Debug, Default)]
pub struct Counted {
    /// Where the sum of each class is.
    at: NumberMap<usize>,
    sums: Vec<Sum>,
    /// How many there are of each class among the things of the kind that says most.
    entries: NumberMap<usize>,
}

impl Counted {
    fn add(
        &mut self,
        attribution: &Attribution<'_>,
        names: &Names<'_>,
        node: NodeOrdinal,
        bytes: u64,
    ) -> Result<(), OutOfMemory> {
        let heap = attribution.model.heap;
        let at = *self.at.entry(key(names, heap, node)).or_insert(self.sums.len());
        if at == self.sums.len() {
            self.sums.try_push(Sum::of(names, heap, node))?;
        }
        if let Some(sum) = self.sums.get_mut(at) {
            sum.are_parts &= sum.count >= MOST_PARTS_ASKED || is_part_of_runtime(attribution, node);
            sum.count += 1;
            sum.things += u32::from(!is_piece(attribution, node));
            sum.bytes += bytes;
        }
        Ok(())
    }

    /// The sums, and which of them has the example. Classes of one name count as one: a person cannot tell them apart.
    fn by_name(
        self,
        attribution: &Attribution<'_>,
        names: &Names<'_>,
        example: Option<NodeOrdinal>,
    ) -> Result<(Vec<Ranked>, Option<usize>), OutOfMemory> {
        let Self { mut at, sums, .. } = self;
        let heap = attribution.model.heap;
        let of_example = example.and_then(|example| at.get(&key(names, heap, example)).copied());
        let called = sums.iter().map(|sum| match own_name(names, heap, sum.example) {
            Some(name) => name.text(),
            None => heap.classes.name(&heap.snapshot, sum.class).into(),
        });
        let called: Vec<JsString> = called.collect();
        let ranks = sort::try_ranks(&try_collected(called.iter().map(JsString::as_js_str))?)?;
        let of_example = of_example.and_then(|sum| ranks.get(sum).copied());
        at.clear();
        let mut ranked: Vec<Ranked> = Vec::new();
        for (sum, name) in sums.into_iter().zip(ranks) {
            let known = *at.entry(name.into()).or_insert(ranked.len());
            match ranked.get_mut(known) {
                Some((all, _)) => all.add(sum),
                None => ranked.try_push((sum, name))?,
            }
        }
        Ok((ranked, of_example.and_then(|name| at.get(&name.into()).copied())))
    }

    /// How many things there are of the kind that says most, of how many classes, and whether that of the example makes at
    /// least half.
    fn entry_classes(&self, attribution: &Attribution<'_>, example: Option<NodeOrdinal>) -> (u32, u32, bool) {
        let of_node = &attribution.model.heap.classes.of_node;
        let all: usize = self.entries.values().sum();
        let of_example = example.and_then(|node| self.entries.get(&of_node[node].0.into())).copied().unwrap_or(0);
        (all as u32, self.entries.len() as u32, of_example * 2 >= all)
    }
}

/// What is told apart: the class, of a call that waits its function, and of a root in C++ its own name.
fn key(names: &Names<'_>, heap: &Heap, node: NodeOrdinal) -> u64 {
    let is_root = heap.snapshot.nodes.kind[node] == NodeType::SYNTHETIC;
    let named = names.waiting_function(node).or(is_root.then_some(node));
    packed(heap.classes.of_node[node].0, named.map_or(0, |named| heap.snapshot.nodes.name[named].0))
}

/// What the row at three quarters of the way from the least to the greatest stands for.
fn at_three_quarters(rows: Vec<Row>) -> Option<u32> {
    let at = rows.len() * 3 / 4;
    Order::new(rows).window(at, 1).first().map(|&(_, _, item)| item)
}

/// Whether a node is a piece of a text that is put together.
fn is_piece(attribution: &Attribution<'_>, node: NodeOrdinal) -> bool {
    attribution.pair.later.kind(attribution.position(node)) == Kind::INTERNAL && is_text(attribution.model.heap, node)
}

/// What a node is called rather than by its class: a call that waits, and what is a root in C++.
fn own_name(names: &Names<'_>, heap: &Heap, node: NodeOrdinal) -> Option<Name> {
    let is_root = heap.snapshot.nodes.kind[node] == NodeType::SYNTHETIC;
    if is_root { Some(names.namer().node(node)) } else { names.waiting(node) }
}

/// The objects of one class, by the first of the classes with its name.
#[derive(Clone, Copy, Debug)]
struct Sum {
    class: ClassId,
    example: NodeOrdinal,
    count: u32,
    things: u32,
    bytes: u64,
    /// Whether the class stands in the program's own code.
    is_of_program: bool,
    /// Whether the first that were met are parts of the runtime's own objects.
    are_parts: bool,
}

impl Sum {
    fn of(names: &Names<'_>, heap: &Heap, example: NodeOrdinal) -> Self {
        let class = heap.classes.of_node[example];
        let is_of_program = is_instance_of_program(names, heap, example);
        Self { class, example, count: 0, things: 0, bytes: 0, is_of_program, are_parts: !is_of_program }
    }

    fn add(&mut self, other: Self) {
        self.class = self.class.min(other.class);
        self.count += other.count;
        self.things += other.things;
        self.bytes += other.bytes;
        self.is_of_program |= other.is_of_program;
        self.are_parts &= other.are_parts;
    }
}

/// Whether an object is what an object of the runtime's own consists of, as the parsed address of a `URL`. Memory is the program's.
fn is_part_of_runtime(attribution: &Attribution<'_>, node: NodeOrdinal) -> bool {
    let heap = attribution.model.heap;
    let is_of_runtime = |node: NodeOrdinal| {
        heap.snapshot.nodes.kind[node] == NodeType::OBJECT && heap.code_owner(node) == Some(CodeOwner::Runtime)
    };
    let above = attribution.pair.later.visible_above(attribution.position(node));
    let above = above.and_then(|above| attribution.nodes.get(above)).copied();
    above.is_some_and(is_of_runtime) && is_of_runtime(node) && !is_view(heap, node)
}

/// What there is of a name, and the place of the name among all.
type Ranked = (Sum, u32);

/// The names of the classes of the program's own that say most of what came, the first of which is the entries': the one of
/// which most came, and where the entries are not of such a class another of which about as many came.
fn telling(ranked: &[Ranked], entry_count: u32) -> Vec<u32> {
    let Some((entry, _)) = ranked.first() else { return Vec::new() };
    // Of the class of the entries there may be many more that came along, as of functions.
    let least = (entry.count.min(entry_count.max(2)) / 2).max(2);
    let most = |least: u32, but: Option<u32>| {
        let of_program = ranked.iter().skip(1).filter(|(sum, name)| sum.is_of_program && Some(*name) != but);
        let most = of_program.max_by_key(|(sum, _)| (sum.count, sum.bytes));
        most.filter(|(sum, _)| sum.count >= least).map(|(sum, name)| (sum.count, *name))
    };
    let first = most(least, None);
    let like = first.filter(|_| !entry.is_of_program);
    let second = like.and_then(|(count, name)| most(count - count / 10, Some(name)));
    first.into_iter().chain(second).map(|(_, name)| name).collect()
}

/// Whether an object is an instance of a class that stands in the program's own code, not in a package's or the runtime's. A
/// file without places, as Bun's, does not tell: there any class counts that is not everybody's.
fn is_instance_of_program(names: &Names<'_>, heap: &Heap, node: NodeOrdinal) -> bool {
    let is_of_engine = || v8::is_system(heap.snapshot.raw_name(node).as_bytes());
    let is_own = || heap.snapshot.locations.of_nodes.is_empty() && names.is_telling(node) && !is_of_engine();
    heap.snapshot.nodes.kind[node] == NodeType::OBJECT && (heap.is_of_program(node) || is_own())
}
