# SPDX-License-Identifier: GPL-3.0-or-later
# The bytes of a SQLCipher file as they would be without encryption, also of pages that hold nothing any more and of its log.
import ctypes
import pathlib

PAGE, TAG = 4096, 64  # SQLCipher 4: 16 bytes of vector and 64 of tag end each page
crypto = ctypes.CDLL("libcrypto.so.3")
for function in ("EVP_CIPHER_CTX_new", "EVP_aes_256_cbc"):
    getattr(crypto, function).restype = ctypes.c_void_p


def decrypt(key, vector, data):
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    out, n = ctypes.create_string_buffer(len(data) + 32), ctypes.c_int()
    crypto.EVP_DecryptInit_ex(context, ctypes.c_void_p(crypto.EVP_aes_256_cbc()), None, key, vector)
    crypto.EVP_CIPHER_CTX_set_padding(context, 0)
    crypto.EVP_DecryptUpdate(context, out, ctypes.byref(n), data, len(data))
    crypto.EVP_CIPHER_CTX_free(context)
    return out.raw[:n.value]


def page(key, data, first):
    data = data[16:] if first else data  # the salt
    return decrypt(key, data[-TAG - 16:-TAG], data[:-TAG - 16])


def plain(path, key):
    """path: a database, or the log beside one. key: 32 bytes."""
    data, out = pathlib.Path(path).read_bytes(), []
    if str(path).endswith("-wal"):
        for at in range(32, len(data) - PAGE - 23, PAGE + 24):
            frame = data[at + 24:at + 24 + PAGE]
            out.append(page(key, frame, int.from_bytes(data[at:at + 4], "big") == 1))
    else:
        for at in range(0, len(data) - PAGE + 1, PAGE):
            out.append(page(key, data[at:at + PAGE], at == 0))
    return b"".join(out)
