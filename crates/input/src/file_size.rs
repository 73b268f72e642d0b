/// Makes a write beyond the limit on file sizes (`ulimit -f`, a container's quota) fail with an error that can be said,
/// where the system would end the process without a word (SIGXFSZ). Holds for the whole process; call it once at its
/// start.
pub fn ignore_file_size_signal() {
    #[cfg(unix)]
    #[expect(
        unsafe_code,
        reason = "`signal` with SIG_IGN installs no code of ours and touches no memory; SIGXFSZ is a valid signal that \
                  may be ignored"
    )]
    // SAFETY: see the reason above.
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
    }
}
