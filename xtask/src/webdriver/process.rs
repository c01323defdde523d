//! Programs that run beside a test, and tell on their output where they are reached.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

/// A running program; it ends with this value.
pub(super) struct Process(Child);

impl Process {
    /// Starts a program whose output nobody reads.
    pub fn silent(mut command: Command) -> Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let program = name(&command);
        command.spawn().map(Self).with_context(|| format!("{program} could not be started"))
    }

    /// Starts a program, and waits until it tells `what`: the first that `heard` takes from a line of its output.
    pub fn telling<T: Send + 'static>(
        mut command: Command,
        what: &str,
        deadline: Duration,
        heard: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Result<(Self, T)> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let program = name(&command);
        let mut process = command.spawn().map(Self).with_context(|| format!("{program} could not be started"))?;
        let stdout = process.0.stdout.take().with_context(|| format!("{program} has no output"))?;
        let (tell, told) = mpsc::channel();
        // A thread, since a read has no deadline. It reads on to the end: whoever closes the pipe ends the program at its next word.
        std::thread::spawn(move || {
            let mut lines = BufReader::new(stdout).split(b'\n').map_while(Result::ok);
            if let Some(found) = lines.find_map(|line| heard(&String::from_utf8_lossy(&line))) {
                // Nobody waits any more where the deadline was over.
                let _ = tell.send(found);
            }
            lines.for_each(drop);
        });
        match told.recv_timeout(deadline) {
            Ok(found) => Ok((process, found)),
            Err(RecvTimeoutError::Timeout) => Err(anyhow!("{program} did not tell {what} within {deadline:?}")),
            Err(RecvTimeoutError::Disconnected) => Err(anyhow!("{program} ended, and did not tell {what}")),
        }
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }

    /// Its id, for those who measure its children.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

// The programs are those of Unix' shell.
#[cfg(all(test, unix))]
mod tests {
    use std::time::Instant;

    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn port_of(script: &str, deadline: Duration) -> Result<(Process, u16)> {
        Process::telling(shell(script), "its port", deadline, |line| line.strip_prefix("port ")?.parse().ok())
    }

    #[track_caller]
    fn check(script: &str, deadline: Duration, expected: &str) {
        let error = port_of(script, deadline).map(|(_, port)| port).expect_err("it told no port");
        assert_eq!(error.to_string(), expected);
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn what_it_tells_is_heard_and_the_rest_is_read() {
        // More than a pipe holds: it ends so only where someone reads on.
        let talks_on = "echo 'a word'; echo 'port 4711'; yes | head -c 1000000 && exit 7";
        let (mut process, port) = port_of(talks_on, LONG).expect("it told its port");
        assert_eq!(port, 4711);
        let start = Instant::now();
        let mut ended = None;
        while ended.is_none() && start.elapsed() < LONG {
            ended = process.ended().expect("it can be asked");
        }
        assert_eq!(ended.and_then(|status| status.code()), Some(7));
    }

    #[test]
    fn one_that_says_nothing_is_an_error_after_the_deadline() {
        // A driver that said nothing kept the whole run waiting for ever.
        let start = Instant::now();
        check("exec sleep 600", Duration::from_millis(50), "sh did not tell its port within 50ms");
        assert!(start.elapsed() < LONG);
    }

    #[test]
    fn one_that_says_something_else_is_an_error_too() {
        check(
            "while :; do echo 'a word'; sleep 0.01; done",
            Duration::from_millis(50),
            "sh did not tell its port within 50ms",
        );
    }

    #[test]
    fn one_that_ends_is_an_error_at_once() {
        check("echo 'a word'", LONG, "sh ended, and did not tell its port");
    }
}
