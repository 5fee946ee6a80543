/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the help. Every rule here is one that app/rules implements; what is practice and not law says so. */
#include "help_text.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KinHelpEntry law[] = {
  { N_("England only"), N_("Everything Kinkeeper counts follows the law and the returns of England: the Children Act 1989, the Care Planning, Placement and Case Review (England) Regulations 2010, the Fostering Services (England) Regulations 2011, the National Minimum Standards 2011, and the return on children looked after (SSDA903). Wales, Scotland and Northern Ireland have other limits and other returns: do not use these figures there.") },
  { N_("Not legal advice"), N_("A rule shown beside a number says where it comes from, so that you can look it up. Where a time or a limit is a council's practice and not law, it says “practice”. The decision stays with the people who make it.") },
  { N_("The statutory record"), N_("The council's case system stays the statutory record of a child. Kinkeeper finds homes, explains places and adds up costs; a return comes from the case system and goes back to it.") },
  { NULL },
};

static const KinHelpEntry homes[] = {
  { N_("Places tonight"), N_("How many more children this home may take tonight. It is never typed in: it is worked out from the terms of approval, who lives there, who is away, who is coming, times of not being available, the usual limit and the bedrooms. The column “Why” is that sum, step by step.") },
  { N_("Terms"), N_("What the approval allows: how many children, of which ages and sex, for which kinds of fostering, or only for a named child. Source: Fostering Services (England) Regulations 2011, regulation 27. A review or variation replaces the terms before it; a resignation ends them 28 days after the notice.") },
  { N_("The usual limit of three"), N_("A person may not foster more than three children, whatever the terms say, unless all of them are brothers and sisters of each other, or the authority where the carer lives has given an exemption that names the children. An exemption is for those children and is not a higher number. Source: Children Act 1989, Schedule 7, paragraphs 2 to 4. Both the terms and the limit are tested, each by itself.") },
  { N_("Outside the terms"), N_("In an emergency a child may be placed outside the terms for up to six working days. Source: Care Planning Regulations 2010, regulation 23. A connected person may be approved for a time: 16 weeks (regulation 24), and once more for 8 weeks (regulation 25).") },
  { N_("Bedrooms"), N_("Each child over three has a bedroom, or shares it only where that was agreed. Source: National Minimum Standards 2011, standard 10.6.") },
  { N_("Filled, held, not available, restricted"), N_("Filled: a child lives there. Held: kept for a child who is in hospital or away for a while, or who is to come. Not available: the home, or a part of it, is not to be asked for a time. Restricted: what is left is for a named child, or for brothers and sisters of those who are there.") },
  { N_("Firm and unconfirmed"), N_("A vacancy is firm when somebody asked the home in the last 14 days. After that it is shown with a question mark and is not counted as firm: ring first. The 14 days are practice, not law.") },
  { N_("The line at the foot"), N_("Places in terms, and children over them, are the sum of filled, held, not available, restricted and vacant places. It balances on every day; if it does not, that is a fault in the program and we want to know.") },
  { NULL },
};

static const KinHelpEntry children[] = {
  { N_("Looked after"), N_("In care on a day: a period of care covers that night, under an order or by agreement (section 20). The day of leaving is not counted. Short breaks (legal status V3 and V4) are left out of every figure. Source: the guide to the SSDA903.") },
  { N_("Age"), N_("Completed years on the day that the page looks at.") },
  { N_("Lives tonight at"), N_("Where the placement that began last has the child. A child in hospital, on holiday or in another temporary stay (codes T0 to T4) is shown as away, and the home keeps the place.") },
  { N_("Home not linked"), N_("A return names no homes. Until somebody says which home a placement was in, it is “not linked”: nothing is guessed from a postcode.") },
  { N_("Who was looked at"), N_("Opening the page of a child, a carer or somebody who lives with them is put on record: who, and when. So is every print and export, with for whom it was.") },
  { NULL },
};

static const KinHelpEntry siblings[] = {
  { N_("Together"), N_("Brothers and sisters who are both in care and live in the same home that night. Full, half, step and adoptive are all counted, as the group says. All, some or none together follow the words of Ofsted's fostering data.") },
  { N_("Apart since"), N_("The first day on which both were in care and in different homes, without a break until now. A home that nobody has named is never counted as together.") },
  { N_("The plan"), N_("For each two, or for the group: must, should, may, or must not live together; who decided it, when, why, and when it is looked at again. The search for homes keeps to it: it never offers to put two together who must not be.") },
  { NULL },
};

static const KinHelpEntry costs[] = {
  { N_("A week"), N_("What is committed on the day: every price line that runs, for a placement that runs. The day of arrival is charged, the day of leaving is not, unless the contract says so (practice). Money is counted in whole pence and rounded once for each line and time.") },
  { N_("Gross, without education, net"), N_("Gross is all of it. Without education leaves the education lines out. Net is what is left for social care after the shares of health and education.") },
  { N_("Bands"), N_("Placements strictly above £3,500 and £5,500 a week, on each of the three bases; the basis is always named, as the answer differs.") },
  { N_("No price, none is expected"), N_("“No price” is a gap: a placement that should have one. “None is expected” is right: placed with own parents, for adoption, in custody, for a temporary stay, or a child of another authority.") },
  { N_("Paid after the move"), N_("A price that runs though its child has left, or has not come yet. Notice, void costs and pay during an allegation are paid on purpose and shown apart.") },
  { N_("A full year"), N_("The weekly sum times 365 (or 366) and divided by seven, by the days of that financial year, 1 April to 31 March.") },
  { NULL },
};

static const KinHelpEntry agency[] = {
  { N_("In-house and agency"), N_("A foster placement is in-house when our own carers provide it (provider code PR1) and agency when a private or voluntary provider does (PR4, PR5). Source: the guide to the SSDA903.") },
  { N_("Two shares"), N_("Councils publish the agency share of all children who are fostered, and of all children looked after. They differ much, so both stand here, each with its name. A share out of nothing is blank, not nought.") },
  { N_("Cost of a child"), N_("The weekly sum of a category divided by its children who have a price. An agency's price includes support, recruitment and management; our own allowances and fees do not: the two are not the whole cost on both sides.") },
  { N_("Why outside"), N_("The reason recorded when the placement was bought. “Not recorded” stands last and is counted, so that the sum is all of them.") },
  { N_("Three or more placements"), N_("Of the children looked after on the day, those with three or more placements in the 12 months to it. Temporary stays, and coming back from them, start no new one; nor does a carer who moves house. Source: the national stability tables.") },
  { N_("Long-term stability"), N_("Of the children under 16 looked after for two and a half years or more, those in the same placement for two years, or placed for adoption, both together. Source: former national indicator 63.") },
  { NULL },
};

static const KinHelpEntry today[] = {
  { N_("What stands here"), N_("What needs a person now: homes over their terms, children without a placement, prices that run after a move, temporary approvals that end, visits and reviews that are due, vacancies nobody confirmed. Each says the rule that makes it a matter. What there is nothing of is not shown.") },
  { N_("Visits to a child"), N_("Within a week of the start of a placement, then at least every six weeks; after the first year at least every three months where it is meant to last until 18. More often with own parents and with a temporarily approved carer. Source: Care Planning Regulations 2010, regulation 28.") },
  { N_("Reviews"), N_("The first within 20 working days, the second within three months of it, then every six months. Source: regulation 33. Visits and reviews are asked for only in a file that records some.") },
  { N_("Begun and not finished"), N_("What was typed and not saved when the program ended. It waits here until you go on with it or forget it.") },
  { NULL },
};

static const KinHelpEntry decide[] = {
  { N_("Two people, one field"), N_("When two people change the same field without having seen each other's change, both values stand. The one that reached the office first is in force meanwhile, so that what everybody relied on does not change by itself. Choose one with its figure's key; the choice can be undone. Different fields never meet.") },
  { N_("Changed and deleted"), N_("A record that somebody changed while somebody else deleted it is asked about: it stays deleted, or comes back with the change.") },
  { N_("The last bed taken twice"), N_("Two placements may each be right and not both be possible. Both stand, for both are facts; the home and the children are marked, and the ways out that the law allows are offered. The number, ages and gender of the terms, and the limit of three, are two tests: varying the terms or six working days of regulation 23 answer the one, brothers and sisters or an exemption by name the other. Neither answers both.") },
  { N_("A child in two places"), N_("Two placements on one night, neither of them a temporary one. Often the earlier one was not ended: end it on the day of the move.") },
  { N_("Also asked about"), N_("Two core prices for the same thing on one day, two records with one name and birth date, and links to what was deleted or merged.") },
  { N_("While you type"), N_("What you are typing in never changes. When somebody else changes that field meanwhile, you are told under it, and what you save stands beside their value.") },
  { NULL },
};

static const KinHelpEntry outbox[] = {
  { N_("Joining an authority"), N_("In the menu, or at the first start: the address of the office and a code, which whoever keeps it gives you for this laptop. All that is in the file goes with you. Signing out keeps what is unsent; it goes out when the laptop joins again.") },
  { N_("Working without network"), N_("Everything works without network, and nothing waits for it. What you do is kept on this laptop, encrypted, and goes to the office by itself as soon as it can.") },
  { N_("Not yet with the office"), N_("Each action that the office has not confirmed, since when it waits, and why. Signing out, a crash or a lost access never throws it away.") },
  { N_("Save to a file"), N_("Saves your unsent work, sealed so that only the office can read it. It works even when this laptop may send no more: hand the file in there.") },
  { NULL },
};

static const KinHelpEntry history[] = {
  { N_("Nothing is thrown away"), N_("Every change is kept: what, who and when. Undo does not remove a change, it adds its opposite, so that the history is whole. Ctrl+Z takes back the last thing you did; “Undo this” takes back one of them; what others changed since stays, and you are told.") },
  { N_("As on, as known"), N_("“As on” is the day that a page is about. “As known” is the moment from which it is seen: a report of last June as known then has the figures members saw, as known now it has the late corrections as well. The button at the head of a page says which, and a strip says so when it is not now.") },
  { N_("Merged records"), N_("Two records of one person or home can be made one. The other leaves all lists and keeps its own values; its page, and that of the one that stays, offer to unmerge them, however long ago it was.") },
  { NULL },
};

static const KinHelpEntry eyes[] = {
  { N_("Hide everything: Ctrl+L"), N_("Blanks the window, and every dialog before it, until a key is pressed. For turning the screen away.") },
  { N_("Lock: Ctrl+Shift+L"), N_("Asks for the passphrase or the recovery key. The window locks by itself after a while; how long is in the preferences. Nothing that was typed is lost.") },
  { N_("Kitchen mode: Ctrl+K"), N_("Leaves one home on the screen, for a laptop on a carer's table: no lists, no search, no history, nothing restricted, and no way to other people until the passphrase is typed.") },
  { N_("Restricted records"), N_("Concerns, adoption, health and deprivation of liberty. Who may not see them is told “not available”, and until when where a day is known; never why.") },
  { N_("For whom is it?"), N_("Every print and export asks. For anybody outside, addresses, telephones, carers' surnames, schools and notes stay out, and where a protected child lives. The file says what was left out. A council was fined £90,000 for a print that had a carer's address by default.") },
  { NULL },
};

static const KinHelpEntry lists[] = {
  { N_("Find"), N_("Ctrl+F, or just type. Children, homes, carers, providers, references, parts of postcodes and words in notes are found; the arrow keys choose, Enter opens.") },
  { N_("Columns"), N_("The button at the foot of a list chooses which columns are shown and in which order; drag an edge to make one wider. They are remembered for each list. What is shown is what is exported and printed.") },
  { N_("Several at once"), N_("Shift and the arrow keys, Ctrl and a click, or Ctrl+A select rows. Change, delete, export or merge them: one action that says how many, and one undo. A filter takes what it hides out of the selection.") },
  { N_("The menu of a row"), N_("The menu key, Shift+F10, or the right button of the mouse.") },
  { NULL },
};

static const KinHelpTopic topics[] = {
  { "law", N_("English law"), law },
  { "today", N_("Today"), today },
  { "homes", N_("Homes and places"), homes },
  { "children", N_("Children"), children },
  { "siblings", N_("Siblings"), siblings },
  { "costs", N_("Costs"), costs },
  { "agency", N_("Agency and in-house"), agency },
  { "decide", N_("To decide"), decide },
  { "outbox", N_("Outbox"), outbox },
  { "history", N_("History and time"), history },
  { "lists", N_("Lists and search"), lists },
  { "eyes", N_("Who sees what"), eyes },
  { NULL },
};
/* clang-format on */

const KinHelpTopic *
kin_help_topics (void)
{
  return topics;
}
