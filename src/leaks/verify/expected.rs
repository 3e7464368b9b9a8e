//! What has to be known of a suspect to find it again in another process, and that on its way between workers.

use super::figures::Figures;
use crate::leaks::findings::HolderPlace;
use crate::leaks::findings::{Findings, Form, Suspect};
use crate::redaction::Name;
use crate::runtime_names::node;
use crate::text::{JsStr, JsString};
use crate::transfer::{Transfer, Unpack};

/// What stands in a path for steps that are left out.
const FOLDED: &str = "…";

/// What has to be known of a suspect to find it again; travels between workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedSuspect {
    pub(super) rank: u32,
    pub(super) form: Form,
    /// What a program would call the holder; of two of one name with the way to each.
    pub(super) name: Name,
    /// The end of the holder's path pattern.
    pub(super) label: String,
    /// Where the holder is, whether it grows or not.
    pub(super) place: HolderPlace,
    /// The names on the path to the holder: what tells two holders of one label apart.
    pub(super) path: String,
    /// The names of those who hold the same, one a line.
    pub(super) also_held_by: String,
    /// The class of what was put in.
    pub(super) entry_class: String,
    /// The class of the program that says most of it, if any does: of 100 timers that keep a session each, that of the sessions.
    pub(super) class_beside: String,
    pub(super) figures: Figures,
}

impl ExpectedSuspect {
    /// The suspects of a pair, to be looked for in another.
    pub fn all(findings: &Findings) -> Vec<Self> {
        let of = |suspect: &Suspect| {
            let name = |other: &&Suspect| other.holder.name == suspect.holder.name;
            let is_only = findings.suspects.iter().filter(name).nth(1).is_none();
            let way = if is_only { None } else { suspect.way() };
            let mut expected = Self::of(suspect);
            if let Some(way) = way {
                expected.name.push_own(" (");
                expected.name.push(way);
                expected.name.push_own(")");
            }
            expected
        };
        findings.suspects.iter().map(of).collect()
    }

    /// The classes that tell what it gathered, by which it is found elsewhere and told whether the code ran that made it.
    pub(super) fn telling_classes(&self) -> impl Iterator<Item = &str> {
        [&self.entry_class, &self.class_beside].into_iter().map(String::as_str).filter(|class| says_something(class))
    }

    /// The name of what its listeners listened to, if it is a list of listeners of an event of Node.js: `bus` of `bus._events.tick`.
    pub(super) fn emitter(&self) -> Option<&str> {
        let mut names = self.path.rsplit('\n').skip(1);
        let (listeners, emitter) = (names.next()?, names.next()?);
        (listeners == node::LISTENERS && emitter != FOLDED).then_some(emitter)
    }

    fn of(suspect: &Suspect) -> Self {
        let grows = &suspect.grows;
        let class = |number: usize| grows.classes.get(number).map(|grown| text(&grown.class.text()));
        Self {
            rank: suspect.rank,
            form: suspect.form,
            name: suspect.holder.name.clone(),
            label: text(&suspect.label),
            place: suspect.place.clone(),
            path: path(suspect),
            also_held_by: lines(suspect.also_held_by.iter().map(Some)),
            entry_class: class(0).unwrap_or_default(),
            class_beside: grows.telling.first().and_then(|&number| class(number)).unwrap_or_default(),
            figures: Figures::of(suspect),
        }
    }
}

/// Whether a class is not one of those that everything has.
fn says_something(class: &str) -> bool {
    const COMMON: [&str; 4] = ["", "Object", "Array", "Function"];
    !class.starts_with('(') && !COMMON.contains(&class)
}

/// [`ExpectedSuspect`] on its way between workers: numbers, then texts, a suspect after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedSuspects(pub Vec<ExpectedSuspect>);

/// The numbers of one: rank, form, holders, figures (of which growth takes two), number of pieces of the name.
const NUMBERS: usize = 9;

impl From<ExpectedSuspects> for Transfer {
    fn from(ExpectedSuspects(list): ExpectedSuspects) -> Self {
        let mut transfer = Self::default();
        let numbers = list.iter().flat_map(|ExpectedSuspect { rank, form, name, figures, .. }| {
            let (form, holders) = form.to_numbers();
            let Figures { entries, net_entries, new_entries, retained_growth } = *figures;
            let [low, high] = [retained_growth as u32, (retained_growth >> 32) as u32];
            [*rank, form, holders, entries, net_entries, new_entries, low, high, name.pieces().count() as u32]
        });
        transfer.numbers.push(numbers.collect());
        let mut texts: Vec<JsString> = Vec::new();
        for ExpectedSuspect { name, label, place, path, also_held_by, entry_class, class_beside, .. } in &list {
            let all = [label, path, also_held_by, entry_class, class_beside];
            texts.extend(all.map(|text| JsString::from(text.as_str())));
            texts.extend([&place.label, &place.link, &place.class].map(JsString::clone));
            for (text, instead) in name.pieces() {
                // What is the program's own and what is data instead: told apart by a mark in front.
                let mut marked = JsString::from(if instead.is_some() { "-" } else { "+" });
                marked.push(instead.map_or(JsStr::new(b""), JsString::as_js_str));
                texts.extend([text.clone(), marked]);
            }
        }
        transfer.push_texts(texts.iter());
        transfer
    }
}

impl From<Transfer> for ExpectedSuspects {
    fn from(transfer: Transfer) -> Self {
        let mut unpack = Unpack::new(transfer);
        let (numbers, texts) = (unpack.numbers(), unpack.texts());
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let each = numbers.as_chunks::<NUMBERS>().0.iter();
        let expected = each.map(|&[rank, form, holders, entries, net_entries, new_entries, low, high, pieces]| {
            let all: [String; 5] = std::array::from_fn(|_| text(&next()));
            let [label, path, also_held_by, entry_class, class_beside] = all;
            let place = HolderPlace { label: next(), link: next(), class: next() };
            let mut name = Name::default();
            for _ in 0..pieces {
                let (piece, marked) = (next(), next());
                match marked.as_js_str().starts_with("-") {
                    true => name.push_data(piece, marked.as_js_str().after(1)),
                    false => name.push_own(piece),
                }
            }
            let form = Form::from_numbers(form, holders);
            let retained_growth = u64::from(high) << 32 | u64::from(low);
            let figures = Figures { entries, net_entries, new_entries, retained_growth };
            ExpectedSuspect { rank, form, name, label, place, path, also_held_by, entry_class, class_beside, figures }
        });
        Self(expected.collect())
    }
}

pub(super) fn text(string: &JsString) -> String {
    string.as_js_str().to_lossy().into_owned()
}

/// The names on the path to a suspect's holder, one a line.
pub(super) fn path(suspect: &Suspect) -> String {
    lines(suspect.reached_from.iter().map(Option::as_ref))
}

/// Names, one a line.
fn lines<'n>(names: impl Iterator<Item = Option<&'n Name>>) -> String {
    let names = names.map(|name| name.map_or(FOLDED.to_owned(), |name| text(&name.text())));
    names.collect::<Vec<_>>().join("\n")
}
