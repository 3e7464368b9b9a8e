//! What is read of the header's JSON: members, and the names of a record's fields.

use serde_json::Value;

/// The most numbers that a record may have. V8's nodes have seven; a batch of the reader holds many records of this size.
pub const MOST_FIELDS: usize = 64;

pub fn field<'a>(object: &'a Value, name: &str) -> Result<&'a Value, String> {
    object.get(name).ok_or_else(|| format!("no `{name}`"))
}

/// A list of texts; an error says that it was found in `what`.
pub fn texts(list: &Value, what: &str) -> Result<Vec<String>, String> {
    let texts = list.as_array().and_then(|list| {
        let texts = list.iter().map(|text| text.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<String>>>()
    });
    texts.ok_or_else(|| format!("no list of names in {what}"))
}

/// The names of a record's fields.
pub fn fields(list: &Value, what: &str) -> Result<Vec<String>, String> {
    let fields = texts(list, what)?;
    let count = fields.len();
    if count <= MOST_FIELDS { Ok(fields) } else { Err(format!("{count} {what}, more than {MOST_FIELDS}")) }
}

pub fn offset(fields: &[String], name: &str) -> Result<usize, String> {
    fields.iter().position(|field| field == name).ok_or_else(|| format!("no field `{name}` among {fields:?}"))
}
