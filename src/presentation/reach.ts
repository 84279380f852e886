import { contactKey, type NamedContact } from "../domain/notify/contact.ts";
import { nextDaily } from "../domain/notify/daily.ts";
import { planOf, type Rung, type Urgency, urgencies } from "../domain/notify/personal-rules.ts";
import { clockText, quietText, rungsText, spanText } from "../domain/notify/personal-words.ts";
import { quietUntil } from "../domain/notify/quiet-hours.ts";
import type { ContactTest, Reach } from "../domain/notify/reach.ts";
import { inBrief, type Means } from "../domain/notify/readiness.ts";
import type { MeView } from "../domain/person-view.ts";
import type { Form } from "./form.ts";
import type { Block, Message } from "./message.ts";
import {
  ago,
  also,
  answer,
  bold,
  bullets,
  button,
  clock,
  code,
  controls,
  listed,
  moment,
  note,
  paragraph,
  type Words,
} from "./say.ts";

const urgencyNames: Readonly<Record<Urgency, string>> = {
  page: "Pages",
  urgent: "Urgent pages",
  notice: "Everything else",
};

/** "Slack @ada and Discord @ada at once, ada@acme.test after 2m". */
const planWords = (plan: readonly Rung<NamedContact>[], means: Means): Words =>
  plan.length === 0
    ? "nothing reaches you yet"
    : atOnce(plan).map(({ after, contacts }, i) => [
        i === 0 ? "" : ", ",
        listed(contacts.map((contact): Words => nameOf(contact, means))),
        after === 0 ? " at once" : ` after ${spanText(after)}`,
      ]);

/** What a contact is called, and whether anything can be sent to it from here. */
const nameOf = (contact: NamedContact, means: Means): string => {
  const why = means(contact);
  return why === null ? contact.name : `${contact.name} (${inBrief(why)})`;
};

/** The rungs of one time as one. */
const atOnce = (plan: readonly Rung<NamedContact>[]) =>
  [...new Set(plan.map(({ after }) => after))].map((after) => ({
    after,
    contacts: plan.filter((rung) => rung.after === after).map(({ contact }) => contact),
  }));

/** By which contacts one hears of what, and when. */
export const reachBlocks = (reach: Reach, now: Temporal.Instant, means: Means): readonly Block[] => {
  const { rules, contacts, quiet, summary, zone, limit } = reach;
  const until = quiet === undefined ? null : quietUntil(quiet, now);
  const shown = urgencies.filter((urgency) => urgency !== "urgent" || rules.urgent !== undefined);
  return [
    bullets([
      ...shown.map(
        (urgency): Words => [
          bold(`${urgencyNames[urgency]}: `),
          urgency === "notice"
            ? noticeWords(planOf(rules, contacts, urgency)[0]?.contact, means)
            : planWords(planOf(rules, contacts, urgency), means),
          rules[urgency] === undefined ? " (as for everybody)" : "",
        ],
      ),
      [
        bold("Quiet hours: "),
        quiet === undefined ? "none" : quietText(quiet),
        until === null ? "" : [". They hold now, until ", moment(until)],
      ],
      [
        bold("Daily summary: "),
        summary.muted ? "none" : [`${clockText(summary.at)}, next `, moment(nextDaily({ zone, at: summary.at }, now))],
      ],
      [bold("At most: "), limit === 1 ? "1 message a minute" : `${limit} messages a minute`],
    ]),
    ...(contacts.length === 0 ? [] : [note(ifPagedNow(reach, now, means))]),
  ];
};

const noticeWords = (first: NamedContact | undefined, means: Means): string =>
  first === undefined ? "nothing reaches you yet" : nameOf(first, means);

/** The plan as instants: they are shown in the reader's own zone. What cannot be sent to is not promised. */
const ifPagedNow = ({ rules, contacts, quiet }: Reach, now: Temporal.Instant, means: Means): Words => {
  const works = planOf(rules, contacts, "page").filter(({ contact }) => means(contact) === null);
  if (works.length === 0) return "Paged now, you would hear nothing.";
  return [
    "Paged now, you would hear ",
    listed(
      atOnce(works).map(
        ({ after, contacts: by }): Words => [
          "at ",
          clock(now.add({ seconds: after })),
          " by ",
          listed(by.map(({ name }) => name)),
        ],
      ),
    ),
    quiet === undefined || quietUntil(quiet, now) === null
      ? "."
      : ", quiet hours or not; pages to a team, a subscription or a mention would wait unless they are urgent.",
  ];
};

export const reachControls: Block = controls(
  button("Send a test", "tocsin me test"),
  button("Pages", "tocsin me rules page"),
  button("Everything else", "tocsin me rules notice"),
  button("Quiet hours", "tocsin me quiet"),
  button("Contacts", "tocsin me contacts"),
);

/** What was changed, and everything that is true now. */
export const reachChanged = ({ reach }: MeView, now: Temporal.Instant, means: Means): Message => ({
  summary: "That is how you are reached now",
  blocks: [paragraph("That is how you are reached now:"), ...reachBlocks(reach, now, means), reachControls],
});

/** Every contact, what it is called in rules, and how its last test went. */
export const contactList = ({ reach, tests }: MeView, means: Means): Message => {
  const test = button("Send a test", "tocsin me test", { style: "primary" });
  if (reach.contacts.length === 0) return answer(unreached);
  return also(
    {
      summary: `${reach.contacts.length} contacts`,
      blocks: [
        bullets(
          reach.contacts.map((contact): Words => {
            const last = tests.find((one) => one.contact === contactKey(contact));
            const why = means(contact);
            return [contact.name, " (", code(contact.word), "): ", why === null ? testWords(last) : why];
          }),
        ),
      ],
    },
    note("Another one, such as a phone: ", code("/tocsin contact add")),
    controls(test),
  );
};

const unreached: Words = [
  "Nothing reaches you yet. Write to me in Slack or Discord, or be the same person there with ",
  code("/tocsin link"),
  ".",
];

const testWords = (test: ContactTest | undefined): Words => {
  if (test === undefined) return "not tested yet";
  if (test.settledAt === undefined) return ["a test is under way since ", ago(test.askedAt)];
  return test.failure === undefined
    ? ["worked ", ago(test.settledAt)]
    : ["failed ", ago(test.settledAt), `: ${test.failure}`];
};

/** Asks for the rules of one kind: what was chosen stands in it, and where nothing was, what applies instead stands behind. */
export const rulesForm = ({ reach: { rules, contacts } }: MeView, urgency: Urgency): Form => {
  const chosen = rules[urgency];
  const usual = planOf({}, contacts, urgency);
  return {
    path: "tocsin me rules",
    title: { page: "How you get pages", urgent: "How you get urgent pages", notice: "How you get notices" }[urgency],
    submit: "Save",
    known: { urgency },
    inputs: [
      {
        kind: "text",
        name: "rules",
        label: urgency === "notice" ? "The first of these that works" : "In this order",
        hint: `You have ${contacts.map(({ word }) => word).join(", ")}. Empty: as for everybody.`,
        placeholder: usual.length === 0 ? "slack, email after 5m" : rungsText(usual, contacts),
        optional: true,
        max: 500,
        ...(chosen === undefined ? {} : { initial: rungsText(chosen, contacts) }),
      },
    ],
  };
};

export const quietForm = ({ reach: { quiet, zone } }: MeView): Form => ({
  path: "tocsin me quiet",
  title: "Quiet hours",
  submit: "Save",
  known: {},
  inputs: [
    {
      kind: "text",
      name: "hours",
      label: "From and to",
      hint: `In ${zone}. Notices wait until they end; pages to you on call come through. Say off for none.`,
      placeholder: "22:00-07:00 mon-fri",
      initial: quiet === undefined ? "22:00-07:00" : quietText(quiet),
      max: 100,
    },
  ],
});

/** Which contacts a test is on its way to. */
export const testStarted = (contacts: readonly NamedContact[]): Message =>
  also(
    answer("A test is on its way to ", listed(contacts.map(({ name }): Words => name)), "."),
    controls(button("How did it go?", "tocsin me contacts")),
  );

/** The test itself. */
export const testMessage = ({ name }: Pick<NamedContact, "name">): Message =>
  answer(bold("This is a test."), ` You asked for it: pages reach you by ${name}.`);

/** Told by another contact. */
export const testFailed = ({ name }: Pick<NamedContact, "name">, failure: string): Message =>
  also(
    answer(bold("A test did not arrive: "), `${name}. ${failure}`),
    controls(button("Contacts", "tocsin me contacts"), button("Send a test", "tocsin me test")),
  );
