//! The file of a project, `salient.toml`, and its baseline: what a desk has decided about its texts.
//!
//! [`Project::parse`] reads a file that it is handed; [`disk`] is the one module that opens files itself. What a project says
//! about rules is in [`Project::options`], what it says about findings is done by [`Project::sort`].
//!
//! ```
//! use salient_project::Project;
//! let text = "[rules]\nweekday-mismatch = \"off\"\n";
//! let project = Project::parse("/desk/salient.toml".as_ref(), text).expect("it is well formed");
//! assert_eq!(project.options().ignore, ["weekday-mismatch"]);
//!
//! let faults = Project::parse("/desk/salient.toml".as_ref(), "langauge = \"any\"\n").expect_err("mistyped");
//! assert_eq!(faults.to_string(), "/desk/salient.toml:1:1: no key is called `langauge`; did you mean `language`?");
//! ```

pub mod baseline;
pub mod disk;
pub mod fault;
pub mod ignore;
pub mod keys;
mod near;
mod place;
mod read;
pub mod schema;
pub mod settings;
pub mod sidecar;
mod sort;

pub use baseline::Baseline;
pub use fault::{Fault, Faults};
pub use ignore::Ignore;
pub use near::nearest;
pub use settings::{FailOn, Language, Level, Settings};
pub use sidecar::Sidecar;
pub use sort::{Project, set_aside, settle};

/// What the file is called.
pub const FILE: &str = "salient.toml";
