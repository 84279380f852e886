import { othersThan, personOf } from "../actor.ts";
import type { By, Change, NewAttachment } from "../decision.ts";
import { type Decision, decision } from "../decision.ts";
import type { ChannelId, EntryId, IncidentId, PersonId, PostingId, TextId } from "../ids.ts";
import type { Place } from "../place.ts";
import { Refusal } from "../refusal.ts";
import { type Assignee, assigneeKey } from "./assignee.ts";
import { cleanTitle } from "./fields.ts";
import type { Link, Resource, Source } from "./incident.ts";
import { checkTag } from "./labels.ts";
import type { Severity } from "./severity.ts";

/** What somebody asks for when they open an incident. */
export interface Opening {
  readonly title: string;
  readonly description?: string;
  readonly severity?: Severity;
  readonly startedAt?: Temporal.Instant;
  readonly private?: boolean;
  readonly source?: Source;
  readonly assignees?: readonly Assignee[];
  readonly tags?: readonly string[];
  readonly resources?: readonly Resource[];
  readonly links?: readonly Link[];
  readonly attachments?: readonly NewAttachment[];
  /** Besides `all`. */
  readonly channels?: readonly ChannelId[];
  /** People named in the description: they are told. */
  readonly mentioned?: readonly PersonId[];
  /** Whom the assigned teams consist of. */
  readonly members?: readonly PersonId[];
  /** A thread that becomes the incident's own. */
  readonly thread?: Place;
  /** How: "command", "form", "message", "mention", "http", "automation". */
  readonly openedBy: string;
}

/** Opens an incident: status open, started now unless back-dated, its creator and whoever it is assigned to on it. */
export const open = (wanted: Opening, by: By): Decision & { readonly id: IncidentId } => {
  const id = by.fresh<IncidentId>();
  const title = cleanTitle(wanted.title);
  const startedAt = wanted.startedAt ?? by.at;
  if (Temporal.Instant.compare(startedAt, by.at) > 0) {
    throw new Refusal("start-in-future", "An incident cannot start in the future. Leave the start out to say now.");
  }
  const text = wanted.description === undefined || wanted.description.trim() === "" ? undefined : by.fresh<TextId>();
  const assignees = [...new Map((wanted.assignees ?? []).map((one) => [assigneeKey(one), one])).values()];
  const tags = [...new Set((wanted.tags ?? []).map(checkTag))];
  const creator = personOf(by.actor);
  const told = tellings(wanted, assignees, by);
  const changes: readonly Change[] = [
    ...(text === undefined ? [] : [{ kind: "write", text, body: wanted.description ?? "" } as const]),
    {
      kind: "open",
      incident: {
        id,
        title,
        status: "open",
        private: wanted.private ?? false,
        startedAt,
        openedBy: wanted.openedBy,
        ...(text === undefined ? {} : { description: text }),
        ...(wanted.severity === undefined ? {} : { severity: wanted.severity.id }),
        ...(wanted.source === undefined ? {} : { source: wanted.source }),
      },
    },
    ...joining(assignees, creator).map((person) => ({ kind: "join", person }) as const),
    ...assignees.map((assignee) => ({ kind: "assign", assignee }) as const),
    ...tags.map((tag) => ({ kind: "tag", tag }) as const),
    ...(wanted.resources ?? []).map((resource) => ({ kind: "add-resource", resource }) as const),
    ...(wanted.links ?? []).map((link) => ({ kind: "add-link", link }) as const),
    ...(wanted.attachments ?? []).map((attachment) => ({ kind: "attach", attachment }) as const),
    ...(wanted.channels ?? []).map((channel) => ({ kind: "deliver", channel }) as const),
    ...(wanted.thread === undefined
      ? []
      : [{ kind: "own-place", posting: by.fresh<PostingId>(), place: wanted.thread } as const]),
  ];
  const declared = {
    id: by.fresh<EntryId>(),
    kind: "declared",
    data: {
      name: title,
      status: "open",
      severity: wanted.severity?.key ?? null,
      tags,
      assignees: assignees.map(assigneeKey),
      channels: [...(wanted.channels ?? [])],
      start_time: startedAt.toString(),
      private: wanted.private ?? false,
      how: wanted.openedBy,
      ...(wanted.source === undefined ? {} : { source: { ...wanted.source } }),
      ...(text === undefined ? {} : { text }),
    },
    tells: told,
  } as const;
  return { ...decision({ changes, entries: [declared] }), id };
};

const joining = (assignees: readonly Assignee[], creator: PersonId | undefined): readonly PersonId[] => [
  ...new Set([...(creator === undefined ? [] : [creator]), ...peopleIn(assignees)]),
];

const peopleIn = (assignees: readonly Assignee[]): readonly PersonId[] =>
  assignees.flatMap((one) => (one.kind === "person" ? [one.id] : []));

const tellings = (wanted: Opening, assignees: readonly Assignee[], by: By) => {
  const assigned = othersThan(by, [...peopleIn(assignees), ...(wanted.members ?? [])]);
  return [
    ...assigned.map((person) => ({ person, reason: "assigned" }) as const),
    ...othersThan(by, wanted.mentioned ?? [])
      .filter((person) => !assigned.includes(person))
      .map((person) => ({ person, reason: "mentioned" }) as const),
  ];
};
