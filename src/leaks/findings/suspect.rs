//! What is known of one suspect.

use super::{Form, PerEntry, WhyKept};
use crate::index::NodeOrdinal;
use crate::leaks::findings::HolderPlace;
use crate::redaction::Name;
use crate::text::JsString;

/// A kind of holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolderKind {
    /// A Map.
    Map,
    /// A Set.
    Set,
    /// An array.
    Array,
    /// An object used as a dictionary.
    Dictionary,
    /// Listeners of an emitter or of an element.
    Listeners,
    /// A list of links.
    LinkedList,
    /// A tree.
    Tree,
    /// The variables of a function.
    Scope,
    /// Timers.
    Timers,
    /// Promises that wait for each other.
    Promises,
    /// Elements that are in no page.
    DetachedDom,
    /// A string.
    String,
    /// A buffer or an array of numbers.
    Data,
    /// Many holders that are alike.
    Alike,
    /// What the runtime keeps for as long as it is open.
    Handles,
    /// What was logged while DevTools was open: it is the measuring that holds it.
    Console,
    /// Anything else that holds things.
    Object,
}

impl HolderKind {
    /// All kinds.
    pub const ALL: [Self; 17] = [
        Self::Map,
        Self::Set,
        Self::Array,
        Self::Dictionary,
        Self::Listeners,
        Self::LinkedList,
        Self::Tree,
        Self::Scope,
        Self::Timers,
        Self::Promises,
        Self::DetachedDom,
        Self::String,
        Self::Data,
        Self::Alike,
        Self::Handles,
        Self::Console,
        Self::Object,
    ];
}

/// How sure a suspect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Might well be innocent.
    Low,
    /// Looks like a leak, as far as two snapshots tell.
    Medium,
    /// Everything points the same way.
    High,
}

/// What speaks for a suspect, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Entries were there before, and new ones came on top of them.
    CameOnTop,
    /// The holder was there before, and had none of what it has now.
    WasEmpty,
    /// There are more open handles, and nothing of the program leads to them.
    NotHeldByProgram,
    /// There are more open handles, and the program leads to them by way of others that came with them.
    ProgramLeadsToo,
    /// The file has no links to what the holder holds; it is the only one that can have all of that.
    HasTheRoom,
    /// Something larger took the place of something smaller of its kind.
    TookPlace,
    /// A row of links got longer at its end.
    LongerRow,
    /// One thing got larger.
    GotLarger,
    /// So many per cent of what is new only replace what is gone.
    Replaces(u8),
    /// Nothing is left of what was there before.
    NothingLeft,
    /// The same, and many times more came.
    FarMoreCame,
    /// So many of what it took in were held elsewhere before.
    TookOver(u32),
    /// It grew in every step of three snapshots or more.
    EveryStep,
    /// The same, and in the last step far less than before.
    Slows,
    /// The same, into room that was made ahead.
    FillsRoom,
    /// It came in the last step alone.
    LastStep,
    /// The snapshots are of different processes: objects are counted by class and by the end of their path.
    DifferentProcesses,
}

/// What would make it surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Another snapshot after more of the same work: two cannot tell a leak from something that is still filling.
    AnotherSnapshot,
    /// Two snapshots of one process.
    SameProcess,
    /// Repair it, and verify with two snapshots of the repaired program.
    Verify,
    /// Two snapshots without a console that keeps what is logged: it was measuring that kept these.
    WithoutConsole,
}

/// How sure, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// How sure.
    pub level: Level,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What to do next.
    pub next: NextStep,
}

impl Confidence {
    /// Whether nothing is left to doubt: everything points the same way, in three snapshots or more.
    pub fn is_certain(&self) -> bool {
        self.level == Level::High && self.reasons.contains(&Reason::EveryStep)
    }
}

/// Who holds what grew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Id.
    pub id: u32,
    /// Class.
    pub class: Name,
    /// What a program would call it.
    pub name: Name,
    /// Where what was put in, the holder, or the nearest thing on the path to it stands in the program's own code; if
    /// none does, in any.
    pub location: Option<Place>,
}

impl Holder {
    /// All names in it.
    pub fn names_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        let Self { class, name, location, .. } = self;
        [class, name].into_iter().chain(location.iter_mut().flat_map(Place::names_mut))
    }
}

/// A place in a script, 1-based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The script's file or address; none if nothing in the snapshot leads to it.
    pub file: Option<Name>,
    /// V8's number of the script.
    pub script_id: u32,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// Where that is in the code that ran, if a source map led from there to here.
    pub generated: Option<Generated>,
    /// Whose place it is, where that is not said beside it.
    pub of: Name,
}

impl Place {
    /// All names in it.
    pub fn names_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        let generated = self.generated.iter_mut().flat_map(|place| place.file.iter_mut().chain(&mut place.name));
        self.file.iter_mut().chain([&mut self.of]).chain(generated)
    }
}

/// A place in generated code, 1-based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The script's file or address.
    pub file: Option<Name>,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// What is called something else there.
    pub name: Option<Name>,
}

/// A class that makes up the growth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grown {
    /// Class name.
    pub class: Name,
    /// New objects; of many that are alike and took in data, those.
    pub count: u32,
    /// The same without those that are pieces of a text.
    pub things: u32,
    /// Their own bytes.
    pub bytes: u64,
    /// Whether a runtime's own objects consist of them.
    pub are_parts: bool,
}

impl Grown {
    /// So many things of so many bytes, of a class that has no name yet.
    pub fn of(count: u32, bytes: u64) -> Self {
        Self { class: Name::default(), count, things: count, bytes, are_parts: false }
    }
}

/// What the growth of a suspect consists of. The parts, all classes and the holder's own bytes, never count anything twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composition {
    /// The first class is that of what was put in, the others follow by bytes. Not all are listed.
    pub classes: Vec<Grown>,
    /// Which of `classes`, not the first, is the program's own and came with what was put in, if one did in like numbers.
    pub telling: Vec<usize>,
    /// Number of all classes.
    pub class_count: u32,
    /// The objects of all classes.
    pub object_count: u32,
    /// Number of things that were put in directly and that nothing else keeps,
    pub entry_count: u32,
    /// of classes among them,
    pub entry_classes: u32,
    /// and whether the first class of `classes` makes at least half of that.
    pub is_of_one_class: bool,
    /// Bytes of the new objects of all classes.
    pub new_bytes: u64,
    /// By how much the holder, and other things that stayed, became larger with their parts.
    pub own_bytes: u64,
}

/// A figure of one snapshot of the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Entries, if the holder was there.
    pub entries: Option<u32>,
    /// Retained size, if the holder was there.
    pub retained_size: Option<u64>,
}

impl Point {
    /// Whether it is known how many entries there were.
    pub fn has_entries(&self) -> bool {
        self.entries.is_some()
    }

    /// Whether it is known what the holder retained.
    pub fn has_size(&self) -> bool {
        self.retained_size.is_some()
    }
}

/// One step of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLink {
    /// Type of the edge from the step before; empty at the root.
    pub edge_type: &'static str,
    /// Name of the edge from the step before; empty at the root.
    pub edge_name: Name,
    /// Id.
    pub id: u32,
    /// Name.
    pub name: Name,
    /// How many steps like the ones before were left out before this one.
    pub left_out: u32,
    /// Position of the node.
    pub node: NodeOrdinal,
    /// Where the function, or the class of an instance, stands, if a file is known.
    pub place: Option<Place>,
}

impl ChainLink {
    /// All names in it.
    pub fn names_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        let Self { edge_name, name, place, .. } = self;
        [edge_name, name].into_iter().chain(place.iter_mut().flat_map(Place::names_mut))
    }
}

/// A holder that grew.
#[derive(Clone, Debug)]
pub struct Suspect {
    /// 1 is the most likely.
    pub rank: u32,
    /// What became more.
    pub form: Form,
    /// Kind of holder.
    pub kind: HolderKind,
    /// How sure.
    pub confidence: Confidence,
    /// The holder.
    pub holder: Holder,
    /// Whether the holder is a runtime's or a package's own.
    pub is_of_others: bool,
    /// Of many that are alike and took in data: what one of them is called.
    pub one_of_alike: Option<Name>,
    /// How many new things of the kind that says most there are: its entries, or what hangs at these.
    pub new_things: u32,
    /// New entries.
    pub new_entries: u32,
    /// All entries.
    pub entries: u32,
    /// Entries that were there before, if that is known.
    pub entries_before: Option<u32>,
    /// Growth in bytes.
    pub retained_growth: u64,
    /// What it consists of.
    pub grows: Composition,
    /// What an entry consists of, if there are entries.
    pub per_entry: Option<PerEntry>,
    /// Why entries are kept, if that would surprise.
    pub why_kept: Option<WhyKept>,
    /// From a root to the holder and on to an example.
    pub chain: Vec<ChainLink>,
    /// Position of the holder in the chain.
    pub holder_step: usize,
    /// Names of properties and variables on the chain down to the holder; none where some are left out.
    pub reached_from: Vec<Option<Name>>,
    /// Names of other holders of the same new objects; of [`Form::Unheld`], of those of which one must have them.
    pub also_held_by: Vec<Name>,
    /// One figure per snapshot.
    pub timeline: Vec<Point>,
    /// The end of the holder's path pattern, by which it is found in another process if it grows there. Never shown.
    pub label: JsString,
    /// Where the holder is found there if nothing grows. Never shown.
    pub place: HolderPlace,
}

impl Suspect {
    /// How many entries there are more than before: the new ones less those that are gone.
    pub fn net_entries(&self) -> u32 {
        self.entries_before.map_or(self.new_entries, |before| self.entries.saturating_sub(before))
    }

    /// Bytes that are gone in return for what is new, and not in the growth.
    pub fn gone_bytes(&self) -> u64 {
        (self.grows.new_bytes + self.grows.own_bytes).saturating_sub(self.retained_growth)
    }

    /// How many entries are gone.
    pub fn gone_entries(&self) -> u32 {
        let before = self.entries_before.unwrap_or(self.entries.saturating_sub(self.new_entries));
        (before + self.new_entries).saturating_sub(self.entries)
    }

    /// The names on the chain down to the holder with arrows between them, if there are any.
    pub fn way(&self) -> Option<Name> {
        let mut way = Name::default();
        for (position, name) in self.reached_from.iter().enumerate() {
            if position > 0 {
                way.push_own(" → ");
            }
            match name {
                Some(name) => way.push(name.clone()),
                None => way.push_own("…"),
            }
        }
        (!self.reached_from.is_empty()).then_some(way)
    }

    /// Leaves out, for good, everything in names that is not the program's own.
    pub fn redact(&mut self) {
        let names = self.holder.names_mut().chain(&mut self.also_held_by).chain(&mut self.one_of_alike);
        let of_chain = self.chain.iter_mut().flat_map(ChainLink::names_mut);
        let of_classes = self.grows.classes.iter_mut().map(|grown| &mut grown.class);
        let of_entry = self.per_entry.iter_mut().flat_map(|entry| &mut entry.parts);
        let of_entry = of_entry.flat_map(|part| [&mut part.field, &mut part.class]);
        let why = self.why_kept.iter_mut().filter_map(|why| match why {
            WhyKept::SharedScope(variable) => Some(variable),
            _ => None,
        });
        let of_growth = of_classes.chain(of_entry).chain(why);
        names.chain(of_chain).chain(of_growth).chain(self.reached_from.iter_mut().flatten()).for_each(Name::redact);
    }
}
