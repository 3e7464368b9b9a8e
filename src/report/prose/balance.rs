//! Whose growth it all is, in words.

use super::Sentence;
use super::suspects::{single, whole};
use crate::leaks::findings::{Balance, BalanceKind, BalancePart};

/// By how much the heap grew in all, and what of it is large and does not repeat.
pub fn balance(balance: &Balance) -> Sentence {
    let sentence = Sentence::of("In all, ").then(whole(balance.growth)).text(".");
    balance.singles.iter().fold(sentence, |sentence, one| sentence.text(" ").then(single(one)))
}

/// What a part of the growth is, with what most of it is.
pub fn part(part: &BalancePart) -> Sentence {
    let names = Sentence::joined(part.names.iter().map(|name| Sentence::default().name(name)), ", ");
    let lead = if part.kind == BalanceKind::Rest { ", most of it in " } else { ": " };
    let kind = Sentence::of(kind(part.kind));
    if names.is_empty() { kind } else { kind.text(lead).then(names) }
}

/// What a part of the growth is.
pub fn kind(kind: BalanceKind) -> &'static str {
    match kind {
        BalanceKind::Suspects => "suspects",
        BalanceKind::SetAside => "set aside",
        BalanceKind::Code => "compiled code, shapes and feedback",
        BalanceKind::Runtime => "tables of roots, functions and variables",
        BalanceKind::OutsideHeap => "memory outside of the heap",
        BalanceKind::Small => "small suspects",
        BalanceKind::Rest => "the rest: single things and small growth",
    }
}
