"""The child that plays with miniaudio: a library that may write, hang or die does so here and not in the app.

Run as a file by `players.Child`, so that nothing of ours has to be found from it. Its lines: `play NUMBER PATH` begins
a tone, `end NUMBER` fades it. It ends when its input does, and at once, with 1, where there is nothing to play on.
"""

from __future__ import annotations

import queue
import sys
import threading
import wave
from array import array
from collections.abc import Generator
from typing import Protocol

RATE = 22_050
PERIOD, PERIODS = 25, 3
"""Milliseconds the card asks for at a time, and how often ahead: a tone is heard so much after it is begun."""

FADE, FAREWELL = 0.25, 0.08
"""Seconds in which a tone that is ended fades, and all of them when the app has gone."""

IDLE = 10.0
"""Seconds without a sound after which the card is let rest."""


class Device(Protocol):
    """What is used of `miniaudio.PlaybackDevice`."""

    backend: str

    def start(self, callback_generator: Generator[bytes, int, None]) -> None:
        """Begin to ask for samples."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Give it back."""


class Voice:
    """A tone on its way."""

    def __init__(self, samples: array[int]) -> None:
        self.samples = samples
        self.at = 0
        self.fades: int | None = None
        """Samples until it is silent, if it was ended; of `fading`."""
        self.fading = 1

    def take(self, count: int) -> array[int]:
        """The next so many samples, fewer at its end."""
        piece = self.samples[self.at : self.at + count]
        self.at += len(piece)
        if self.fades is not None:
            left, over = self.fades, self.fading
            piece = array("h", [int(each * max(0, left - at) / over) for at, each in enumerate(piece)])
            self.fades = max(0, left - count)
        return piece

    @property
    def is_over(self) -> bool:
        """Whether it is silent from now on."""
        return self.at >= len(self.samples) or self.fades == 0


class Mixer:
    """Lays the tones that sound over one another. Called by the card's thread and by ours."""

    def __init__(self) -> None:
        self._voices: dict[str, Voice] = {}
        self._lock = threading.Lock()

    def add(self, number: str, samples: array[int]) -> None:
        """Begin a tone."""
        with self._lock:
            self._voices[number] = Voice(samples)

    def end(self, number: str, seconds: float = FADE) -> None:
        """Fade a tone."""
        with self._lock:
            voice = self._voices.get(number)
            if voice is not None and voice.fades is None:
                voice.fades = voice.fading = max(1, int(seconds * RATE))

    def end_all(self, seconds: float) -> None:
        """Fade everything."""
        for number in list(self._voices):
            self.end(number, seconds)

    @property
    def is_silent(self) -> bool:
        """Whether nothing sounds."""
        return not self._voices

    def take(self, count: int) -> array[int]:
        """The next so many samples of all that sounds."""
        with self._lock:
            taken = [voice.take(count) for voice in self._voices.values()]
            self._voices = {number: voice for number, voice in self._voices.items() if not voice.is_over}
        mixed = array("h", bytes(2 * count))
        if len(taken) == 1:
            mixed[: len(taken[0])] = taken[0]
            return mixed
        for at in range(count if taken else 0):
            level = sum(piece[at] for piece in taken if at < len(piece))
            mixed[at] = max(-32_768, min(32_767, level))
        return mixed

    def stream(self) -> Generator[bytes, int, None]:
        """What the card asks for, as it asks."""
        count = yield b""
        while True:
            count = yield self.take(count).tobytes()


def open_device(null: bool) -> Device:
    """A card to play on. Raises `OSError` where there is none. `null`: one that nobody hears, for trying things out."""
    import miniaudio

    try:
        device: Device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD,
            callback_periods=PERIODS,
            backends=[miniaudio.Backend.NULL] if null else None,
            app_name="selfcare",
        )
    except miniaudio.MiniaudioError as error:
        raise OSError(str(error)) from error
    if device.backend == "Null" and not null:  # what it falls back to by itself, and nobody would hear it
        raise OSError("no card")
    return device


def read(path: str) -> array[int]:
    """The samples of a file of ours."""
    with wave.open(path, "rb") as file:
        samples = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


class Playing:
    """The card, and whether it is at work."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._mixer = Mixer()
        self._works = False

    def obey(self, line: str) -> None:
        """Do what a line says."""
        word, _, rest = line.partition(" ")
        number, _, path = rest.partition(" ")
        if word == "play":
            try:
                self._mixer.add(number, read(path))
            except (OSError, EOFError, wave.Error):
                return
            if not self._works:
                stream = self._mixer.stream()
                next(stream)
                self._device.start(stream)
                self._works = True
        elif word == "end":
            self._mixer.end(number)

    @property
    def patience(self) -> float | None:
        """Seconds to wait for a line before the card can rest."""
        return IDLE if self._works else None

    def rest(self) -> None:
        """Nothing was asked for in a while."""
        if self._works and self._mixer.is_silent:
            self._device.stop()
            self._works = False

    def go(self) -> None:
        """Fade and end."""
        if self._works and not self._mixer.is_silent:
            self._mixer.end_all(FAREWELL)
            threading.Event().wait(FAREWELL + PERIODS * PERIOD / 1000)
        self._device.close()


def main(words: list[str]) -> int:
    """Play what the lines on stdin say, until there are no more."""
    try:
        playing = Playing(open_device("null" in words))
    except (ImportError, OSError):
        return 1
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=playing.patience)
        except queue.Empty:
            playing.rest()
            continue
        if not line:
            playing.go()
            return 0
        playing.obey(line.rstrip("\n"))


def _read(lines: queue.SimpleQueue[str]) -> None:
    """Every line, and an empty one at the end."""
    for line in sys.stdin:
        lines.put(line)
    lines.put("")


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
