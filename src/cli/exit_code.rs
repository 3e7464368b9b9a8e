//! The exit codes, for scripts: the one list of them, which `--help` prints.

/// All is well.
pub const SUCCESS: u8 = 0;
/// A file or the output failed.
pub const FAILURE: u8 = 1;
/// What was typed makes no sense.
pub const WRONG_USE: u8 = 2;
/// More grew than is allowed, or what was to be repaired still does.
pub const GROWTH: u8 = 3;
/// What was asked cannot be told from these snapshots.
pub const NOT_JUDGED: u8 = 4;

/// Every code with its meaning.
pub const ALL: [(u8, &str); 5] = [
    (SUCCESS, "done"),
    (FAILURE, "a file cannot be read, or the output cannot be written"),
    (WRONG_USE, "wrong use"),
    (
        GROWTH,
        "suspects --fail-on-growth: they grew by that much or more; verify: the leak is still there, or only smaller",
    ),
    (
        NOT_JUDGED,
        "suspects --fail-on-growth and verify: these snapshots do not tell, for a reason that is printed, such as a pair in \
         which nothing can have grown",
    ),
];

/// The codes as a part of the help.
pub fn help() -> String {
    let lines = ALL.map(|(code, meaning)| format!("\n  {code}  {meaning}"));
    format!("Exit codes:{}", lines.concat())
}
