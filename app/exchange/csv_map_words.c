/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people call the columns of their spreadsheets. The headings are those of duty boards and price lists in use. */
#include <string.h>

#include "csv_map.h"

typedef struct
{
  const char *type; /* NULL: any, where the target exists */
  const char *headings; /* kin_text_key () of each, with bars between */
  const char *target;
} Synonym;

/* clang-format off */
static const Synonym synonyms[] = {
  { "household", "carer|carers|carer name|carers name|carer names|foster carer|foster carers|household|home|home name|family|family name|carer s|main carer", "name" },
  { "household", "ref|ref no|reference number|carer id|carer number|carer ref|home id|household id|household number|id number|case number", "reference" },
  { "household", "approved for|approved places|places|no of places|number of places|approved number|number approved for|approval number|max children|max placements|terms|terms of approval|capacity", "approval.places" },
  { "household", "approved from|terms from|approval from", "approval.period_start" },
  { "household", "approval date|date approved|date of approval|approved on|approved", "first_approved" },
  { "household", "conditions|approval conditions|conditions of approval|restrictions", "approval.conditions" },
  { "household", "age range|ages|age band|approved age range|ages approved", "approval.ages" },
  { "household", "min age|age from|youngest|from age", "approval.age_from" },
  { "household", "max age|age to|oldest|to age", "approval.age_to" },
  { "household", "gender|gender approved|boys girls", "approval.gender" },
  { "household", "categories|approval category|category|approved categories", "approval.categories" },
  { "household", "decision maker|adm|agency decision maker", "approval.decision_maker" },
  { "household", "panel|panel date|date of panel", "approval.panel_date" },
  { "household", "ssw|supervising worker|supervising sw|link worker|social worker|fostering social worker|fsw", "supervising_worker" },
  { "household", "beds|bedrooms|spare rooms|no of bedrooms|number of bedrooms", "bedrooms" },
  { "household", "agency|ifa|provider", "provider" },
  { "household", "type|type of carer|carer type|fostering type", "kind" },
  { "household", "confirmed|last confirmed|vacancy confirmed", "confirmed" },
  { "carer", "home|household|carer household|family|home name|household name", "household" },
  { "carer", "carer|carer name|name|full name|foster carer", "full_name" },
  { "carer", "approval date|date approved|approved on", "approved" },
  { "member", "home|household|carer|carers|family", "household" },
  { "member", "name|full name|member", "full_name" },
  { "child", "name|child|child name|childs name|full name|young person|yp", "full_name" },
  { "child", "child id|childid|chi|ssda903 id|903 id|child number|child code|lac id|lac number|client id|person id|mosaic id|mosaic number|liquidlogic id|ics number|ics id|case number|id number|pid|number|system id", "child_code" },
  { "child", "sw|allocated worker|allocated social worker|worker|case worker|key worker", "social_worker" },
  { "child", "iro|reviewing officer", "reviewing_officer" },
  { "child", "uasc|asylum|unaccompanied", "unaccompanied" },
  { "child", "ethnic origin|ethnic group", "ethnicity" },
  { "child", "edd|due date|expected date of delivery", "expected" },
  { "placement", "child|child id|childid|child number|child code|child name|name|young person|yp|lac id", "child" },
  { "placement", "carer|carers|foster carer|foster carers|carer name|home|household|placed with|foster home|placement", "household" },
  { "placement", "unit|residential|residential home|childrens home|establishment", "establishment" },
  { "placement", "agency|provider|ifa|company", "provider" },
  { "placement", "type|placement type|place|903 type|type of placement", "placement_type" },
  { "placement", "planned end|expected end date|due to end", "expected_end" },
  { "placement", "provision|provider type|placement provider", "placement_provider" },
  { "placement", "reason ended|reason for change|reason", "reason_change" },
  { "price_line", "child|child id|childid|child number|child name|name|young person|yp|placement", "placement" },
  { "price_line", "price|cost|weekly cost|cost per week|weekly price|price per week|weekly fee|fee|amount|rate|weekly rate|weekly charge|cost pw|per week", "price" },
  { "price_line", "basis|per|unit|price basis", "price_basis" },
  { "price_line", "type|price type|line", "kind" },
  { "price_line", "po|po number|purchase order|order no|order", "order_number" },
  { "sibling_group", "group|group name|family|family name|sibling group|siblings|sibling group name", "name" },
  { "sibling_group", "child|child id|childid|child number|child name|sibling|young person|yp", "sibling.child" },
  { "sibling_group", "relation|relationship|full half", "sibling.relation" },
  { "sibling", "group|family|sibling group|siblings|group name", "group" },
  { "sibling", "child|child id|childid|child number|child name|young person|yp", "child" },
  { "sibling", "relationship", "relation" },
  { "approval", "home|household|carer|carers|foster carer", "household" },
  { "approval", "approved for|places|number|no of places|number of places|approved places", "places" },
  { "approval", "approved|approval date|date approved|approved from", "period_start" },
  { "approval", "age range|age band|approved age range", "ages" },
  { "approval", "min age|age from|youngest", "age_from" },
  { "approval", "max age|age to|oldest", "age_to" },
  { "approval", "adm|agency decision maker", "decision_maker" },
  { "approval", "panel|date of panel", "panel_date" },
  { "provider", "agency|ifa|company|provider|provider name|organisation", "name" },
  { "provider", "company no|companies house number", "company_number" },
  { "establishment", "home|unit|residential home|home name|establishment", "name" },
  { "establishment", "agency|company|organisation", "provider" },
  { NULL, "first name|firstname|given name|christian name|forenames|first names", "forename" },
  { NULL, "last name|lastname|family name|second name", "surname" },
  { NULL, "dob|date of birth|birthdate|birthday|d o b|born", "born" },
  { NULL, "gender|m f|male female", "sex" },
  { NULL, "tel|tel no|phone|phone number|telephone number|telephone no|home tel|home phone|landline|contact number|contact no", "telephone" },
  { NULL, "mob|mobile number|mobile no|mobile phone|mobile tel|cell", "mobile" },
  { NULL, "e mail|email address|mail", "email" },
  { NULL, "post code|postcode|pcode|pc", "address_postcode" },
  { NULL, "post code|postcode|pcode|pc", "postcode" },
  { NULL, "home address|full address|address 1", "address" },
  { NULL, "comments|comment|notes|remarks|other information", "note" },
  { NULL, "from|start|start date|date from|date started|started|placed|placed on|date placed|placement date|placement start|in placement since|admission date|begin|effective from|valid from", "period_start" },
  { NULL, "to|end|end date|date to|date ended|ended|left|date left|placement end|finish|until|effective to|valid to", "period_end" },
  { NULL, "ofsted|ofsted number|ofsted urn|ofsted no", "urn" },
  { NULL, "ofsted grade|ofsted rating|rating|grade", "grade" },
  { NULL, "la|local authority", "authority" },
};
/* clang-format on */

static gboolean
has_target (const char *type_name, const char *target)
{
  const KinType *type = kin_type_find (type_name);
  g_auto (GStrv) names = type != NULL ? kin_csv_map_targets (type) : NULL;

  return names != NULL && g_strv_contains ((const char *const *) names, target);
}

const char *
kin_csv_map_synonym (const char *type, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (synonyms[i].type == NULL || strcmp (synonyms[i].type, type) == 0)
      {
        g_auto (GStrv) headings = g_strsplit (synonyms[i].headings, "|", -1);

        if (g_strv_contains ((const char *const *) headings, key) && (synonyms[i].type != NULL || has_target (type, synonyms[i].target)))
          return synonyms[i].target;
      }
  return NULL;
}
