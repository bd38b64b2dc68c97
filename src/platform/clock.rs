//! The time of day, and patience. Everything else is told the time, and so can be tested.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Now, in milliseconds since the Unix epoch, as the reader's machine has it.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// Waits for work, but no longer than so many milliseconds: the browser's own queues can hang, and the
/// reader's words are not to hang with them.
pub async fn within<T>(millis: i32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut patience) = (pin!(work), pin!(sleep(millis)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => patience.as_mut().poll(context).map(|()| None),
    })
    .await
}

async fn sleep(millis: i32) {
    let woken = Promise::new(&mut |wake, _| {
        let set =
            web_sys::window().map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&wake, millis));
        if !matches!(set, Some(Ok(_))) {
            // No timers: better no patience than no end.
            let _ = wake.call0(&wake);
        }
    });
    let _ = JsFuture::from(woken).await;
}
