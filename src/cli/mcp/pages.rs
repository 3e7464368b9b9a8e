//! Answers in pages: an agent reads all of what it gets, and pays for it, so no answer is longer than [`MOST_BYTES`].

use crate::cli::failure::Failure;

/// The longest answer, in bytes of UTF-8.
pub const MOST_BYTES: usize = 5_000;

/// What is left of it for the text when the line about the rest stands below.
const MOST_TEXT: usize = MOST_BYTES - 200;

/// Rows that are drawn at first; fewer, if they do not fit.
const MOST_ROWS: usize = 50;

/// A page of a list of `total` rows: `draw` draws so many of them, the first one being the row `from`.
pub fn of_rows(
    from: usize,
    total: usize,
    mut draw: impl FnMut(usize) -> Result<String, Failure>,
) -> Result<String, Failure> {
    check(from, total, "row")?;
    let mut count = MOST_ROWS.min(total - from);
    loop {
        let text = draw(count)?;
        if text.len() <= MOST_TEXT || count <= 1 {
            return Ok(cut(&text).to_owned() + &rest(from, count, total, "row"));
        }
        count = (count * MOST_TEXT / text.len()).clamp(1, count - 1);
    }
}

/// A page of a text, beginning with the line `from`.
pub fn of_lines(from: usize, text: &str) -> Result<String, Failure> {
    let total = text.lines().count();
    check(from, total, "line")?;
    let (mut page, mut count) = (String::new(), 0);
    for line in text.lines().skip(from) {
        let line = cut(line);
        if page.len() + line.len() >= MOST_TEXT {
            break;
        }
        page.push_str(line);
        page.push('\n');
        count += 1;
    }
    Ok(page + &rest(from, count, total, "line"))
}

fn check(from: usize, total: usize, unit: &str) -> Result<(), Failure> {
    if from < total || from == 0 {
        return Ok(());
    }
    Err(Failure::WrongUse(format!("there is no {unit} {from}: there are {total}, counted from 0")))
}

/// The part of a text that fits.
pub fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_TEXT - 1)).unwrap_or(text)
}

/// What is said of that of which the page is a part.
fn rest(from: usize, count: usize, total: usize, unit: &str) -> String {
    let next = from + count;
    let lead = match total {
        0 => return format!("\nNo {unit}s.\n"),
        _ if count == total => return String::new(),
        _ => format!("\n{unit}s {} to {next} of {total}", from + 1),
    };
    if next < total { format!("{lead}; the next ones: \"from\": {next}\n") } else { format!("{lead}: the end\n") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_rows_are_the_whole_and_fit() {
        for width in [1, 80, 3_000, 20_000] {
            let (mut from, mut seen) = (0, String::new());
            while from < 120 {
                let mut last = 0;
                let page = of_rows(from, 120, |count| {
                    last = count;
                    Ok((from..from + count).map(|row| format!("{row:<width$}\n")).collect())
                });
                let page = page.unwrap();
                assert!(page.len() <= MOST_BYTES, "{width}: {}", page.len());
                from += last;
                assert!(from == 120 || page.contains(&format!("\"from\": {from}")), "{page}");
                seen.push_str(&page);
            }
            assert!((0..120).all(|row| seen.contains(&format!("{row}"))), "{width}");
        }
    }

    #[test]
    fn pages_of_lines_are_the_whole_and_fit() {
        let text: String = (0..400).map(|line| format!("{line} {}\n", "ä".repeat(line % 90))).collect();
        let (mut from, mut seen) = (0, String::new());
        while from < 400 {
            let page = of_lines(from, &text).unwrap();
            assert!(page.len() <= MOST_BYTES);
            let (lines, _) = page.split_once("\n\n").unwrap_or((&page, ""));
            from += lines.lines().count();
            seen = seen + lines + "\n";
        }
        assert_eq!(seen, text);
        assert!(of_lines(0, &"ä".repeat(9_999)).unwrap().len() <= MOST_BYTES);
    }

    #[test]
    fn what_is_not_there_is_said() {
        assert!(of_lines(1, "one\n").is_err());
        assert!(of_rows(7, 7, |_| Ok(String::new())).is_err());
        assert_eq!(of_rows(0, 0, |_| Ok(String::new())).unwrap(), "\nNo rows.\n");
        assert_eq!(of_lines(0, "one\n").unwrap(), "one\n");
    }
}
