//! Values as they are written in a Lua text.

use super::token::Token;
use std::collections::HashMap;

/// Tables and paths nested deeper are no data.
pub(super) const DEEPEST: usize = 64;

/// A value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A string or a number, as text.
    Text(String),
    /// Fields with a name; those without have their number, from 1.
    Table(HashMap<String, Value>),
    /// A variable, and a field of it, and so on.
    Path(Vec<String>),
    /// Values put together.
    Joined(Vec<Value>),
    /// Something that only running the program would tell.
    Other,
}

/// Walks along tokens.
pub(super) struct Parser {
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
}

impl Parser {
    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn is(&self, mark: char) -> bool {
        self.peek() == Some(&Token::Mark(mark))
    }

    /// A name with the fields that follow: `a`, `a.b`, `a["b"]`.
    pub(super) fn path(&mut self) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(Token::Name(name)) = self.peek() {
            out.push(name.clone());
            self.at += 1;
        }
        loop {
            let next = self.tokens.get(self.at..(self.at + 3).min(self.tokens.len())).unwrap_or_default();
            match next {
                [Token::Mark('.'), Token::Name(field), ..] => {
                    out.push(field.clone());
                    self.at += 2;
                }
                [Token::Mark('['), Token::Text(field), Token::Mark(']')] => {
                    out.push(field.clone());
                    self.at += 3;
                }
                _ => return out,
            }
        }
    }

    /// A value up to where it ends; what is more than a value makes it [`Value::Other`].
    pub(super) fn expression(&mut self, depth: usize) -> Result<Value, String> {
        let mut parts = vec![self.value(depth)?];
        while self.peek() == Some(&Token::Join) {
            self.at += 1;
            parts.push(self.value(depth)?);
        }
        Ok(if parts.len() > 1 { Value::Joined(parts) } else { parts.remove(0) })
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        Ok(match self.peek() {
            Some(Token::Mark('{')) => self.table(depth)?,
            Some(Token::Text(text)) => {
                let text = text.clone();
                self.at += 1;
                Value::Text(text)
            }
            Some(Token::Name(_)) => Value::Path(self.path()),
            _ => Value::Other,
        })
    }

    pub(super) fn table(&mut self, depth: usize) -> Result<Value, String> {
        if depth > DEEPEST {
            return Err(format!("tables nested deeper than {DEEPEST}"));
        }
        self.at += 1;
        let (mut fields, mut number) = (HashMap::new(), 1);
        while self.peek().is_some() && !self.is('}') {
            let key = self.key();
            let value = self.expression(depth + 1)?;
            let value = if self.ended() { value } else { self.skip(depth)? };
            let key = key.unwrap_or_else(|| {
                number += 1;
                (number - 1).to_string()
            });
            fields.insert(key, value);
            if self.is(',') || self.is(';') {
                self.at += 1;
            }
        }
        self.at += 1;
        Ok(Value::Table(fields))
    }

    fn key(&mut self) -> Option<String> {
        let next = self.tokens.get(self.at..(self.at + 4).min(self.tokens.len())).unwrap_or_default();
        let (key, length) = match next {
            [Token::Name(name), Token::Mark('='), ..] => (name.clone(), 2),
            [Token::Mark('['), Token::Text(name), Token::Mark(']'), Token::Mark('=')] => (name.clone(), 4),
            _ => return None,
        };
        self.at += length;
        Some(key)
    }

    /// Whether a statement's value is only the beginning of what is written.
    pub(super) fn goes_on(&self) -> bool {
        match self.peek() {
            Some(Token::Name(word)) => matches!(word.as_str(), "and" | "or"),
            Some(Token::Mark(mark)) => "([+-*/%:".contains(*mark),
            _ => false,
        }
    }

    fn ended(&self) -> bool {
        self.peek().is_none() || [',', ';', '}'].iter().any(|mark| self.is(*mark))
    }

    /// Passes over the rest of a field that only running the program would tell.
    fn skip(&mut self, depth: usize) -> Result<Value, String> {
        let mut open = 0usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark('{') => _ = self.table(depth + 1)?,
                Token::Mark('}' | ',' | ';') if open == 0 => break,
                Token::Mark('(') => (open, self.at) = (open + 1, self.at + 1),
                Token::Mark(')') => (open, self.at) = (open.saturating_sub(1), self.at + 1),
                _ => self.at += 1,
            }
        }
        Ok(Value::Other)
    }
}
