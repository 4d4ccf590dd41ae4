//! The PostGIS ledger, on a server of the test's own: started when PostgreSQL is installed, skipped aloud otherwise.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]
#![allow(clippy::print_stdout, reason = "what is skipped is said aloud")]

use salient::record::{Batch, Kind, Ledger, body, conform, verify};
use salient_ledger::PostGis;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A server that ends with the test.
struct Server {
    folder: tempfile::TempDir,
    programs: PathBuf,
    user: Option<&'static str>,
}

impl Server {
    /// `None` where PostgreSQL or PostGIS is not installed.
    fn start() -> Option<Self> {
        let mut versions: Vec<PathBuf> =
            std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|e| e.path()).collect();
        versions.sort();
        let programs = versions.pop()?.join("bin");
        let version = programs.parent()?.file_name()?.to_owned();
        if !Path::new("/usr/share/postgresql").join(version).join("extension/postgis.control").exists() {
            return None;
        }
        // The server refuses to run as root.
        let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.starts_with(b"0\n"));
        let user = root.then_some("postgres");
        let folder = tempfile::Builder::new().prefix("pg").tempdir_in("/tmp").expect("a folder");
        if root {
            Command::new("chown").arg("postgres").arg(folder.path()).status().expect("chown");
        }
        let server = Self { folder, programs, user };
        let data = server.path("data");
        server.must(
            "initdb",
            &["-D", &data, "-U", "salient", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        );
        let options = format!(
            "-c fsync=off -c unix_socket_directories='{}' -c listen_addresses='' -c max_connections=20",
            server.folder.path().display()
        );
        server
            .must("pg_ctl", &["-D", &data, "-w", "-t", "60", "-s", "-l", &server.path("log"), "-o", &options, "start"]);
        Some(server)
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        let program = self.programs.join(program);
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command.args(args).current_dir("/").output().expect("it runs")
    }

    fn must(&self, program: &str, args: &[&str]) {
        let out = self.run(program, args);
        assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn database(&self, name: &str) -> String {
        let socket = self.folder.path().display().to_string();
        self.must("createdb", &["-h", &socket, "-U", "salient", name]);
        format!("postgresql:///{name}?host={socket}&user=salient")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.path("data");
        let _ = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-s", "stop"]);
    }
}

#[test]
fn it_conforms_and_takes_many_writers() {
    let Some(server) = Server::start() else {
        return println!("skipped: PostgreSQL with PostGIS is not installed (`make setup` installs it on Debian)");
    };
    let url = server.database("conform");
    conform::suite(&mut PostGis::open(&url).expect("it opens")).expect("it conforms");
    let again = PostGis::open(&url).expect("it opens again");
    assert_eq!(again.head().expect("a head").0, 44);
    writers(&server.database("many"));
    shown(&server.database("shown"));
    let error = PostGis::open("postgres://nobody@127.0.0.1:1/none").err().expect("nobody listens").to_string();
    assert!(error.contains("refused"), "{error}");
}

/// Tables tell the record as it stands, in types of the server's own.
fn shown(url: &str) {
    let mut ledger = PostGis::open(url).expect("it opens");
    conform::suite(&mut ledger).expect("it conforms");
    assert!(ledger.show(&[]).expect("it shows") && !ledger.show(&[]).expect("it shows"));
    let config: postgres::Config = url.parse().expect("an address");
    let mut client = config.connect(postgres::NoTls).expect("it opens");
    let sql = "SELECT pg_typeof(published)::text, pg_typeof(recorded)::text, published::text FROM articles LIMIT 1";
    let row = client.query_one(sql, &[]).expect("a row");
    let told: Vec<String> = (0..3).map(|at| row.get(at)).collect();
    assert_eq!(told, ["date", "timestamp with time zone", "2025-01-17"]);
    let count = |client: &mut postgres::Client, sql: &str| -> i64 { client.query_one(sql, &[]).expect("a row").get(0) };
    assert_eq!(count(&mut client, "SELECT count(*) FROM articles"), 22);
    assert!(count(&mut client, "SELECT count(*) FROM codebook WHERE table_name = 'claims'") > 30);
    let id: String = client.query_one("SELECT id FROM articles ORDER BY id LIMIT 1", &[]).expect("a row").get(0);
    let mut batch = Batch::at("2025-01-19T10:00:00Z");
    let (corrects, reason) = (salient::record::Id(id), "a hoax".to_owned());
    batch.add(
        Kind::Correction,
        &body::Correction { corrects, set: std::collections::BTreeMap::new(), reason, after: None },
    );
    ledger.append(&batch).expect("it is added");
    ledger.show(&[]).expect("it shows");
    assert_eq!(count(&mut client, "SELECT count(*) FROM articles"), 21);
    let about = "SELECT col_description('claims'::regclass, 2)";
    let about: String = client.query_one(about, &[]).expect("a row").get(0);
    assert!(about.starts_with("The claim: a hash"), "{about}");
}

fn writers(url: &str) {
    let write = |first: u32| {
        let url = url.to_owned();
        std::thread::spawn(move || {
            let mut ledger = PostGis::open(&url).expect("it opens");
            for number in first..first + 40 {
                let mut batch = Batch::at("2025-01-17T10:00:00Z");
                let names = [format!("A{number}"), "B".to_owned()];
                batch.add(
                    Kind::Merge,
                    &body::Merge { what: "place".into(), names, same: true, reason: String::new(), after: None },
                );
                ledger.append(&batch).expect("it is added");
            }
        })
    };
    let threads = [write(0), write(20), write(40)];
    threads.into_iter().for_each(|t| t.join().expect("no panic"));
    let proof = verify(&PostGis::open(url).expect("it opens")).expect("it reads");
    assert_eq!((proof.last, proof.problems), (80, vec![]));
}
