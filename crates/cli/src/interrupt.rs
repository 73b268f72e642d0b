//! Ctrl-C, SIGTERM and SIGHUP: the scan is asked to stop and nothing half-done is left behind.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use crate::exit::Exit;
use crate::output;

static ASKED: AtomicBool = AtomicBool::new(false);
/// Whether something is at work that stops by itself and must not be ended before.
static HELD: AtomicBool = AtomicBool::new(false);

/// How long the scan may take to stop by itself. A read from a silent pipe never would.
const GRACE: Duration = Duration::from_secs(2);

/// Listens from now on. The first signal asks; a second one, or [`GRACE`] without an answer, ends the process after
/// taking away what was being written.
pub fn listen() {
    dumpscope_input::ignore_file_size_signal();
    let heard = ctrlc::set_handler(|| {
        if ASKED.swap(true, SeqCst) {
            end();
        }
        std::thread::spawn(|| {
            std::thread::sleep(GRACE);
            while HELD.load(SeqCst) {
                std::thread::sleep(GRACE / 100);
            }
            end();
        });
    });
    // Without a handler the system's default stands, which also ends the process; part files never look whole.
    drop(heard);
}

/// Whether somebody asked to stop.
pub fn asked() -> bool {
    ASKED.load(SeqCst)
}

/// Something that, when asked, takes its time to stop: until this is dropped only a second signal ends the process.
pub struct Hold(());

/// Begins to [`Hold`].
pub fn hold() -> Hold {
    HELD.store(true, SeqCst);
    Hold(())
}

impl Drop for Hold {
    fn drop(&mut self) {
        HELD.store(false, SeqCst);
    }
}

fn end() -> ! {
    output::remove_parts();
    std::process::exit(i32::from(Exit::Interrupted.status()));
}
