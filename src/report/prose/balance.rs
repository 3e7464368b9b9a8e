//! Whose growth it all is, in words.

use super::Sentence;
use crate::leaks::findings::{Balance, BalanceKind, BalancePart, Single};

/// By how much the heap grew in all, and what of it is large and does not repeat.
pub fn balance(balance: &Balance) -> Sentence {
    let sentence = Sentence::of("In all, ").then(whole(balance.growth)).text(".");
    balance.singles.iter().fold(sentence, |sentence, one| sentence.text(" ").then(single(one)))
}

/// By how much the heap grew.
pub fn whole(growth: i64) -> Sentence {
    let bytes = growth.unsigned_abs();
    match growth {
        0 => Sentence::of("the heap is as large as before"),
        1.. => Sentence::of("the heap grew by ").bytes(bytes),
        _ => Sentence::of("the heap shrank by ").bytes(bytes),
    }
}

/// What is large and does not repeat.
pub fn single(single: &Single) -> Sentence {
    Sentence::of("One new ")
        .name(&single.class)
        .text(" of ")
        .bytes(single.bytes)
        .text(" at ")
        .name(&single.name)
        .text(": one thing, not a repetition.")
}

/// What a part of the growth is, with what most of it is.
pub fn part(part: &BalancePart) -> Sentence {
    let names = Sentence::joined(part.names.iter().map(|name| Sentence::default().name(name)), ", ");
    let lead = match part.kind {
        BalanceKind::Small => ": ",
        BalanceKind::Rest => ", most of it in ",
        _ => ", most of it ",
    };
    let kind = Sentence::of(kind(part.kind));
    if names.is_empty() { kind } else { kind.text(lead).then(names) }
}

/// The part that is most of the growth and says by itself that nothing of the program leaks: code, or what the runtime has.
pub fn most(balance: &Balance) -> Option<Sentence> {
    let is_most = |part: &&BalancePart| part.bytes * 2 > balance.growth;
    let part = balance.parts.iter().find(is_most)?;
    match (part.kind, part.names.first()) {
        (BalanceKind::Runtime, Some(name)) => Some(Sentence::default().name(name)),
        (BalanceKind::Code, _) => Some(self::part(part)),
        _ => None,
    }
}

/// What a part of the growth is.
pub fn kind(kind: BalanceKind) -> &'static str {
    match kind {
        BalanceKind::Suspects => "suspects",
        BalanceKind::SetAside => "set aside",
        BalanceKind::Code => "compiled code, its source text, shapes and feedback",
        BalanceKind::Runtime => "tables of roots, functions and variables",
        BalanceKind::OutsideHeap => "memory outside of the heap",
        BalanceKind::Small => "small suspects",
        BalanceKind::Rest => "the rest: single things and small growth",
    }
}
