"""Entry of the command line: turns whatever happens into one sentence and an exit code.

0 is done, 1 a problem that the user can mend, 2 wrong usage, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

DONE, PROBLEM, WRONG_USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


def entry() -> NoReturn:
    """Run one command as this process's whole work, and leave."""
    try:
        code = main()
    except SystemExit as terminated:
        code = terminated.code if isinstance(terminated.code, int) else TERMINATED
    if any(thread.daemon for thread in threading.enumerate()):
        # A driver or codec that still runs in a daemon thread aborts or blocks Python's own clean-up.
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: arguments without the program's name; by default those of the process.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    # Taken out here, so that it works before and after the command's name.
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        return _run(arguments, debug)
    except KeyboardInterrupt:
        _say("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left (`vcam cameras | head`); keep Python from saying so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM


def _run(arguments: list[str], debug: bool) -> int:
    from typer.exceptions import Abort, TyperException

    from vcam.cli.commands import build
    from vcam.cli.logs import set_up_logging
    from vcam.errors import VcamError

    set_up_logging(debug)
    try:
        with _sigterm_unwinds():
            code = build().main(arguments, prog_name="vcam", standalone_mode=False)
    except VcamError as error:
        return _report(error, str(error), debug)
    except TyperException as error:
        return _report_usage(error)
    except Abort:
        raise KeyboardInterrupt from None
    except BrokenPipeError:
        raise
    except MemoryError as error:
        return _report(error, "there is not enough memory: close programs or use smaller pictures", debug)
    except OSError as error:
        return _report(error, f"the system refused: {_describe(error)}", debug)
    except Exception as error:
        sentence = f"something unexpected happened ({type(error).__name__}: {error})"
        return _report(error, sentence, debug, unexpected=True)
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else DONE


def _report(error: BaseException, sentence: str, debug: bool, *, unexpected: bool = False) -> int:
    """Log an error with its trace, say it in one line, and give the exit code."""
    log = logging.getLogger("vcam.cli")
    if debug:
        log.error("the trace of the error:", exc_info=error)
    elif unexpected:
        from vcam.paths import log_file

        log.error("unexpected error", exc_info=error)
        sentence = f"{sentence}; details are in {log_file()}, or run it again with --debug"
    else:
        log.info("ended with an error", exc_info=error)
    _say(sentence)
    return PROBLEM


def _report_usage(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "vcam"
    message = str(getattr(error, "format_message", error.__str__)()).rstrip(".")
    _say(f"{message} (see `{command} --help`)")
    return int(getattr(error, "exit_code", WRONG_USAGE))


def _describe(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


def _say(sentence: str) -> None:
    """One line on stderr, whatever the sentence holds."""
    sys.stderr.write(f"vcam: {' '.join(sentence.split())}\n")
    sys.stderr.flush()


@contextmanager
def _sigterm_unwinds() -> Iterator[None]:
    """Let SIGTERM unwind the stack, so that half-written files go away as after Ctrl-C."""
    import signal

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(TERMINATED)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
