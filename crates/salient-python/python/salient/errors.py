"""What can go wrong. Every message says what to do; `except salient.Error` catches all of it."""


class Error(Exception):
    """Anything that Salient raises."""


class NotRead(Error, ValueError):
    """A text that could not be read: another language, a PDF, an image. It is no pass."""


class ArgumentError(Error, ValueError):
    """What was asked for does not make sense: a rule, a day, a column, a region that there is not."""


class AtlasError(Error, OSError):
    """An atlas or a map file that cannot be used."""


class LedgerError(Error, OSError):
    """A ledger that cannot be used."""


class InternalError(Error, RuntimeError):
    """A fault of the program in one text; please report it, with the text."""


class ReadWarning(UserWarning):
    """A text that could be read only in part."""
