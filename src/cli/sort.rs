//! `--sort COLUMN[:asc|:desc]`: columns have the names of the JSON's fields.

use leakscope::query::{Sort, SortColumn};

type Columns = [(&'static str, SortColumn)];

const OF_CLASSES: &Columns = &[
    ("name", SortColumn::Object),
    ("count", SortColumn::Count),
    ("distance", SortColumn::Distance),
    ("shallowSize", SortColumn::ShallowSize),
    ("retainedSize", SortColumn::RetainedSize),
];

const OF_DIFFERENCES: &Columns = &[
    ("name", SortColumn::Object),
    ("newCount", SortColumn::NewCount),
    ("deletedCount", SortColumn::DeletedCount),
    ("countDelta", SortColumn::CountDelta),
    ("allocSize", SortColumn::AllocSize),
    ("freedSize", SortColumn::FreedSize),
    ("sizeDelta", SortColumn::SizeDelta),
];

const OF_TIMELINE: &Columns = &[
    ("growth", SortColumn::Growth),
    ("name", SortColumn::Object),
    ("countDelta", SortColumn::CountDelta),
    ("sizeDelta", SortColumn::SizeDelta),
];

const OF_RETAINERS: &Columns = &[
    ("edgeName", SortColumn::Object),
    ("distance", SortColumn::Distance),
    ("shallowSize", SortColumn::ShallowSize),
    ("retainedSize", SortColumn::RetainedSize),
];

/// An order of Summary.
pub fn of_classes(text: &str) -> Result<Sort, String> {
    parse(text, OF_CLASSES)
}

/// An order of Comparison.
pub fn of_differences(text: &str) -> Result<Sort, String> {
    parse(text, OF_DIFFERENCES)
}

/// An order of Timeline.
pub fn of_timeline(text: &str) -> Result<Sort, String> {
    parse(text, OF_TIMELINE)
}

/// An order of Retainers.
pub fn of_retainers(text: &str) -> Result<Sort, String> {
    parse(text, OF_RETAINERS)
}

/// Without a direction, names go up from A, distances from the nearest, and counts and sizes down from the largest.
fn parse(text: &str, columns: &Columns) -> Result<Sort, String> {
    let (name, direction) = text.split_once(':').map_or((text, None), |(name, direction)| (name, Some(direction)));
    let Some(&(_, column)) = columns.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = columns.iter().map(|&(known, _)| known).collect();
        return Err(format!("the columns are {}", names.join(", ")));
    };
    let ascending = match direction {
        None => matches!(column, SortColumn::Object | SortColumn::Distance),
        Some("asc") => true,
        Some("desc") => false,
        Some(_) => return Err("the directions are :asc and :desc".to_owned()),
    };
    Ok(Sort { column, ascending })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_its_usual_direction() {
        let usual = |text| of_classes(text).map(|sort| (sort.column, sort.ascending));
        assert_eq!(usual("name"), Ok((SortColumn::Object, true)));
        assert_eq!(usual("distance"), Ok((SortColumn::Distance, true)));
        assert_eq!(usual("count"), Ok((SortColumn::Count, false)));
        assert_eq!(of_differences("sizeDelta"), Ok(Sort { column: SortColumn::SizeDelta, ascending: false }));
        assert_eq!(of_retainers("edgeName"), Ok(Sort { column: SortColumn::Object, ascending: true }));
    }

    #[test]
    fn a_direction_can_be_asked_for() {
        assert_eq!(of_classes("count:asc"), Ok(Sort { column: SortColumn::Count, ascending: true }));
        assert_eq!(of_classes("name:desc"), Ok(Sort { column: SortColumn::Object, ascending: false }));
    }

    #[test]
    fn what_there_is_is_listed() {
        let columns = "the columns are edgeName, distance, shallowSize, retainedSize";
        for wrong in ["", "count", "Distance", " distance", ":asc"] {
            assert_eq!(of_retainers(wrong), Err(columns.to_owned()), "{wrong}");
        }
        for wrong in ["distance:", "distance:up", "distance:asc:desc"] {
            assert_eq!(of_retainers(wrong), Err("the directions are :asc and :desc".to_owned()), "{wrong}");
        }
    }
}
