/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper, made ready. */
#include "print_pages.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "access_log.h"
#include "as_known.h"
#include "board_page.h"
#include "codes.h"
#include "committee_page.h"
#include "list_page.h"
#include "ours.h"
#include "table_out.h"
#include "weekend_sheet.h"
#include "withhold.h"

#define WEIGHED 200

/* A list as text: nothing is read while it is drawn. */
typedef struct
{
  KinListPage page;
  GPtrArray  *headings, *cells; /* char *; cells row by row */
  GArray     *weights;          /* guint */
  char       *date, *scope, *withheld;
} Kept;

static void
free_kept (Kept *kept)
{
  g_ptr_array_unref (kept->headings);
  g_ptr_array_unref (kept->cells);
  g_array_unref (kept->weights);
  g_free (kept->date);
  g_free (kept->scope);
  g_free (kept->withheld);
  g_free (kept);
}

KinPrint *
kin_print_new (KinStore *store, KinPrintKind kind, KinDay today)
{
  KinPrint *self = g_atomic_rc_box_new0 (KinPrint);

  self->store = g_object_ref (store);
  self->kind = kind;
  self->today = today;
  self->known = G_MAXINT64;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->for_whom = KIN_FOR_INTERNAL;
  return self;
}

KinPrint *
kin_print_copy (const KinPrint *self)
{
  KinPrint *copy = kin_print_new (self->store, self->kind, self->today);

  copy->known = self->known;
  copy->shown = self->shown != NULL ? kin_shown_ref (self->shown) : NULL;
  copy->type = self->type;
  g_array_append_vals (copy->ids, self->ids->data, self->ids->len);
  copy->columns = g_strdupv (self->columns);
  copy->scope = g_strdup (self->scope);
  copy->for_whom = self->for_whom;
  copy->recipient = g_strdup (self->recipient);
  return copy;
}

KinPrint *
kin_print_ref (KinPrint *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  KinPrint *self = data;

  g_clear_pointer (&self->document, kin_document_free);
  g_clear_pointer ((Kept **) &self->kept, free_kept);
  g_clear_pointer (&self->shown, kin_shown_unref);
  g_array_unref (self->ids);
  g_strfreev (self->columns);
  g_free (self->scope);
  g_free (self->recipient);
  g_object_unref (self->store);
}

void
kin_print_unref (KinPrint *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
kin_print_title (const KinPrint *self)
{
  switch (self->kind)
    {
    case KIN_PRINT_BOARD:
      return _("Homes");
    case KIN_PRINT_WEEKEND:
      return _("Weekend sheet");
    case KIN_PRINT_COMMITTEE:
      return _("Committee page");
    case KIN_PRINT_LIST:
    default:
      return self->shown != NULL ? kin_shown_title (self->shown) : _(self->type->plural);
    }
}

gboolean
kin_print_may_go (const KinPrint *self, const char *for_whom)
{
  if (self->kind != KIN_PRINT_LIST)
    return TRUE;
  return self->shown != NULL ? kin_shown_may_go (for_whom) : !kin_withhold_type (self->type, for_whom);
}

guint
kin_print_n_rows (const KinPrint *self)
{
  if (self->kind != KIN_PRINT_LIST && self->kind != KIN_PRINT_BOARD)
    return 0;
  return self->shown != NULL ? kin_shown_n_rows (self->shown) : self->ids->len;
}

static KinTableOut *
new_table (const KinPrint *self, KinReader *reader, const char *for_whom)
{
  KinTableOut *table = self->shown != NULL ? kin_table_out_of (reader, self->shown, for_whom) : kin_table_out_new (reader, self->type, self->ids, for_whom);

  if (self->shown == NULL)
    {
      kin_table_out_set_columns (table, (const char *const *) self->columns);
      kin_table_out_set_at (table, self->today);
    }
  return table;
}

char *
kin_print_left_out (const KinPrint *self, const char *for_whom)
{
  g_autoptr (KinTableOut) table = NULL;
  g_autofree char        *words = NULL;

  if (self->kind == KIN_PRINT_COMMITTEE)
    return g_strdup (g_strcmp0 (for_whom, "public") == 0 ? _("It holds figures only. Counts of one to five are hidden, as this is published.")
                                                         : _("It holds figures only; small counts are shown, so it must not be published."));
  if (!kin_print_may_go (self, for_whom) && self->shown != NULL)
    return g_strdup (_("This is not for publishing: print the committee page, which hides small counts."));
  if (!kin_print_may_go (self, for_whom))
    return g_strdup (_("Records of this kind go to nobody outside."));
  if (!kin_withhold_is_outside (for_whom))
    return g_strdup (_("Nothing is left out: this is for use inside the authority only."));
  if (self->kind != KIN_PRINT_LIST)
    return g_strdup (_("Left out for them: names, telephone numbers, workers and reasons."));
  table = new_table (self, kin_store_reader (self->store), for_whom);
  words = kin_table_out_withheld (table);
  return g_strdup_printf (_("Left out for them: %s. The whereabouts of protected children stay out, too."), *words != '\0' ? words : _("nothing of these columns"));
}

static char *
now_in_words (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char      *time = g_date_time_format (now, "%H:%M");
  g_autofree char      *day = kin_day_to_words (kin_day_of_ms (g_get_real_time () / 1000));

  return g_strdup_printf (_("%s, %s"), day, time);
}

static char *
give_cell (guint row, guint column, gpointer data)
{
  Kept *kept = data;

  return g_strdup (kept->cells->pdata[row * kept->page.n_columns + column]);
}

/* By the words that stand on the paper, as far as the first rows tell: a day takes more room there than in a file. */
static void
weigh_columns (Kept *kept)
{
  for (guint i = 0; i < kept->page.n_columns; i++)
    {
      glong width = g_utf8_strlen (kept->headings->pdata[i], -1) + 1;
      guint weight;

      for (guint row = 0; row < MIN (kept->page.n_rows, WEIGHED); row++)
        width = MAX (width, g_utf8_strlen (kept->cells->pdata[row * kept->page.n_columns + i], -1));
      weight = (guint) CLAMP (width, 5, 32);
      g_array_append_val (kept->weights, weight);
    }
}

static void
read_cells (Kept *kept, KinTableOut *table)
{
  KinOutCell cell = { 0 };

  kept->page.n_columns = kin_table_out_n_columns (table, FALSE);
  kept->page.n_rows = kin_table_out_n_rows (table);
  for (guint i = 0; i < kept->page.n_columns; i++)
    g_ptr_array_add (kept->headings, g_strdup (kin_table_out_label (table, i)));
  for (guint row = 0; row < kept->page.n_rows; row++)
    for (guint i = 0; i < kept->page.n_columns; i++)
      {
        kin_table_out_cell (table, row, i, TRUE, &cell);
        g_ptr_array_add (kept->cells, kin_out_cell_words (&cell));
      }
  kin_out_cell_clear (&cell);
  weigh_columns (kept);
}

static gboolean
make_list (KinPrint *self, KinReader *reader, GError **error)
{
  g_autoptr (KinTableOut) table = NULL;
  Kept                   *kept;

  if (!kin_print_may_go (self, self->for_whom))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _("%s are not printed for that recipient."), kin_print_title (self));
      return FALSE;
    }
  table = new_table (self, reader, self->for_whom);
  kept = self->kept = g_new0 (Kept, 1);
  kept->headings = g_ptr_array_new_with_free_func (g_free);
  kept->cells = g_ptr_array_new_with_free_func (g_free);
  kept->weights = g_array_new (FALSE, FALSE, sizeof (guint));
  read_cells (kept, table);
  kept->date = now_in_words ();
  kept->scope = g_strdup_printf (_("%s; for: %s"), self->scope, kin_code_label ("access_for", self->for_whom));
  kept->withheld = kin_table_out_withheld (table);
  kept->page.title = kin_print_title (self);
  kept->page.scope = kept->scope;
  kept->page.date = kept->date;
  kept->page.withheld = kept->withheld != NULL && *kept->withheld != '\0' ? kept->withheld : NULL;
  kept->page.headings = (const char *const *) kept->headings->pdata;
  kept->page.weights = (const guint *) kept->weights->data;
  kept->page.cell = give_cell;
  kept->page.data = kept;
  self->document = kin_list_page_document (&kept->page, KIN_PAGE_A4_LONG, KIN_PAGE_A4_SHORT);
  return TRUE;
}

/* The homes that are shown, in their order. */
static KinDocument *
make_board (KinPrint *self, KinHomes *homes, const KinPaper *paper)
{
  g_autoptr (GPtrArray)  shown = g_ptr_array_new ();
  g_autoptr (GHashTable) by_no = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < homes->homes->len; i++)
    g_hash_table_insert (by_no, &((KinHome *) homes->homes->pdata[i])->household, homes->homes->pdata[i]);
  for (guint i = 0; i < self->ids->len; i++)
    {
      gpointer home = g_hash_table_lookup (by_no, &g_array_index (self->ids, gint64, i));

      if (home != NULL)
        g_ptr_array_add (shown, home);
    }
  return kin_board_page (shown, self->scope, paper);
}

gboolean
kin_print_make (KinPrint *self, GError **error)
{
  g_autoptr (KinReader) reader = self->known == G_MAXINT64 ? kin_store_new_reader (self->store, error) : kin_store_as_known (self->store, self->known, NULL, error);
  g_autofree char      *known = self->known != G_MAXINT64 ? kin_day_to_words (kin_day_of_ms (self->known)) : NULL, *as_known = NULL, *place = NULL;
  g_autofree char      *authority = NULL, *made = now_in_words ();
  g_autoptr (KinHomes)  homes = NULL;
  KinCommitteeAsk       ask = { .at = self->today, .published = g_strcmp0 (self->for_whom, "public") == 0 };
  KinCommittee         *committee;
  KinLogPosition              at;
  KinPaper              paper = { .made = made, .known = NULL, .for_whom = kin_code_label ("access_for", self->for_whom) };

  if (reader == NULL)
    return FALSE;
  at = kin_reader_position (reader);
  place = kin_log_position_to_words (&at, known == NULL);
  /* Translators: a day, and where in the log that is: "as known on 3 May 2018, at change 12345 of this file" */
  as_known = known != NULL ? g_strdup_printf (_("as known on %s, at %s"), known, place) : g_strdup_printf (_("as known now, at %s"), place);
  paper.known = as_known;
  authority = kin_reader_fact (reader, "authority-name");
  paper.authority = authority;
  paper.readers = ask.published ? KIN_READERS_PUBLIC : kin_withhold_is_outside (self->for_whom) ? KIN_READERS_OUTSIDE : KIN_READERS_INTERNAL;
  g_clear_pointer (&self->document, kin_document_free);
  g_clear_pointer ((Kept **) &self->kept, free_kept);
  if (self->kind == KIN_PRINT_LIST)
    return make_list (self, reader, error);
  if (self->kind == KIN_PRINT_COMMITTEE)
    {
      committee = kin_committee_read (reader, &ask, error);
      self->document = committee != NULL ? kin_committee_page (committee, &paper) : NULL;
      return self->document != NULL;
    }
  homes = kin_book_homes (reader, self->today, KIN_NO_DAY);
  self->document = self->kind == KIN_PRINT_BOARD ? make_board (self, homes, &paper) : kin_weekend_sheet (homes, &paper);
  return TRUE;
}

static gboolean
leave_note (KinPrint *self, const char *kind, const char *name, const char *path, GError **error)
{
  const KinAccessNote note = {
    .kind = kind,
    .what = kin_print_title (self),
    .for_whom = self->for_whom,
    .recipient = self->recipient,
    .filter = self->scope,
    .name = name,
    .path = path,
    .rows = kin_print_n_rows (self),
    .names = self->kind != KIN_PRINT_COMMITTEE && g_strcmp0 (self->for_whom, "public") != 0,
  };

  return kin_access_leave (self->store, &note, error);
}

gboolean
kin_print_note (KinPrint *self, GError **error)
{
  return leave_note (self, "printed", NULL, NULL, error);
}

gboolean
kin_print_save (KinPrint *self, const char *path, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.new", path);
  g_autofree char *name = g_path_get_basename (path);
  gboolean         good = kin_document_save (self->document, beside, error) && leave_note (self, "exported", name, beside, error);

  if (good && g_rename (beside, path) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("%s could not be written: %s."), path, g_strerror (errno));
      good = FALSE;
    }
  if (!good)
    g_unlink (beside);
  return good;
}
