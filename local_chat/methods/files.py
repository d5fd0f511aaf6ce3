"""Sending documents and pictures, and telling where to download a file."""

from local_chat.files import DOWNLOAD_LIMIT
from local_chat.methods.messages import new_message, posted
from local_chat.model import JSON, StoredFile
from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState
from local_chat.texts import caption_text


def send_document(telegram: ChatState, params: Params) -> JSON:
    return _send(telegram, params, "document")


def send_photo(telegram: ChatState, params: Params) -> JSON:
    return _send(telegram, params, "photo")


def _send(telegram: ChatState, params: Params, kind: str) -> JSON:
    chat_id = telegram.reachable(params.integer("chat_id")).id
    text, entities = caption_text(params)
    message = new_message(telegram, params, chat_id)
    message.text, message.entities = text, entities
    message.is_photo = kind == "photo"
    message.media = given_file(telegram, params, kind, message.is_photo)
    return posted(telegram, params, message)


def given_file(telegram: ChatState, params: Params, field: str, as_photo: bool) -> StoredFile:
    """The file a call names: an upload, `attach://name` or the id of a file already known.

    Raises `RefusalError` when there is none; addresses on the web are not fetched.
    """
    named = params.text(field)
    upload_name = named.removeprefix("attach://") if named.startswith("attach://") else field
    upload = params.uploads.get(upload_name)
    if upload is not None and (not named or named.startswith("attach://")):
        return telegram.files.add(upload.name, upload.data, upload.mime, as_photo)
    if not named:
        raise bad_request(f"there is no {field} in the request")
    known = telegram.files.get(named)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if as_photo and not known.width:
        raise bad_request("can't use file of type Document as Photo")
    return known


def get_file(telegram: ChatState, params: Params) -> JSON:
    file = telegram.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }
