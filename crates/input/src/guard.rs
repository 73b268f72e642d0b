//! Keeps the process alive when a mapped file is cut short: reading a page that the file no longer has raises SIGBUS,
//! and the handler here puts a page of zeros in its place and marks the mapping, as systemd's journal reader and
//! Wayland's shared-memory pools do. A fault anywhere else is handed to whoever handled SIGBUS before.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Mappings watched at one time; beyond it files are read by position.
const SLOTS: usize = 64;

const FREE: usize = 0;
const CLAIMED: usize = 1;
const LIVE: usize = 2;

struct Slot {
    state: AtomicUsize,
    start: AtomicUsize,
    end: AtomicUsize,
    faulted: AtomicBool,
}

static TABLE: [Slot; SLOTS] = [const {
    Slot {
        state: AtomicUsize::new(FREE),
        start: AtomicUsize::new(0),
        end: AtomicUsize::new(0),
        faulted: AtomicBool::new(false),
    }
}; SLOTS];

/// Written by [`install`] before the handler is in place, read only by the handler.
static PAGE: AtomicUsize = AtomicUsize::new(0);

/// What handled SIGBUS before us.
struct Previous(UnsafeCell<MaybeUninit<libc::sigaction>>);

#[expect(
    unsafe_code,
    reason = "`install` runs once (OnceLock) and fills the cell by the very sigaction call that puts the handler in \
              place; nothing writes it afterwards, so the handler's reads from any thread race with no write. The one \
              gap, a SIGBUS of another thread inside that call, is closed by PREVIOUS_READY."
)]
// SAFETY: see the reason above.
unsafe impl Sync for Previous {}

static PREVIOUS: Previous = Previous(UnsafeCell::new(MaybeUninit::uninit()));
static PREVIOUS_READY: AtomicBool = AtomicBool::new(false);

/// A watched mapping; dropping it ends the watch, so it must go before the mapping does.
pub(crate) struct Watch(&'static Slot);

impl Watch {
    /// Watches `len` bytes from address `start`, both known to be a live mapping; `None` when the handler cannot be
    /// installed or the table is full.
    pub(crate) fn new(start: usize, len: usize) -> Option<Self> {
        if !install() {
            return None;
        }
        let end = start.checked_add(len)?.checked_next_multiple_of(page_size())?;
        let slot = TABLE.iter().find(|slot| {
            slot.state.compare_exchange(FREE, CLAIMED, Ordering::Acquire, Ordering::Relaxed).is_ok()
        })?;
        slot.start.store(start, Ordering::Relaxed);
        slot.end.store(end, Ordering::Relaxed);
        slot.faulted.store(false, Ordering::Relaxed);
        slot.state.store(LIVE, Ordering::Release);
        Some(Self(slot))
    }

    /// Whether a page of it could not be read and now reads as zeros.
    pub(crate) fn faulted(&self) -> bool {
        self.0.faulted.load(Ordering::Acquire)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.state.store(FREE, Ordering::Release);
    }
}

/// Bytes in a page of memory.
pub(crate) fn page_size() -> usize {
    static SIZE: OnceLock<usize> = OnceLock::new();
    *SIZE.get_or_init(|| {
        #[expect(unsafe_code, reason = "sysconf reads a constant of the system and has no preconditions")]
        // SAFETY: see the reason above.
        let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        usize::try_from(size).ok().filter(|size| size.is_power_of_two()).unwrap_or(4096)
    })
}

fn install() -> bool {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    *INSTALLED.get_or_init(|| {
        PAGE.store(page_size(), Ordering::Release);
        let handler: extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void) = on_sigbus;
        #[expect(
            unsafe_code,
            reason = "all-zero bytes are a valid sigaction (integers and an optional pointer); the mask, flags and \
                      handler are set before use, the handler has the three-argument form that SA_SIGINFO asks for \
                      and does only async-signal-safe work, and both pointers are valid for the call. SA_ONSTACK \
                      lets it run on std's alternate stack."
        )]
        // SAFETY: see the reason above.
        let installed = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = handler as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigemptyset(&raw mut action.sa_mask);
            libc::sigaction(libc::SIGBUS, &raw const action, PREVIOUS.0.get().cast()) == 0
        };
        PREVIOUS_READY.store(installed, Ordering::Release);
        installed
    })
}

/// Async-signal-safe: touches atomics, errno, mmap, sigaction and raise, nothing that allocates or locks.
extern "C" fn on_sigbus(_signal: libc::c_int, info: *mut libc::siginfo_t, _context: *mut libc::c_void) {
    #[expect(
        unsafe_code,
        reason = "with SA_SIGINFO the kernel passes a valid siginfo; si_addr is the faulting address for the codes \
                  above 0 (a fault, not a signal somebody sent). errno is thread-local and put back, since the \
                  interrupted code may be about to read it. MAP_FIXED replaces exactly one page, and only inside a \
                  mapping this crate made and has not yet unmapped: a slot is LIVE only while its Watch, which the \
                  owner drops before the mapping, exists, and the faulting thread is reading through a borrow of that \
                  owner. The page was unreadable (it faulted), so no reference sees its bytes change from something \
                  it had read."
    )]
    // SAFETY: see the reason above.
    unsafe {
        let errno = libc::__errno_location();
        let saved = *errno;
        let is_fault = (*info).si_code > 0;
        if !(is_fault && patch((*info).si_addr() as usize)) {
            step_aside(is_fault);
        }
        *errno = saved;
    }
}

/// Puts a page of zeros under `address` if it lies in a watched mapping; whether it did.
fn patch(address: usize) -> bool {
    let page = PAGE.load(Ordering::Acquire);
    for slot in &TABLE {
        if slot.state.load(Ordering::Acquire) != LIVE
            || !(slot.start.load(Ordering::Relaxed)..slot.end.load(Ordering::Relaxed)).contains(&address)
        {
            continue;
        }
        // Marked first: whoever sees a zero of the new page and then asks must learn that it is not the file's.
        slot.faulted.store(true, Ordering::SeqCst);
        #[expect(
            unsafe_code,
            reason = "called with an address inside a live mapping of this crate that just faulted; the argument is \
                      in `on_sigbus`"
        )]
        // SAFETY: see the reason above.
        let mapped = unsafe {
            libc::mmap(
                (address & !(page - 1)) as *mut libc::c_void,
                page,
                libc::PROT_READ,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED,
                -1,
                0,
            )
        };
        return mapped != libc::MAP_FAILED;
    }
    false
}

/// Puts back what handled SIGBUS before us: a fault happens again on return and goes there; a signal that was sent is
/// sent again.
fn step_aside(is_fault: bool) {
    #[expect(
        unsafe_code,
        reason = "PREVIOUS is filled once PREVIOUS_READY is set and never written again; otherwise all-zero bytes \
                  stand for SIG_DFL with no flags. sigaction and raise are async-signal-safe."
    )]
    // SAFETY: see the reason above.
    unsafe {
        let default: libc::sigaction = std::mem::zeroed();
        let action = if PREVIOUS_READY.load(Ordering::Acquire) {
            PREVIOUS.0.get().cast_const().cast()
        } else {
            &raw const default
        };
        libc::sigaction(libc::SIGBUS, action, std::ptr::null_mut());
        if !is_fault {
            libc::raise(libc::SIGBUS);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Command;

    use super::{Watch, install, page_size};

    /// Runs `doing` in a process of its own (this test binary again) and gives the signal that ended it.
    fn signal_of(name: &str, doing: fn()) -> Option<i32> {
        let key = "DUMPSCOPE_GUARD_TEST";
        if std::env::var_os(key).is_some_and(|value| value == name) {
            doing();
            std::process::exit(0);
        }
        let test = format!("guard::tests::{name}");
        let run = Command::new(std::env::current_exe().unwrap())
            .args([&test, "--exact", "--test-threads=1"])
            .env(key, name)
            .output()
            .unwrap();
        assert!(
            run.status.signal().is_some() || run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stdout)
        );
        run.status.signal()
    }

    /// Reads a page past the end of a mapped file, watched or not.
    fn fault(watched: bool) {
        let file = tempfile::tempfile().unwrap();
        file.set_len(4 * page_size() as u64).unwrap();
        #[expect(
            unsafe_code,
            reason = "a mapping of a private temporary file that only this function cuts short"
        )]
        // SAFETY: see the reason above.
        let map = unsafe { memmap2::Mmap::map(&file) }.unwrap();
        assert!(install());
        let watch = watched.then(|| Watch::new(map.as_ptr() as usize, map.len()).unwrap());
        file.set_len(0).unwrap();
        assert_eq!(std::hint::black_box(map[2 * page_size()]), 0);
        assert!(watch.is_some_and(|watch| watch.faulted()));
    }

    #[test]
    fn a_fault_in_a_watched_mapping_is_survived() {
        assert_eq!(signal_of("a_fault_in_a_watched_mapping_is_survived", || fault(true)), None);
    }

    #[test]
    fn a_fault_elsewhere_ends_the_process_as_ever() {
        assert_eq!(
            signal_of("a_fault_elsewhere_ends_the_process_as_ever", || fault(false)),
            Some(libc::SIGBUS)
        );
    }

    #[test]
    fn a_signal_that_was_sent_ends_the_process_as_ever() {
        let sent = signal_of("a_signal_that_was_sent_ends_the_process_as_ever", || {
            assert!(install());
            // std's own handler, which we hand over to, lets one pass and puts the default in place; signals arrive
            // when they like and merge, so more are sent than needed.
            for _ in 0..100 {
                let status = Command::new("kill").args(["-BUS", &std::process::id().to_string()]).status();
                assert!(status.unwrap().success());
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        });
        assert_eq!(sent, Some(libc::SIGBUS));
    }

    #[test]
    fn a_full_table_is_refused_not_overrun() {
        // Addresses of no mapping: nothing reads there, and no real one lies in the last page.
        let watches: Vec<_> = (0..2 * super::SLOTS).map(|_| Watch::new(8, 8)).collect();
        assert!(watches.iter().any(Option::is_some) && watches.iter().any(Option::is_none));
    }
}
