//! How QGIS draws the layers of control maps: in the colours and hatches of the page.

use salient::publish::ink::{Theme, escape};
use salient_map::Status;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The parties of each conflict, in the order that gives them their colours.
pub type Parties = [Vec<String>];

/// A fill, as QGIS names it.
struct Fill {
    colour: &'static str,
    pattern: &'static str,
}

/// The fill of a status and holder; ground that was given back is not drawn, as on the page.
fn fill(status: Status, holder: &str, parties: &Parties) -> Option<Fill> {
    let theme = Theme::LIGHT;
    let number = parties.iter().find_map(|order| order.iter().position(|code| code == holder));
    let colour = theme.party(number);
    match status {
        Status::Held | Status::HeldBefore => Some(Fill { colour, pattern: "solid" }),
        Status::Advance | Status::Claimed => Some(Fill { colour, pattern: "b_diagonal" }),
        Status::Unknown | Status::Contested => Some(Fill { colour: theme.unknown, pattern: "f_diagonal" }),
        Status::Returned => None,
    }
}

/// The style of a layer with the columns `status` and `holder`, as QGIS reads it (QML): a category for each of both.
///
/// ```
/// let order = [vec!["A".to_owned(), "B".to_owned()]];
/// let style = salient_ledger::qml([("held", Some("A")), ("unknown", None)], &order);
/// assert!(style.contains("value=\"held A\"") && style.contains("value=\"unknown \""));
/// ```
pub fn qml<'a>(kinds: impl IntoIterator<Item = (&'a str, Option<&'a str>)>, parties: &Parties) -> String {
    let kinds: BTreeSet<(&str, &str)> = kinds.into_iter().map(|(s, h)| (s, h.unwrap_or_default())).collect();
    let (mut categories, mut symbols) = (String::new(), String::new());
    for (number, (status, holder)) in kinds.into_iter().enumerate() {
        let known = Status::ALL.into_iter().find(|s| s.name() == status);
        let Some(fill) = known.and_then(|s| fill(s, holder, parties)) else { continue };
        let (value, label) = (escape(&format!("{status} {holder}")), escape(format!("{holder} {status}").trim()));
        _ = writeln!(categories, r#"   <category render="true" symbol="{number}" value="{value}" label="{label}"/>"#);
        symbols += &symbol(number, &fill);
    }
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.22\" styleCategories=\"Symbology\">\n \
         <renderer-v2 type=\"categorizedSymbol\" attr=\"&quot;status&quot; || ' ' || coalesce(&quot;holder&quot;, '')\">\n  \
         <categories>\n{categories}  </categories>\n  <symbols>\n{symbols}  </symbols>\n </renderer-v2>\n</qgis>\n"
    )
}

fn symbol(number: usize, fill: &Fill) -> String {
    let (colour, line) = (rgba(fill.colour, 150), rgba(fill.colour, 255));
    let options = [
        ("color", colour.as_str()),
        ("style", fill.pattern),
        ("outline_color", line.as_str()),
        ("outline_style", "solid"),
        ("outline_width", "0.26"),
        ("outline_width_unit", "MM"),
    ];
    let options: String = options
        .iter()
        .map(|(name, value)| format!("      <Option type=\"QString\" name=\"{name}\" value=\"{value}\"/>\n"))
        .collect();
    format!(
        "   <symbol type=\"fill\" name=\"{number}\" alpha=\"1\">\n    <layer class=\"SimpleFill\" enabled=\"1\" pass=\"0\">\n     \
         <Option type=\"Map\">\n{options}     </Option>\n    </layer>\n   </symbol>\n"
    )
}

/// "94,60,153,150": a colour of the page, with its opacity from 0 to 255.
fn rgba(hex: &str, opacity: u8) -> String {
    let part = |at: usize| hex.get(at..at + 2).and_then(|x| u8::from_str_radix(x, 16).ok()).unwrap_or(0);
    format!("{},{},{},{opacity}", part(1), part(3), part(5))
}

#[cfg(test)]
mod tests {
    use super::qml;
    use salient::publish::ink::Theme;

    #[test]
    fn parties_have_the_colours_of_the_page_and_ground_given_back_is_not_drawn() {
        let parties = [vec!["UA".to_owned(), "RU".to_owned()]];
        let style = qml(
            [("held", Some("RU")), ("held", Some("UA")), ("returned", Some("RU")), ("held", Some("X<Y"))],
            &parties,
        );
        let rgb = |hex: &str| super::rgba(hex, 150);
        assert_eq!(style.matches("<category").count(), 3, "{style}");
        for (value, colour) in [("held UA", Theme::LIGHT.parties[0]), ("held RU", Theme::LIGHT.parties[1])] {
            let symbol = style.split(&format!("value=\"{value}\"")).next().and_then(|s| s.rsplit("symbol=\"").next());
            let number = symbol.and_then(|s| s.split('"').next()).expect("a number");
            let drawn = style.split(&format!("name=\"{number}\"")).nth(1).expect("a symbol");
            assert!(drawn.find(&rgb(colour)).is_some_and(|at| at < 300), "{value}: {drawn}");
        }
        assert!(style.contains("held X&lt;Y") && !style.contains("returned"));
    }
}
