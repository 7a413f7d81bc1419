"""The encrypted payload of an article: the value of its key `secured`."""

import binascii

import attrs

# The AES block size in bytes: in 33,272 payloads, the IV is one block, the ciphertext several.
_BLOCK = 16


@attrs.frozen
class SecuredPayload:
    """An encrypted payload: the value of the key `secured`, written as `base64;base64`.

    Args:
        ciphertext: The encrypted bytes, one or more blocks of 16 bytes.
        iv: The initialization vector, 16 bytes.

    Raises:
        ValueError: If `ciphertext` or `iv` has an invalid length.

    Example:
        >>> str(SecuredPayload(ciphertext=bytes(16), iv=bytes(16)))
        'AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA=='
    """

    ciphertext: bytes = attrs.field()
    iv: bytes = attrs.field()

    def __attrs_post_init__(self) -> None:
        size = len(self.ciphertext)
        if not size or size % _BLOCK:
            raise ValueError(f"expected a ciphertext of whole blocks of 16 bytes, found {size}")
        if len(self.iv) != _BLOCK:
            raise ValueError(f"expected an IV of 16 bytes, found {len(self.iv)}")

    @classmethod
    def parse(cls, text: str) -> "SecuredPayload":
        """Parse a payload from a string.

        Args:
            text: The ciphertext and the IV in canonical base64 (RFC 4648 section 4), separated by a
                semicolon.

        Returns:
            The payload; `str(payload)` is `text` again.

        Raises:
            ValueError: If the string is not a payload.

        Example:
            >>> payload = SecuredPayload.parse("AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA==")
            >>> len(payload.ciphertext), len(payload.iv)
            (16, 16)
        """
        ciphertext, *ivs = text.split(";")
        if len(ivs) != 1:
            raise ValueError(f"expected 'ciphertext;iv' in base64, found {len(ivs)} semicolons")
        return cls(_decoded(ciphertext, "ciphertext"), _decoded(ivs[0], "IV"))

    def __str__(self) -> str:
        return ";".join(_encoded(part) for part in (self.ciphertext, self.iv))


def _decoded(text: str, name: str) -> bytes:
    """Decode canonical base64, so that the bytes encode to the same string again."""
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError as error:
        raise ValueError(f"expected the {name} in base64: {error}") from None
    if _encoded(data) != text:
        raise ValueError(f"expected the {name} in canonical base64: unused bits are set")
    return data


def _encoded(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode("ascii")
