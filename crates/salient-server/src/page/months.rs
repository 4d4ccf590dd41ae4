//! The table of months beside a chart: what maps show as gained, lost and held.

use maud::{Markup, html};
use salient::check::months::Month;

/// The months as a table; what is left out is where the command tells it.
pub(crate) fn table(months: &[Month], holder: &str) -> Markup {
    let km2 = |value: f64| format!("{value:.1}");
    html! {
        @if months.is_empty() { p { "Fewer than two maps of this ground are recorded." } } @else {
            div.wide tabindex="0" role="region" aria-label="Gains and losses by month" { table {
                thead { tr { th scope="col" { "month" } th.n scope="col" { "gained" } th.n scope="col" { "lost" } th.n scope="col" { "net" } th.n scope="col" { "held at its end" } th scope="col" { "maps" } } }
                tbody { @for m in months { tr {
                    td.n { (m.month) } td.n { (km2(m.gained)) } td.n { (km2(m.lost)) } td.n { (format!("{:+.1}", m.net())) } td.n { (km2(m.held)) }
                    td { (m.source) ", " (m.from) " to " (m.to) }
                } } }
            } }
            p { "km² that " (holder) " gained, lost and held, as maps show it; months without a new map are left out. The same by day, week, year and division: " code { "salient map change --by" } "." }
        }
    }
}
