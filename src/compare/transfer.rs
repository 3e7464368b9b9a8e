//! What a comparison transfers between workers: the base's classes, the nodes of rows, interfaces.

use super::{BaseClasses, NodeSets};
use crate::classes::{Interface, Interfaces};
use crate::index::NodeOrdinal;
use crate::snapshot::Sizes;
use crate::transfer::{Transfer, Unpack};

impl From<BaseClasses> for Transfer {
    fn from(classes: BaseClasses) -> Self {
        let mut transfer = Self::default();
        transfer.push_texts(classes.keys.iter());
        transfer.push_texts(classes.names.iter());
        let ordinals = classes.ordinals.into_iter().map(|node| node.0).collect();
        transfer.numbers.extend([classes.starts, classes.ids, ordinals]);
        transfer.numbers.extend(classes.sizes.into_columns());
        transfer
    }
}

impl From<Transfer> for BaseClasses {
    fn from(transfer: Transfer) -> Self {
        let mut unpack = Unpack::new(transfer);
        Self {
            keys: unpack.texts(),
            names: unpack.texts(),
            starts: unpack.numbers(),
            ids: unpack.numbers(),
            ordinals: unpack.numbers().into_iter().map(NodeOrdinal).collect(),
            sizes: Sizes::from_columns(std::array::from_fn(|_| unpack.numbers())),
        }
    }
}

impl From<NodeSets> for Transfer {
    fn from(sets: NodeSets) -> Self {
        let nodes = sets.nodes.into_iter().map(|node| node.0).collect();
        Self { numbers: vec![sets.starts, nodes], bytes: Vec::new() }
    }
}

impl From<Transfer> for NodeSets {
    fn from(transfer: Transfer) -> Self {
        let mut unpack = Unpack::new(transfer);
        Self { starts: unpack.numbers(), nodes: unpack.numbers().into_iter().map(NodeOrdinal).collect() }
    }
}

impl From<&Interfaces> for Transfer {
    fn from(interfaces: &Interfaces) -> Self {
        let mut transfer = Self::default();
        transfer.push_texts(interfaces.iter().map(|interface| &interface.name));
        transfer.numbers.push(interfaces.iter().map(|interface| interface.properties.len() as u32).collect());
        transfer.push_texts(interfaces.iter().flat_map(|interface| &interface.properties));
        transfer
    }
}

impl From<Transfer> for Interfaces {
    fn from(transfer: Transfer) -> Self {
        let mut unpack = Unpack::new(transfer);
        let names = unpack.texts();
        let counts = unpack.numbers();
        let mut properties = unpack.texts().into_iter();
        let with_counts = names.into_iter().zip(counts);
        with_counts
            .map(|(name, count)| Interface { name, properties: properties.by_ref().take(count as usize).collect() })
            .collect()
    }
}
