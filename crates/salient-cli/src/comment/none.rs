//! In a build without the feature `documents`: no comments are written.

use crate::args::CheckArgs;
use crate::input::Loaded;
use anyhow::{Result, bail};
use salient::check::Report;
use std::path::Path;

const WHY: &str = "this build writes no Word comments: build with the feature `documents`";

/// Whether comments can be written: not here.
pub(crate) fn possible(args: &CheckArgs) -> Result<()> {
    match args.comment {
        Some(_) => bail!(WHY),
        None => Ok(()),
    }
}

/// Never asked for: [`possible`] has refused.
pub(crate) fn write(_loaded: &Loaded, _report: &Report, _out: &Path) -> Result<()> {
    bail!(WHY)
}
