//! Scripts that are served as they were written, without the comments that are for who reads the source: they are a third of what a
//! browser fetches of them, and Trunk minifies what it builds alone.

/// The script without the lines that hold nothing but a comment, and without what its lines begin with. One with a text of several
/// lines stays as it is.
pub fn without_comments(script: &str) -> String {
    let lines = script.lines();
    if lines.clone().any(|line| !line.matches('`').count().is_multiple_of(2)) {
        return script.to_owned();
    }
    let mut left = String::with_capacity(script.len());
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).for_each(|line| {
        left.push_str(line);
        left.push('\n');
    });
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_comments_go_and_nothing_else() {
        let script =
            "// What for.\nconst a = 'x // y'; // why\n\n  if (a) {\n    // Then.\n    go(`http://${a}`);\n  }\n";
        assert_eq!(without_comments(script), "const a = 'x // y'; // why\nif (a) {\ngo(`http://${a}`);\n}\n");
        let several = "say(`\n// said\n`);\n";
        assert_eq!(without_comments(several), several);
    }
}
