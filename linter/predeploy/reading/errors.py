"""Why a text could not be read."""


class ReadError(Exception):
    """A text that cannot be read. `index` is the code point where it went wrong; None where no place can be shown."""

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message, index)  # both, or the error would not survive the way to another process
        self.message, self.index = message, index

    def __str__(self) -> str:
        return self.message
