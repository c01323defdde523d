//! The outside of every message between the page and its workers, read with little code: whose build sent it, which request
//! it belongs to, and what is inside by name.

use article::fields::{ALL, Fields, Unfit, Value, read};

use crate::protocol::{BUILD, Message, Unreadable};

/// What is inside: the name of the variant, and what that holds.
pub type Body = (String, Value);

/// Takes a message from JSON that was read, and refuses one of another build even where its shape is unknown.
pub fn open(value: Value) -> Result<Message<Body>, Unreadable> {
    let mut build = String::new();
    let message = read(value, |fields| {
        fields.one(ALL, |message| {
            build = message.text("build");
            let number = message.number("number");
            let body = match message.value("body") {
                Value::Text(name) => (name, Value::Nothing),
                Value::Fields(fields) => fields.into_iter().next().unwrap_or_default(),
                _ => Default::default(),
            };
            Message { build: build.clone(), number, body }
        })
    });
    match message {
        _ if !build.is_empty() && build != BUILD => Err(Unreadable::OtherBuild(build)),
        message => message.map_err(|unfit| Unreadable::Malformed(unfit.to_string())),
    }
}

/// Reads what is inside; `take` is given its name and what that holds, and says by a fault where it does not fit.
pub fn inside<T>((name, value): Body, take: impl FnOnce(&mut Fields, &str, Value) -> T) -> Result<T, Unfit> {
    read(Value::Fields(Vec::new()), |fields| fields.one(ALL, |body| take(body, &name, value)))
}

/// A whole message, its inside too.
pub(crate) fn message<T>(
    value: Value,
    take: impl FnOnce(&mut Fields, &str, Value) -> T,
) -> Result<Message<T>, Unreadable> {
    let Message { build, number, body } = open(value)?;
    let body = inside(body, take).map_err(|unfit| Unreadable::Malformed(unfit.to_string()))?;
    Ok(Message { build, number, body })
}
