import type { EntryView } from "../domain/incident/entry-view.ts";
import { isIncidentEntry } from "../domain/incident/event.ts";
import { durationOf } from "../domain/incident/incident.ts";
import type { IncidentEntryKind } from "../domain/incident/timeline.ts";
import { type Empty, emptyWords } from "../domain/notify/empty.ts";
import { type Unpaged, unpaged } from "../domain/notify/recipients.ts";
import {
  assigned,
  labelled,
  linked,
  peopleIn,
  peopleNamed,
  personNamed,
  roleNamed,
  severityKeyed,
  statusKeyed,
  string,
} from "./entry-data.ts";
import { afterwards, counted, who } from "./incident-words.ts";
import { inlineOf } from "./markup.ts";
import type { Inline } from "./message.ts";
import { unansweredWords, whyReminded, whyUnpaged } from "./reminder.ts";
import { bold, code, italic, moment, newline, say, type Words, words } from "./say.ts";

/** What happened, in one sentence that begins with who did it. Bodies follow in a line of their own. */
export const entryLine = (view: EntryView): readonly Inline[] =>
  // Nobody did what nobody did.
  view.entry.kind === "page-failed" && unpagedIn(view) === "unanswered"
    ? unanswered(view)
    : words(who(view.actor), " ", deedOf(view));

/** The same without who did it, and without the text it brought: the audit names a text and never shows it. */
export const entryDeed = ({ body: _body, ...view }: EntryView): Words => {
  if (view.entry.kind === "commented") return [`wrote ${comment(view)}`, attachments(view)];
  return view.entry.kind === "page-failed" && unpagedIn(view) === "unanswered" ? unanswered(view) : deedOf(view);
};

const deedOf = (view: EntryView): Words => {
  const { kind } = view.entry;
  return isIncidentEntry(kind) ? lines[kind](view) : "changed it";
};

type Line = (view: EntryView) => Words;

const body = (view: EntryView): Words =>
  view.body === undefined || view.body === "" ? [] : [newline, ...inlineOf(view.body, { people: view.people })];

const withBody = (sentence: string, view: EntryView): Words =>
  view.body === undefined || view.body === "" ? sentence : say`${sentence}:${body(view)}`;

/** "changed the title from a to b", "set", "removed": by what was there before and what is there now. */
const changed = (what: string, before: Words | undefined, after: Words | undefined): Words => {
  if (before === undefined) return say`set the ${what} to ${after ?? "nothing"}`;
  return after === undefined ? say`removed the ${what} ${before}` : say`changed the ${what} from ${before} to ${after}`;
};

const number = (view: EntryView): string => string(view, "number") ?? "";

const rewritten =
  (what: string): Line =>
  (view) => {
    const { before, after } = view.entry.data;
    if (after === null) return `removed the ${what}`;
    return withBody(before === null || before === undefined ? `wrote the ${what}` : `rewrote the ${what}`, view);
  };

const ended =
  (verb: string): Line =>
  (view) =>
    withBody(`${verb} it${spent(view, "end_time")}`, view);

/** " after 25m", where the start is known. */
const spent = ({ entry, startedAt }: EntryView, field?: string): string => {
  if (startedAt === undefined) return "";
  const at = field === undefined ? undefined : entry.data[field];
  return afterwards(durationOf({ startedAt }, typeof at === "string" ? Temporal.Instant.from(at) : entry.at));
};

const instant = (view: EntryView, name: string): Words => {
  const value = string(view, name);
  return value === undefined ? "an unknown time" : moment(Temporal.Instant.from(value));
};

const comment = (view: EntryView): string => (number(view) === "" ? "a comment" : `comment ${number(view)}`);

/** " and 2 places" */
const besides = (view: EntryView): string => {
  const others = Number(string(view, "others") ?? 0);
  return others === 0 ? "" : ` and ${counted(others, "other target")}`;
};

/** " (Payments, step 2)" */
const bySteps = (view: EntryView): string => {
  const [policy, step] = [string(view, "policy"), string(view, "step")];
  if (policy === undefined) return "";
  return step === undefined ? ` (${policy})` : ` (${policy}, step ${step})`;
};

const stringsIn = (view: EntryView, name: string): readonly string[] => {
  const value = view.entry.data[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
};

const emptyIn = (view: EntryView): Empty => ({
  schedules: stringsIn(view, "schedules"),
  teams: stringsIn(view, "teams"),
  away: stringsIn(view, "away"),
});

const unanswered = (view: EntryView): readonly Inline[] =>
  say`Nobody ${unansweredWords(string(view, "policy") ?? "", peopleIn(view, "people"), emptyIn(view))}`;

const unpagedIn = (view: EntryView): Unpaged => {
  const reason = string(view, "reason");
  return unpaged.find((one) => one === reason) ?? "unreachable";
};

const attachments = (view: EntryView): Words => {
  const names = view.entry.data.attachments;
  if (!Array.isArray(names) || names.length === 0) return [];
  return say`${newline}${italic(`${counted(names.length, "file")}: ${names.join(", ")}`)}`;
};

const lines: Readonly<Record<IncidentEntryKind, Line>> = {
  declared: (view) => {
    const severity = severityKeyed(view, "severity");
    const source = labelled(view, "source");
    return say`opened it${severity === undefined ? "" : ` as ${severity}`}${
      source === undefined ? "" : say` from ${source}`
    }`;
  },
  acknowledged: (view) =>
    view.entry.data.first === false ? `also acknowledged it${spent(view)}` : `acknowledged it${spent(view)}`,
  "status-changed": (view) => {
    const after = statusKeyed(view, "after") ?? "unknown";
    const before = statusKeyed(view, "before");
    return withBody(`changed the status${before === undefined ? "" : ` from ${before}`} to ${after}`, view);
  },
  resolved: ended("resolved"),
  closed: ended("closed"),
  reopened: (view) => withBody("reopened it", view),
  "title-changed": (view) =>
    say`renamed it from ${bold(string(view, "before") ?? "")} to ${bold(string(view, "after") ?? "")}`,
  "description-changed": rewritten("description"),
  "severity-changed": (view) => changed("severity", severityKeyed(view, "before"), severityKeyed(view, "after")),
  "start-changed": (view) => changed("start", instant(view, "before"), instant(view, "after")),
  "resolution-changed": rewritten("resolution"),
  assigned: (view) => {
    const assignee = string(view, "after");
    const isSelf = view.actor.kind === "person" && assignee === `person:${view.actor.id}`;
    return isSelf ? "took it" : say`assigned ${assigned(view, "after")}`;
  },
  unassigned: (view) => say`unassigned ${assigned(view, "before")}`,
  "role-set": (view) => say`made ${personNamed(view, "after")} ${roleNamed(view)}`,
  "role-cleared": (view) => say`relieved ${personNamed(view, "before")} as ${roleNamed(view)}`,
  tagged: (view) => say`added the tag ${bold(string(view, "after") ?? "")}`,
  untagged: (view) => say`removed the tag ${bold(string(view, "before") ?? "")}`,
  "resource-added": (view) => say`added ${labelled(view, "after") ?? "a resource"} to what is affected`,
  "resource-removed": (view) => say`removed ${labelled(view, "before") ?? "a resource"} from what is affected`,
  "link-added": (view) => say`added the link ${linked(view, "after")}`,
  "link-removed": (view) => say`removed the link ${linked(view, "before")}`,
  delivered: (view) => `delivered it to #${string(view, "channel") ?? "a deleted channel"}`,
  undelivered: (view) => `took it out of #${string(view, "channel") ?? "a deleted channel"}`,
  commented: (view) => {
    const empty = view.body === undefined || view.body === "";
    return [empty ? "sent" : "wrote:", body(view), attachments(view)];
  },
  "comment-edited": (view) => withBody(`edited ${comment(view)}`, view),
  "comment-deleted": (view) => `deleted ${comment(view)}`,
  "attachment-added": (view) => say`attached ${italic(string(view, "after") ?? "a file")}`,
  "attachment-deleted": (view) => say`deleted the file ${italic(string(view, "before") ?? "")}`,
  "key-moment-marked": (view) => `marked ${comment(view)} as a key moment`,
  "key-moment-cleared": (view) => `no longer marks ${comment(view)} as a key moment`,
  "update-posted": (view) => withBody("posted an update", view),
  "task-added": (view) => {
    const due = string(view, "due");
    const assignee = string(view, "assignee") === undefined ? [] : say` for ${personNamed(view, "assignee")}`;
    return say`added task ${number(view)}${assignee}${
      due === undefined ? "" : say`, due ${moment(Temporal.Instant.from(due))}`
    }${view.body === undefined ? "" : say`: ${inlineOf(view.body, { people: view.people })}`}`;
  },
  "task-assigned": (view) => say`gave task ${number(view)} to ${personNamed(view, "after")}`,
  "task-done": (view) => `finished task ${number(view)}`,
  "task-reopened": (view) => `reopened task ${number(view)}`,
  "duplicate-marked": (view) => `closed it as a duplicate of INC-${number(view)}: what comes next happens there`,
  "duplicate-undone": () => "took it back as a duplicate: it stands on its own again",
  "duplicate-received": (view) => say`closed INC-${number(view)} as a duplicate of this one`,
  "made-private": () => "made it private: only the people on it see it now",
  "made-public": () => "made it public: everybody sees it now",
  "person-added": (view) => say`added ${personNamed(view, "after")}`,
  paged: (view) => {
    const nowhere = emptyWords(emptyIn(view));
    return say`paged ${peopleNamed(view, "people")}${besides(view)}${bySteps(view)}${
      nowhere === undefined ? "" : `, because ${nowhere}`
    }`;
  },
  "page-failed": (view) => say`paged nobody: ${whyUnpaged(unpagedIn(view), emptyIn(view))}${bySteps(view)}`,
  "page-declined": () => "can't take it: the next ones are called",
  reminded: (view) => {
    const whom = Array.isArray(view.entry.data.people) && view.entry.data.people.length > 0;
    const others = Number(string(view, "others") ?? 0);
    const why = whyReminded(string(view, "rule") ?? "", Number(string(view, "seconds") ?? 0), string(view, "policy"));
    const empty = stringsIn(view, "schedules");
    const nobody = empty.length === 0 ? "" : ` (nobody is on call in ${empty.join(" or ")})`;
    if (!whom && others === 0) return say`notes that ${why}${nobody}`;
    return say`reminded ${whom ? peopleNamed(view, "people") : counted(others, "target")}: ${why}${nobody}`;
  },
  snoozed: (view) => {
    const until = string(view, "until");
    const isAsked = string(view, "what") === "asks";
    const what = isAsked ? "what it asks for" : "pages";
    if (until === "off") return isAsked ? "lets it ask again" : "lets pages ring again";
    return until === undefined
      ? `silenced ${what} until further notice`
      : say`silenced ${what} until ${instant(view, "until")}`;
  },
  deleted: (view) => say`deleted ${code(number(view) === "" ? "it" : `INC-${number(view)}`)}`,
};
