//! A server on a listener: GDAL reads its features, slow clients are let go, stopping lets answers end.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a test has a network, and says what it skips")]

mod common;

use common::{app, free};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

async fn start() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<std::io::Result<()>>) {
    let (app, _) = app(free());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let running = tokio::spawn(salient_server::serve(app, listener, async move { drop(stopped.await) }));
    (address, stop, running)
}

fn exchange(address: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
    stream.write_all(sent.as_bytes()).expect("it reads");
    let mut out = Vec::new();
    let _ = stream.read_to_end(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_the_features() {
    if Command::new("ogrinfo").arg("--version").output().is_err() {
        println!("skipped: ogrinfo is not there");
        return;
    }
    let (address, stop, running) = start().await;
    let told = tokio::task::spawn_blocking(move || {
        let given = ["-ro", "-al", "-so", &format!("OAPIF:http://{address}/ogc")].map(str::to_owned);
        Command::new("ogrinfo").args(given).env("no_proxy", "127.0.0.1").output().expect("ogrinfo")
    });
    let output = told.await.expect("no panic");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("Layer name: claims") && text.contains("Layer name: control"), "{text}");
    assert!(!text.contains("Warning") && !text.contains("ERROR"), "{text}");
    assert!(text.contains("Feature Count: 6"), "six pieces of ground may be passed on: {text}");
    let _ = stop.send(());
    running.await.expect("no panic").expect("it stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_says_nothing_is_let_go_and_holds_up_nobody() {
    let (address, stop, running) = start().await;
    let slow: Vec<_> = (0..10)
        .map(|_| tokio::task::spawn_blocking(move || exchange(address, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")))
        .collect();
    let quick = tokio::task::spawn_blocking(move || {
        exchange(address, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    });
    let text = quick.await.expect("no panic");
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    for one in slow {
        let text = one.await.expect("no panic");
        assert!(!text.starts_with("HTTP/1.1 200"), "{text}");
    }
    let _ = stop.send(());
    running.await.expect("no panic").expect("it stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_lets_what_is_under_way_end() {
    let (address, stop, running) = start().await;
    let text = tokio::task::spawn_blocking(move || {
        exchange(address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    })
    .await
    .expect("no panic");
    assert!(text.contains("</html>"));
    let _ = stop.send(());
    tokio::time::timeout(Duration::from_secs(15), running)
        .await
        .expect("it stops in time")
        .expect("no panic")
        .expect("it stops");
    assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
}
