/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite keeps its snapshot while any statement is being stepped. */
#include "moment.h"

KinQuery *
kin_book_moment (KinReader *reader)
{
  KinQuery *query = kin_reader_query (reader, "SELECT no FROM record LIMIT 2");

  kin_query_step (query);
  return query;
}
