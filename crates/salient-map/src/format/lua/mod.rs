//! Lua tables as data: no program is run. Values are strings, numbers, tables, names of variables, and strings put together by
//! `..`; anything else is [`Value::Other`].

mod parse;
mod token;

pub(crate) use parse::Value;

use parse::{DEEPEST, Parser};
use std::collections::HashMap;
use token::{Token, tokens};

/// A Lua text: its tables, and what its variables are.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// Every table at the top of a statement, in order.
    pub(crate) tables: Vec<Value>,
    variables: HashMap<String, Value>,
}

impl Script {
    /// Reads a text. What is no table and no assignment is passed over.
    ///
    /// # Errors
    /// Tables nested too deep.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut parser = Parser { tokens: tokens(text), at: 0 };
        let mut out = Self::default();
        let mut name: Vec<String> = Vec::new();
        while let Some(token) = parser.peek() {
            match token {
                Token::Mark('{') => out.tables.push(parser.table(0)?),
                Token::Mark('=') if !name.is_empty() => {
                    parser.at += 1;
                    let value = parser.expression(0)?;
                    let value = if parser.goes_on() { Value::Other } else { value };
                    out.assign(&std::mem::take(&mut name), value);
                    continue;
                }
                Token::Name(_) => {
                    name = parser.path();
                    continue;
                }
                _ => parser.at += 1,
            }
            name.clear();
        }
        Ok(out)
    }

    fn assign(&mut self, name: &[String], value: Value) {
        if let Value::Table(_) = value {
            self.tables.push(value.clone());
        }
        match name {
            [one] => _ = self.variables.insert(one.clone(), value),
            [table, field] => {
                let known = self.variables.entry(table.clone()).or_insert_with(|| Value::Table(HashMap::new()));
                if let Value::Table(fields) = known {
                    fields.insert(field.clone(), value);
                }
            }
            _ => {}
        }
    }

    /// The text of a value, variables resolved; `Err` where the file does not tell it.
    pub(crate) fn text(&self, value: &Value) -> Result<String, ()> {
        self.resolved(value, 0)
    }

    fn resolved(&self, value: &Value, depth: usize) -> Result<String, ()> {
        match value {
            _ if depth > DEEPEST => Err(()),
            Value::Text(text) => Ok(text.clone()),
            Value::Joined(parts) => parts.iter().map(|part| self.resolved(part, depth + 1)).collect(),
            Value::Path(path) => self.resolved(self.find(path).ok_or(())?, depth + 1),
            Value::Table(_) | Value::Other => Err(()),
        }
    }

    fn find(&self, path: &[String]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.variables.get(first)?, |value, field| match value {
            Value::Table(fields) => fields.get(field),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Script, Value};

    #[test]
    fn variables_and_their_fields_are_resolved() {
        let script = Script::read(
            r#"local red = "dot red.svg" -- a comment
            local icon = { rsf = "dot yellow.svg", ["army"] = red, odd = f(1, 2) }
            icon.late = "dot " .. "green" .. '.svg'
            return { marks = { { mark = icon.rsf }, { mark = icon["army"], n = -1.5 }, { mark = icon.late }, { mark = x.y } } }"#,
        )
        .expect("reads");
        let Value::Table(last) = script.tables.last().expect("a table") else { panic!("no table") };
        let Value::Table(marks) = &last["marks"] else { panic!("no marks") };
        let mark = |k: &str| match &marks[k] {
            Value::Table(fields) => script.text(&fields["mark"]),
            _ => Err(()),
        };
        assert_eq!(mark("1").as_deref(), Ok("dot yellow.svg"));
        assert_eq!(mark("2").as_deref(), Ok("dot red.svg"));
        assert_eq!(mark("3").as_deref(), Ok("dot green.svg"));
        assert_eq!(mark("4"), Err(()));
    }

    #[test]
    fn what_only_running_tells_is_other() {
        let script = Script::read("return { a = x and 'b' or { 'c' }, d = 'e' }").expect("reads");
        let Value::Table(fields) = &script.tables[0] else { panic!("no table") };
        assert_eq!((&fields["a"], &fields["d"]), (&Value::Other, &Value::Text("e".into())));
        assert!(Script::read(&"{".repeat(1000)).is_err());
    }
}
