"""Reads single files of a wheel on PyPI by HTTP range requests, without the whole download."""

import io
import json
import os
import time
import urllib.request
import zipfile

# The central directory of the largest wheels is smaller than this.
TAIL_BYTES = 2 * 1024 * 1024
# A gap between two files that costs less than a further request.
GAP_BYTES = 100_000
# A local header has 30 bytes, the name and an extra field.
HEADER_BYTES = 1024


def releases(project):
    """The newest wheel of each final release, by version, the oldest version first."""
    request = urllib.request.Request(
        f"https://pypi.org/simple/{project}/",
        headers={"Accept": "application/vnd.pypi.simple.v1+json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        files = json.load(response)["files"]
    found = {}
    for file in files:
        name = file["filename"]
        version = name.split("-")[1]
        is_other = any(word in name for word in ("aarch64", "arm64", "musllinux", "win", "macosx"))
        if not name.endswith(".whl") or is_other or file.get("yanked"):
            continue
        if all(part.isdigit() for part in version.split(".")):
            found[version] = file
    return {version: found[version] for version in sorted(found, key=order)}


def order(version):
    return [int(part) for part in version.split(".")]


def extract(file, wanted, folder):
    """Writes the wanted files of a wheel below a folder, once."""
    done = os.path.join(folder, ".done")
    if os.path.exists(done):
        return
    source = _Ranges(file["url"], file["size"])
    archive = zipfile.ZipFile(source)
    members = sorted(
        (each for each in archive.infolist() if wanted(each.filename)),
        key=lambda each: each.header_offset,
    )
    runs = []
    for each in members:
        end = each.header_offset + each.compress_size + HEADER_BYTES
        if runs and each.header_offset - runs[-1][1] < GAP_BYTES:
            runs[-1][1] = end
        else:
            runs.append([each.header_offset, end])
    for start, end in runs:
        source.load(start, end)
    for each in members:
        archive.extract(each, folder)
    open(done, "w").close()


class _Ranges(io.RawIOBase):
    """A remote file, with the loaded parts in memory."""

    def __init__(self, url, size):
        self.url, self.size, self.at, self.parts = url, size, 0, []
        self.load(max(0, size - TAIL_BYTES), size)

    def load(self, start, end):
        headers = {"Range": f"bytes={start}-{min(end, self.size) - 1}"}
        for attempt in range(5):
            try:
                request = urllib.request.Request(self.url, headers=headers)
                with urllib.request.urlopen(request, timeout=60) as response:
                    self.parts.append((start, response.read()))
                    return
            except OSError:
                if attempt == 4:
                    raise
                time.sleep(1 + attempt)

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.at

    def seek(self, offset, whence=io.SEEK_SET):
        self.at = offset + (0, self.at, self.size)[whence]
        return self.at

    def read(self, length=-1):
        length = self.size - self.at if length < 0 else length
        for start, data in self.parts:
            if start <= self.at < start + len(data):
                found = data[self.at - start : self.at - start + length]
                self.at += len(found)
                return found
        if self.at >= self.size or length == 0:
            return b""
        raise OSError(f"byte {self.at} is not loaded")
