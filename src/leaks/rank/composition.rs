//! What the growth of a suspect consists of, by class.

use std::collections::HashMap;

use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, NodeOrdinal, TryPush, try_collected};
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::{Detected, Held, Takers};
use crate::leaks::findings::{Composition, Grown};
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Kind, KindSet};
use crate::leaks::model::names::Names;
use crate::leaks::thresholds::MOST_CLASSES;
use crate::pace::Pace;
use crate::snapshot::NodeType;
use crate::sort;
use crate::text::JsString;

/// What was taken by something that repeats.
#[derive(Debug, Default)]
pub struct Taken {
    /// New nodes.
    pub nodes: Vec<NodeOrdinal>,
    /// Positions of those that are the things that repeat.
    pub things: Vec<usize>,
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
        Ok(taken)
    }

    /// A thing that stands for all: of the kind that says most, put in itself if there are such, at three quarters of the
    /// way from the lightest to the heaviest.
    pub fn example(&self, attribution: &Attribution<'_>, lead: Key) -> Result<Option<NodeOrdinal>, OutOfMemory> {
        let pair = &attribution.pair;
        let mut grown: Vec<(usize, i64)> = try_collected(self.grown_of(attribution, lead))?;
        if grown.len() > 1 {
            sort::try_by_keys(&mut grown, |&(position, more)| (more as u64, position as u64))?;
            let example = grown.get(grown.len() * 3 / 4);
            return Ok(example.and_then(|&(position, _)| attribution.nodes.get(position).copied()));
        }
        let lead = lead.kind();
        let of_kind = |at: &&usize| pair.later.kind(**at) == lead;
        let is_put_in = |at: &&usize| pair.new.put_in.get(**at) == Some(&true);
        let node = |&at: &usize| attribution.nodes.get(at).copied();
        let things = || self.things.iter().filter(of_kind);
        let mut nodes: Vec<NodeOrdinal> = try_collected(things().filter(is_put_in).filter_map(node))?;
        if nodes.is_empty() {
            nodes.try_extend(things().filter_map(node))?;
        }
        if nodes.is_empty() {
            nodes.try_extend(self.nodes.iter().copied().filter(|&node| attribution.model.is_visible(node)))?;
        }
        sort::try_by_keys(&mut nodes, |&node| (attribution.weight(node), node.0.into()))?;
        Ok(nodes.get(nodes.len() * 3 / 4).copied())
    }

    /// Survivors that became larger, if it is of their kind that there are many.
    fn grown_of(&self, attribution: &Attribution<'_>, lead: Key) -> impl Iterator<Item = (usize, i64)> {
        let later = &attribution.pair.later;
        let is_lead = move |position: usize| lead == Key::InPlace(later.kind(position));
        self.grown.iter().copied().filter(move |&(position, _)| is_lead(position))
    }

    /// What it consists of; the class of the example comes first.
    pub fn composition(
        &self,
        attribution: &Attribution<'_>,
        names: &Names<'_>,
        lead: Key,
        example: Option<NodeOrdinal>,
    ) -> Result<Composition, OutOfMemory> {
        let heap = attribution.model.heap;
        let sums = self.by_name(attribution);
        let mut class_count = sums.len() as u32;
        let (object_count, new_bytes) = sums.values().fold((0, 0), |all, sum| (all.0 + sum.count, all.1 + sum.bytes));
        let mut sums: Vec<(JsString, Sum)> = sums.into_iter().collect();
        let ranks = sort::try_ranks(&try_collected(sums.iter().map(|(name, _)| name.as_js_str()))?)?;
        let mut ranked: Vec<_> = sums.drain(..).zip(ranks).collect();
        sort::by_keys(&mut ranked, |((_, sum), rank)| (!sum.bytes, u64::from(*rank)));
        let entry = example.map(|node| heap.classes.name(&heap.snapshot, heap.classes.of_node[node]));
        if let Some(at) = ranked.iter().position(|((name, _), _)| Some(name.as_js_str()) == entry) {
            ranked.get_mut(..=at).unwrap_or_default().rotate_right(1);
        }
        let of_program = ranked.iter().skip(1).enumerate().filter(|(_, ((_, sum), _))| sum.is_of_program);
        let most_of_program = of_program.max_by_key(|(_, ((_, sum), _))| (sum.count, sum.bytes));
        let telling = most_of_program.map(|(at, ((_, sum), _))| (at + 1, sum.count));
        let (entry_count, entry_classes, is_of_one_class) = self.entry_classes(attribution, lead.kind(), example);
        // Of the class of the entries there may be many more that came along, as of functions.
        let least = ranked.first().map_or(0, |((_, sum), _)| sum.count.min(entry_count.max(2)) / 2);
        let mut telling = telling.filter(|&(_, count)| count > 1 && count >= least).map(|(at, _)| {
            let shown = at.min(MOST_CLASSES - 1);
            ranked.get_mut(shown..=at).unwrap_or_default().rotate_right(1);
            shown
        });
        ranked.truncate(MOST_CLASSES);
        let grown = |((_, sum), _): ((JsString, Sum), u32)| Grown {
            class: names.namer().class(sum.class),
            count: sum.count,
            bytes: sum.bytes,
        };
        let mut classes: Vec<Grown> = ranked.into_iter().map(grown).collect();
        if let Some((first, example)) = classes.first_mut().zip(example).filter(|_| entry.is_some()) {
            first.class = names.class(example);
        }
        let mut own_bytes: i64 = self.grown.iter().map(|&(_, more)| more).sum();
        let alike = self.grown_of(attribution, lead).fold((0, 0), |all, (_, more)| (all.0 + 1, all.1 + more));
        if let Some(example) = example.filter(|_| alike.0 > 1) {
            classes.insert(0, Grown { class: names.class(example), count: alike.0, bytes: alike.1 as u64 });
            own_bytes -= alike.1;
            class_count += 1;
            telling = telling.map(|at| at + 1);
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

    /// The new objects. Classes of one name count as one: a person cannot tell them apart.
    fn by_name(&self, attribution: &Attribution<'_>) -> HashMap<JsString, Sum> {
        let heap = attribution.model.heap;
        let mut by_class: HashMap<ClassId, (u32, u64, NodeOrdinal)> = HashMap::new();
        for &node in &self.nodes {
            let size = heap.snapshot.nodes.self_size.of(node);
            if size > 0 {
                let (count, bytes, _) = by_class.entry(heap.classes.of_node[node]).or_insert((0, 0, node));
                *count += 1;
                *bytes += size;
            }
        }
        let mut by_name: HashMap<JsString, Sum> = HashMap::new();
        for (class, (count, bytes, example)) in by_class {
            let name = heap.classes.name(&heap.snapshot, class).into();
            let sum = by_name.entry(name).or_insert(Sum { class, count: 0, bytes: 0, is_of_program: false });
            *sum = Sum {
                class: sum.class.min(class),
                count: sum.count + count,
                bytes: sum.bytes + bytes,
                is_of_program: sum.is_of_program || is_instance_of_program(heap, example),
            };
        }
        by_name
    }

    /// How many things there are of the kind that says most, of how many classes, and whether that of the example makes at
    /// least half.
    fn entry_classes(
        &self,
        attribution: &Attribution<'_>,
        lead: Kind,
        example: Option<NodeOrdinal>,
    ) -> (u32, u32, bool) {
        let of_node = &attribution.model.heap.classes.of_node;
        let mut counts: HashMap<ClassId, usize> = HashMap::new();
        let things = self.things.iter().filter(|&&at| attribution.pair.later.kind(at) == lead);
        for &node in things.filter_map(|&at| attribution.nodes.get(at)) {
            *counts.entry(of_node[node]).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let of_example = example.and_then(|node| counts.get(&of_node[node])).copied().unwrap_or(0);
        (all as u32, counts.len() as u32, of_example * 2 >= all)
    }
}

/// The objects of one class, by the first of the classes with its name.
#[derive(Clone, Copy, Debug)]
struct Sum {
    class: ClassId,
    count: u32,
    bytes: u64,
    /// Whether the class stands in the program's own code.
    is_of_program: bool,
}

/// Whether an object is an instance of a class that stands in the program's own code, not in a package's or the runtime's.
fn is_instance_of_program(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.nodes.kind[node] == NodeType::OBJECT
        && heap.place(node).and_then(|place| place.file).is_some_and(|file| CodeOwner::of(file) == CodeOwner::Program)
}
