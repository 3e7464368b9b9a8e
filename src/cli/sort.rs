//! `--sort COLUMN[:asc|:desc]`: columns have the names of the JSON's fields.

use leakscope::Sort;
use leakscope::columns::List;

/// What the option says of itself.
pub fn help(list: List) -> String {
    format!(
        "Order of the rows: {}; with :asc or :desc if the direction should be another than the column's usual one",
        names(list).join(", ")
    )
}

/// An order of a list. Without a direction, names go up from A, distances from the nearest, and counts and sizes down
/// from the largest.
pub fn of(list: List) -> impl Fn(&str) -> Result<Sort, String> + Clone + Send + Sync + 'static {
    move |text| parse(text, list)
}

/// The order that such a text means.
pub fn parse(text: &str, list: List) -> Result<Sort, String> {
    let (name, direction) = text.split_once(':').map_or((text, None), |(name, direction)| (name, Some(direction)));
    let Some(column) = list.column(name) else {
        return Err(format!("the columns are {}", names(list).join(", ")));
    };
    let ascending = match direction {
        None => column.ascending,
        Some("asc") => true,
        Some("desc") => false,
        Some(_) => return Err("the directions are :asc and :desc".to_owned()),
    };
    Ok(Sort { column: column.sort, ascending })
}

fn names(list: List) -> Vec<&'static str> {
    list.columns.iter().map(|column| column.field).collect()
}

#[cfg(test)]
mod tests {
    use leakscope::SortColumn;
    use leakscope::columns::{COMPARISON, RETAINERS, SUMMARY};

    use super::*;

    #[test]
    fn a_column_has_its_usual_direction() {
        let usual = |text| parse(text, SUMMARY).map(|sort| (sort.column, sort.ascending));
        assert_eq!(usual("name"), Ok((SortColumn::Object, true)));
        assert_eq!(usual("distance"), Ok((SortColumn::Distance, true)));
        assert_eq!(usual("count"), Ok((SortColumn::Count, false)));
        assert_eq!(parse("sizeDelta", COMPARISON), Ok(Sort { column: SortColumn::SizeDelta, ascending: false }));
        assert_eq!(parse("edgeName", RETAINERS), Ok(Sort { column: SortColumn::Object, ascending: true }));
    }

    #[test]
    fn a_direction_can_be_asked_for() {
        assert_eq!(parse("count:asc", SUMMARY), Ok(Sort { column: SortColumn::Count, ascending: true }));
        assert_eq!(parse("name:desc", SUMMARY), Ok(Sort { column: SortColumn::Object, ascending: false }));
    }

    #[test]
    fn what_there_is_is_listed() {
        let columns = "the columns are edgeName, distance, shallowSize, retainedSize";
        for wrong in ["", "count", "Distance", " distance", ":asc"] {
            assert_eq!(parse(wrong, RETAINERS), Err(columns.to_owned()), "{wrong}");
        }
        for wrong in ["distance:", "distance:up", "distance:asc:desc"] {
            assert_eq!(parse(wrong, RETAINERS), Err("the directions are :asc and :desc".to_owned()), "{wrong}");
        }
    }
}
