"""Files that went through the chat, kept in memory."""

import mimetypes
from collections import OrderedDict

from local_chat.model import StoredFile
from local_chat.pictures import picture_size
from local_chat.refusals import bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
_KEPT_BYTES = 256 * 1024 * 1024


class FileStore:
    """Files by id and by path. Beyond 256 MiB in all the oldest are forgotten."""

    def __init__(self, mark: int) -> None:
        self._mark = mark
        self._count = 0
        self._bytes = 0
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._paths: dict[str, str] = {}

    def add(self, name: str, data: bytes, mime: str = "", as_photo: bool = False) -> StoredFile:
        """Keep a file.

        Raises `RefusalError` when it is empty, over 50 MiB, or to be a picture and is none.
        """
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > UPLOAD_LIMIT:
            raise bad_request("file is too big")
        picture = picture_size(data)
        if as_photo and picture is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        found, width, height = picture or (mime or mimetypes.guess_type(name)[0] or "", 0, 0)
        self._count += 1
        file_id = f"local-{self._mark}-{self._count}"
        extension = "." + name.rpartition(".")[2] if "." in name else ""
        folder = "photos" if as_photo else "documents"
        file = StoredFile(
            file_id=file_id,
            unique_id=f"unique-{self._mark}-{self._count}",
            name=name,
            mime=found or "application/octet-stream",
            data=data,
            path=f"{folder}/file_{self._count}{extension}",
            width=width,
            height=height,
        )
        self._keep(file)
        return file

    def get(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._files.get(self._paths.get(path, ""))

    def _keep(self, file: StoredFile) -> None:
        self._files[file.file_id] = file
        self._paths[file.path] = file.file_id
        self._bytes += len(file.data)
        while self._bytes > _KEPT_BYTES:
            _, oldest = self._files.popitem(last=False)
            self._paths.pop(oldest.path, None)
            self._bytes -= len(oldest.data)
