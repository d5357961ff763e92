"""The terminal under Textual: it survives bad bytes, a hang-up and a closed terminal, and is left quickly; and it is
known how well its line keeps up.

Textual 8.2 reads with a strict UTF-8 decoder (one bad byte ends the app), spins at end of file, ends its writer thread
on the first failed write and then blocks for ever, and waits up to two tenths of a second to leave. All of that is put
right here and nowhere else.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from selfcare.tui.line import Meter

ALTERNATE_SCREEN = "\x1b[?1049h"

QUESTION, ANSWER = "\x1b[?2026$p", b"\x1b[?2026;"
"""Whether it can update as one: Textual asks it at the start, any answer will do, and asking again changes nothing."""

READ = 64 * 1024
"""Bytes taken at once."""


class PatientWriter(WriterThread):
    """A writer that goes on taking text, and dropping it, when the terminal is gone."""

    def __init__(self, file: TextIO, now: Callable[[], float] = monotonic) -> None:
        super().__init__(file)
        self.meter = Meter(now)
        self._untold = 0
        """Texts that were written and not flushed yet."""

    def write(self, text: str) -> None:
        """Take a text to be written."""
        self.meter.hand()
        super().write(text)

    def run(self) -> None:
        """Write until told to stop; flush when there is a break."""
        alive = True
        while (text := self._queue.get()) is not None:
            self._untold += 1
            if alive:
                alive = self._try(text)
            if self._queue.qsize() == 0:
                self.meter.take(self._untold)
                self._untold = 0
        self.meter.take(self._untold)
        if alive:
            self._try("")  # the last text was not flushed: the word to stop stood behind it

    def _try(self, text: str) -> bool:
        try:
            self._file.write(text)
            if self._queue.qsize() == 0:
                self._file.flush()
        except (OSError, ValueError):
            self._let_go()
            return False
        except UnicodeEncodeError:
            return self._try(text.encode("ascii", "replace").decode())
        return True

    def _let_go(self) -> None:
        """Let what is still buffered go nowhere: Python would fail on it last of all, and end with its own code."""
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._file.fileno())


linux_driver.WriterThread = PatientWriter  # type: ignore[attr-defined, assignment]


class Terminal(LinuxDriver):
    """Textual's driver with the repairs of this module. A hang-up is told to the app as `hang_up()`."""

    def start_application_mode(self) -> None:
        """Enter the alternate screen, with a pipe to wake the reader when it is time to leave."""
        self._wake_read, self._wake_write = os.pipe()
        self._is_entered = getattr(self._app, "is_painted", False)
        self._file = sys.__stdout__  # Textual takes stderr: `selfcare 2>log` would show nothing
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGTSTP, self._told_to_stop)

    def _told_to_stop(self) -> None:
        """To be stopped, by a key or from outside. Textual tells the app of the key alone, and for whoever lets time
        pass it has to be before it is stopped.
        """
        self._app.app_suspend_signal.publish(self._app)
        self._sigtstp_application()

    def write(self, data: str) -> None:
        """Write to the terminal. Entering the alternate screen once more would blank what stands there."""
        if data == ALTERNATE_SCREEN and self._is_entered:
            self._is_entered = self._app.is_painted = False  # type: ignore[attr-defined]
            return
        super().write(data)
        if data == QUESTION:
            self.meter.ask()

    @property
    def meter(self) -> Meter:
        """How well the line keeps up."""
        writer = self._writer_thread
        return writer.meter if isinstance(writer, PatientWriter) else Meter(monotonic)

    def write_now(self, text: str) -> bool:
        """Hand text on out of turn. False: the line is not through with what it has."""
        if self._writer_thread is None or self.meter.is_busy:
            return False
        if text:
            self.write(text)
        return True

    def ask(self) -> None:
        """Have the terminal say when it has shown all that was written so far, if it is one that answers."""
        if self._writer_thread is not None and self.meter.answers and not self.meter.is_asked:
            self.write(QUESTION)

    def drop_waiting(self) -> None:
        """Give up what has not reached the terminal yet. What stands there is unknown until all is painted anew."""
        with suppress(termios.error, OSError):
            termios.tcflush(self.fileno if self._file is None else self._file.fileno(), termios.TCOFLUSH)
        self.meter.forget()
        self.write("\x18\x1b[?2026l\x1b[m")  # whatever was cut in two ends here

    def disable_input(self) -> None:
        """Stop reading, at once."""
        if self.exit_event.is_set():
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self.exit_event.set()
        self._stop_reader(self._key_thread)
        self.exit_event.clear()
        try:
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        except termios.error:
            return  # the terminal is gone; there is nothing left to flush

    def _stop_reader(self, reader: Thread | None) -> None:
        if reader is None:
            return
        os.write(self._wake_write, b"x")
        reader.join()
        self._key_thread = None
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _run_input_thread(self) -> None:
        """Read until the end. A bug here ends the app as any other bug does, without a word of it on the screen."""
        try:
            self.run_input_thread()
        except Exception as error:
            if (loop := self._app._loop) is not None:
                loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read, decode, parse and hand on until told to stop or the terminal is gone."""
        self._parser = XTermParser(self._debug)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            self._read_on(selector)

    def _read_on(self, selector: selectors.BaseSelector) -> None:
        decoder = getincrementaldecoder("utf-8")("replace")
        while not self.exit_event.is_set():
            ready = [key.fd for key, _ in selector.select(0.1)]
            if self._wake_read in ready:
                return
            if self.fileno in ready:
                typed = self._read()
                if not typed:
                    self._tell_hang_up()
                    return
                for _ in range(typed.count(ANSWER)):
                    self.meter.answer()
                self._hand_on(lambda typed=typed: self._parser.feed(decoder.decode(typed)))  # type: ignore[misc]
            self._hand_on(self._parser.tick)

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal has gone."""
        try:
            return os.read(self.fileno, READ)
        except OSError:
            return b""

    def _hand_on(self, parse: Callable[[], Iterable[Message]]) -> None:
        """Give the app what was parsed.

        What cannot be parsed is dropped, with a fresh parser for what comes after it.
        """
        try:
            for message in parse():
                self.process_message(message)
        except (ParseError, ValueError, OverflowError, StopIteration):
            old, self._parser = self._parser, XTermParser(self._debug)
            self._parser.mouse_pixels = old.mouse_pixels
            self._parser.terminal_size = old.terminal_size
            self._parser.terminal_pixel_size = old.terminal_pixel_size

    def _tell_hang_up(self) -> None:
        loop, hang_up = self._app._loop, getattr(self._app, "hang_up", self._app.exit)
        if loop is not None:
            loop.call_soon_threadsafe(hang_up)
