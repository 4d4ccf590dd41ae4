//! `--by day|week|month|year` and `--by region`.

use anyhow::{Result, bail};
use salient_map::series::Step;
use std::str::FromStr;

/// One word of `--by`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Time(Step),
    Region,
}

impl FromStr for By {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "region" {
            return Ok(Self::Region);
        }
        let step = text.parse().map(Self::Time);
        step.map_err(|_| format!("`{text}` is none of day, week, month, year and region"))
    }
}

/// The step in time and whether by region.
pub(crate) fn told(by: &[By]) -> Result<(Option<Step>, bool)> {
    let steps: Vec<Step> = by.iter().filter_map(|b| if let By::Time(step) = b { Some(*step) } else { None }).collect();
    match steps[..] {
        [] => Ok((None, by.contains(&By::Region))),
        [step] => Ok((Some(step), by.contains(&By::Region))),
        _ => bail!("--by takes one of day, week, month and year"),
    }
}
