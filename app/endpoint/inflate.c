/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversion piece by piece, so that a bomb costs no more than its limit. */
#include "inflate.h"

#define PIECE (64 * 1024)

/* The whole of it, but no more than most. */
static GBytes *
convert (GConverter *converter, GBytes *from, gsize most, GError **error)
{
  g_autoptr (GByteArray) to = g_byte_array_new ();
  gsize length, at = 0;
  const guint8 *bytes = g_bytes_get_data (from, &length);

  for (;;)
    {
      gsize before = to->len, read = 0, written = 0;
      GConverterResult result;

      g_byte_array_set_size (to, (guint) before + PIECE);
      result = g_converter_convert (converter, bytes != NULL ? bytes + at : NULL, length - at, to->data + before, PIECE, G_CONVERTER_INPUT_AT_END, &read, &written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      at += read;
      g_byte_array_set_size (to, (guint) (before + written));
      if (to->len > most)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the body is too large when it is unpacked");
          return NULL;
        }
      if (result == G_CONVERTER_FINISHED)
        break;
    }
  if (at == length)
    return g_byte_array_free_to_bytes (g_steal_pointer (&to));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "something follows the end");
  return NULL;
}

GBytes *
kin_inflate (GBytes *packed, gsize most, GError **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) own = NULL;
  GBytes *plain = convert (converter, packed, most, &own);

  if (plain == NULL)
    g_set_error_literal (error, G_IO_ERROR, own->code == G_IO_ERROR_NO_SPACE ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_INVALID_DATA, own->message);
  return plain;
}

GBytes *
kin_deflate (GBytes *plain)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));

  return convert (converter, plain, G_MAXUINT / 2, NULL);
}

#define REMEMBERED 48
#define LARGEST (1024 * 1024)

struct _KinPacker
{
  GBytes *plain[REMEMBERED], *packed[REMEMBERED]; /* by address: they are kept, so that no others can have it */
  guint64 used[REMEMBERED], clock;
};

KinPacker *
kin_packer_new (void)
{
  return g_new0 (KinPacker, 1);
}

void
kin_packer_free (KinPacker *packer)
{
  for (guint i = 0; i < REMEMBERED; i++)
    {
      g_clear_pointer (&packer->plain[i], g_bytes_unref);
      g_clear_pointer (&packer->packed[i], g_bytes_unref);
    }
  g_free (packer);
}

GBytes *
kin_packer_pack (KinPacker *packer, GBytes *plain)
{
  GBytes *packed;
  guint oldest = 0;

  for (guint i = 0; i < REMEMBERED; i++)
    {
      if (packer->plain[i] == plain)
        {
          packer->used[i] = ++packer->clock;
          return g_bytes_ref (packer->packed[i]);
        }
      if (packer->used[i] < packer->used[oldest])
        oldest = i;
    }
  packed = kin_deflate (plain);
  if (g_bytes_get_size (plain) > LARGEST)
    return packed;
  g_clear_pointer (&packer->plain[oldest], g_bytes_unref);
  g_clear_pointer (&packer->packed[oldest], g_bytes_unref);
  packer->plain[oldest] = g_bytes_ref (plain);
  packer->packed[oldest] = g_bytes_ref (packed);
  packer->used[oldest] = ++packer->clock;
  return packed;
}
