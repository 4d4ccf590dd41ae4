//! The export of Telegram Desktop, `result.json`: one channel, or all chats of an account, of which channels and public
//! groups are read. What people write to each other in private is nobody's claim, and is not recorded.

use super::received::Received;
use super::{Format, Meta};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
enum Export {
    Account { chats: Chats },
    Chat(Chat),
}

#[derive(Deserialize)]
struct Chats {
    list: Vec<Chat>,
}

#[derive(Deserialize)]
struct Chat {
    #[serde(default)]
    name: Option<String>,
    #[serde(rename = "type", default)]
    sort: String,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    id: i64,
    #[serde(rename = "type")]
    sort: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    text: Text,
    #[serde(default)]
    forwarded_from: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Parts(Vec<Part>),
    #[default]
    Nothing,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Plain(String),
    Marked { text: String },
}

/// Whether bytes look like such an export.
pub fn is_export(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4000)]);
    head.trim_start().starts_with('{') && head.contains("\"messages\"") && head.contains("\"type\"")
        || head.contains("\"chats\"") && head.contains("\"list\"")
}

/// The messages that hold text, in order.
///
/// # Errors
/// Says where the bytes are no such export.
pub fn messages(name: &str, bytes: &[u8]) -> Result<Vec<Received>, String> {
    let export =
        serde_json::from_slice(bytes).map_err(|e| format!("{name}: not an export of Telegram Desktop: {e}"))?;
    let chats = match export {
        Export::Account { chats } => chats.list,
        Export::Chat(chat) => vec![chat],
    };
    let public = chats.into_iter().filter(|c| c.sort.starts_with("public"));
    let found: Vec<Chat> = public.collect();
    if found.is_empty() {
        return Err(format!("{name}: no public channel or group in it; private messages are not recorded"));
    }
    Ok(found.into_iter().flat_map(texts).collect())
}

fn texts(chat: Chat) -> Vec<Received> {
    let channel = chat.name.unwrap_or_else(|| "a deleted account".to_owned());
    let told = chat.messages.into_iter().filter(|m| m.sort == "message");
    told.filter_map(|message| {
        let text = match message.text {
            Text::Plain(text) => text,
            Text::Parts(parts) => parts
                .into_iter()
                .map(|p| match p {
                    Part::Plain(text) | Part::Marked { text } => text,
                })
                .collect(),
            Text::Nothing => return None,
        };
        let meta = Meta {
            published: message.date.get(..10).map(str::to_owned),
            publisher: Some(channel.clone()),
            byline: message.forwarded_from.map(|from| format!("forwarded from {from}")),
            ..Meta::default()
        };
        let name = format!("{channel} {}", message.id);
        (!text.trim().is_empty()).then(|| Received {
            name,
            bytes: text.into_bytes(),
            meta,
            format: Some(Format::Text),
            charset: None,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_export, messages};

    #[test]
    fn channels_and_accounts() {
        let chat = r#"{"name":"A channel","type":"public_channel","id":1,"messages":[
            {"id":1,"type":"service","date":"2025-01-16T08:00:00","action":"create_channel"},
            {"id":2,"type":"message","date":"2025-01-17T08:00:00","text":["Forces took ",{"type":"bold","text":"Tadef"},"."]},
            {"id":3,"type":"message","date":"2025-01-17T09:00:00","text":""}]}"#;
        let private = r#"{"name":"B","type":"personal_chat","id":2,"messages":[
            {"id":1,"type":"message","date":"2025-01-17T08:00:00","text":"Lunch?"}]}"#;
        let account = format!(r#"{{"about":"x","chats":{{"about":"y","list":[{chat},{private}]}}}}"#);
        for export in [chat, &account] {
            assert!(is_export(export.as_bytes()));
            let found = messages("result.json", export.as_bytes()).expect("an export");
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].article().text, "Forces took Tadef.");
            assert_eq!(found[0].meta.published.as_deref(), Some("2025-01-17"));
        }
        assert!(messages("x", b"[]").is_err());
    }
}
