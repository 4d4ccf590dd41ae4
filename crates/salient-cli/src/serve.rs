//! `salient serve`: the page and the API on a ledger.

use crate::case;
use crate::output::complain;
use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use salient::record::{Ledger, Memory};
use salient_server::{App, Config, Conflict};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tracing_subscriber::filter::LevelFilter;

#[derive(Args)]
#[command(after_help = "Examples:
  salient serve --ledger kursk.gpkg
  salient serve                              checks alone, for LanguageTool's clients: http://127.0.0.1:8080/v2
  salient serve --ledger kursk.gpkg --case kursk-2024 --case cases/mine --addr 127.0.0.1:9000
  salient serve --ledger kursk.gpkg --addr 0.0.0.0:8080 --public https://record.example.org --behind-proxy
  salient serve --ledger postgres://salient@db/kursk --permitted viina

The ledger is only read; what is recorded while the server runs is shown some seconds later.
Maps whose terms do not let them be passed on are drawn on a loopback address only, and never
passed on as data; --permitted SOURCE says that you have leave.")]
pub(crate) struct ServeArgs {
    /// The ledger: a file or a server, postgres://user@host/database; without one, texts are checked and no record is shown
    #[arg(long, value_name = "FILE|URL", env = "SALIENT_LEDGER")]
    ledger: Option<String>,
    /// The conflicts: built-in cases or folders of your own; all built-in ones without
    #[arg(long, value_name = "NAME|PATH")]
    case: Vec<String>,
    #[command(flatten)]
    listen: ListenArgs,
}

/// Where the server listens when nothing is told.
const ADDRESS: &str = "127.0.0.1:8080";

/// How to listen, for every command that does.
#[derive(Args, Clone)]
pub(crate) struct ListenArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = ADDRESS)]
    addr: String,
    /// The address under which the world knows the server, for links in feeds, embeds and citations
    #[arg(long, value_name = "URL")]
    public: Option<String>,
    /// Show and pass on geometry of this source, whatever its terms; `all` for all
    #[arg(long, value_name = "SOURCE")]
    permitted: Vec<String>,
    /// Do not show geometry of maps younger than so many hours
    #[arg(long, value_name = "HOURS", default_value_t = 72)]
    min_age: u32,
    /// Work a second for one client: a check is 1, a page that is not in memory 0.2; 0 for no limit
    #[arg(long, value_name = "N", default_value_t = 20.0)]
    rate: f64,
    /// The largest text that is checked, in kilobytes
    #[arg(long, value_name = "KB", default_value_t = 2048)]
    most: usize,
    /// Connections that may be open at once
    #[arg(long, value_name = "N", default_value_t = 1024)]
    connections: usize,
    /// Seconds between looks for new entries; 0 to look never
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    look: u64,
    /// Believe X-Forwarded-For: only where a proxy sets it
    #[arg(long)]
    behind_proxy: bool,
    /// What is logged to standard error
    #[arg(long, value_enum, default_value_t = Log::Work)]
    log: Log,
    /// Log lines as JSON
    #[arg(long)]
    log_json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Log {
    /// Nothing
    Off,
    /// Faults of the server
    Errors,
    /// Also checks, and requests that were refused
    Work,
    /// Every request
    All,
}

pub(crate) fn run(args: &ServeArgs) -> Result<ExitCode> {
    let names = if args.case.is_empty() { case::names() } else { args.case.clone() };
    let conflicts: Vec<Conflict> = names.iter().map(|name| conflict(name)).collect::<Result<_>>()?;
    let ledger = args.ledger.clone();
    let open = move || match &ledger {
        Some(ledger) => crate::record::read(ledger).map_err(|e| format!("{e:#}")),
        None => Ok(Box::new(Memory::default()) as Box<dyn Ledger + Send>),
    };
    listen(&args.listen, conflicts, Box::new(open), None)
}

/// A conflict by name or folder.
pub(crate) fn conflict(name: &str) -> Result<Conflict> {
    let case::Loaded { case, places } = case::load(name)?;
    Ok(Conflict { case, places })
}

/// Reads the ledger, says where the server is, and answers until it is told to stop.
pub(crate) fn listen(
    args: &ListenArgs,
    conflicts: Vec<Conflict>,
    open: Box<dyn Fn() -> Result<Box<dyn Ledger + Send>, String> + Send + Sync>,
    notice: Option<String>,
) -> Result<ExitCode> {
    logs(args);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the server cannot start")?;
    runtime.block_on(async {
        let listener = bind(&args.addr).await?;
        let address = listener.local_addr()?;
        let config = config(args, address, notice)?;
        let made = tokio::task::block_in_place(|| App::new(open, conflicts, config, jiff::Timestamp::now()));
        let app = made.map_err(|e| anyhow!(e))?;
        complain(&format!("http://{address}/  (Ctrl+C stops)"));
        watch(&app, args.look);
        salient_server::serve(app, listener, stopped()).await?;
        complain("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

async fn bind(addr: &str) -> Result<tokio::net::TcpListener> {
    let found = tokio::net::TcpListener::bind(addr).await;
    // Where nobody said which port, any will do.
    let found = match found {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && addr == ADDRESS => {
            complain(&format!("{ADDRESS} is taken"));
            tokio::net::TcpListener::bind("127.0.0.1:0").await
        }
        found => found,
    };
    found.with_context(|| {
        format!("{addr}: cannot listen there; tell another place with --addr HOST:PORT, port 0 for a free one")
    })
}

fn config(args: &ListenArgs, address: SocketAddr, notice: Option<String>) -> Result<Config> {
    let public = args.public.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    if let Some(odd) = public.as_deref().filter(|u| !u.starts_with("http://") && !u.starts_with("https://")) {
        bail!("--public {odd}: an address begins with http:// or https://");
    }
    if !args.rate.is_finite() || args.rate < 0.0 {
        bail!("--rate is a number from 0");
    }
    for name in &args.permitted {
        if name != "all" && salient_map::source::named(name).is_err() {
            complain(&format!("--permitted {name}: no built-in source has that name; that is well if a case names it"));
        }
    }
    Ok(Config {
        permitted: args.permitted.iter().cloned().collect(),
        private: address.ip().is_loopback() && args.public.is_none() && !args.behind_proxy,
        min_age: jiff::SignedDuration::from_hours(i64::from(args.min_age)),
        rate: args.rate,
        most: args.most.max(1) << 10,
        connections: args.connections.max(1),
        behind_proxy: args.behind_proxy,
        notice,
        public,
        ..Config::default()
    })
}

/// Looks for new entries now and then.
fn watch(app: &Arc<App>, seconds: u64) {
    if seconds == 0 {
        return;
    }
    let app = Arc::downgrade(app);
    tokio::spawn(async move {
        let mut every = tokio::time::interval(Duration::from_secs(seconds));
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        every.tick().await;
        loop {
            every.tick().await;
            let Some(app) = app.upgrade() else { return };
            let read = tokio::task::spawn_blocking(move || app.refresh(jiff::Timestamp::now())).await;
            match read {
                Ok(Ok(true)) => tracing::info!("the ledger has grown and was read again"),
                Ok(Ok(false)) => {}
                Ok(Err(error)) => {
                    tracing::warn!(%error, "the ledger could not be read again; the state before is shown");
                }
                Err(_) => tracing::error!("reading the ledger again failed"),
            }
        }
    });
}

/// Ctrl+C, or the signal by which services are stopped.
async fn stopped() {
    let asked = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut told) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            return drop(asked.await);
        };
        tokio::select! { _ = asked => {}, _ = told.recv() => {} }
    }
    #[cfg(not(unix))]
    drop(asked.await);
}

fn logs(args: &ListenArgs) {
    let level = match args.log {
        Log::Off => LevelFilter::OFF,
        Log::Errors => LevelFilter::WARN,
        Log::Work => LevelFilter::INFO,
        Log::All => LevelFilter::DEBUG,
    };
    let to = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_target(false);
    // A second server in one process logs where the first one does.
    let _ = if args.log_json { to.json().try_init() } else { to.with_ansi(false).try_init() };
}
