//! Connections: accepted as long as there is room, slow ones cut off, and all of them seen through when the server stops.

use crate::app::App;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// A client must send a request's head within that time.
const HEAD: Duration = Duration::from_secs(10);
/// A client must take, or send, at least a byte within that time.
const STALL: Duration = Duration::from_secs(30);
/// Requests under way have that long to end when the server stops.
const GRACE: Duration = Duration::from_secs(10);

/// Answers until `stop` is ready, then lets what is under way end.
///
/// # Errors
/// The listener fails for good.
pub async fn serve(app: Arc<App>, listener: TcpListener, stop: impl Future<Output = ()>) -> io::Result<()> {
    let router = crate::router(Arc::clone(&app));
    let (room, graceful) = (Arc::new(Semaphore::new(app.config.connections)), GracefulShutdown::new());
    tokio::pin!(stop);
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if passing(&error) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
            Err(error) => return Err(error),
        };
        let connection = graceful.watch(connection(stream, peer, router.clone()));
        app.metrics.open.inc();
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            // A client that goes away, or stalls, is no news.
            let _ = connection.await;
            app.metrics.open.dec();
            drop(permit);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!("some requests did not end in time"),
    }
    Ok(())
}

/// Errors of one connection, or of a moment.
fn passing(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted, WouldBlock};
    let of_connection =
        matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted | WouldBlock);
    // Too many open files: some will be closed.
    of_connection || matches!(error.raw_os_error(), Some(23 | 24))
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl GracefulConnection<Error = hyper::Error> + Send {
    let _ = stream.set_nodelay(true);
    let mut timed = TimeoutStream::new(stream);
    timed.set_read_timeout(Some(STALL));
    timed.set_write_timeout(Some(STALL));
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(64 << 10)
        .serve_connection(TokioIo::new(Box::pin(timed)), service)
}
