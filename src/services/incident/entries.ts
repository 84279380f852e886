import { mentionsIn } from "../../domain/body.ts";
import type { ChannelId, EntryId, PersonId, TeamId, TextId } from "../../domain/ids.ts";
import { isId } from "../../domain/ids.ts";
import type { CommentView, EntryNames, EntryView } from "../../domain/incident/entry-view.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import type { Entry, EntryKind, Json } from "../../domain/incident/timeline.ts";
import { permit } from "../../domain/permission.ts";
import { listAttachments, type StoredAttachment } from "../../store/attachments.ts";
import { readComments, type StoredComment } from "../../store/comments.ts";
import type { Tx } from "../../store/database.ts";
import { listEntries } from "../../store/entries.ts";
import { given, type IncidentRef } from "../../store/incidents.ts";
import { channelNames, peopleNames, roleNames, teamNames } from "../../store/names.ts";
import { allSeverities } from "../../store/severities.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "./load.ts";
import { namedActor, namedBy } from "./view.ts";

/** Entries with the words and names their ids stand for, of an incident already found visible; eight statements in all. */
export const viewEntries = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  entries: readonly Entry[],
  incident?: Pick<Incident, "startedAt">,
): Promise<readonly EntryView[]> => {
  const comments = await readComments(tx, ctx.workspace, entries.flatMap(commentOf));
  const { bodies, files } = await wordsOf(ctx, tx, entries, comments);
  const names = await namesOf(ctx, tx, entries, comments, [...bodies.values()]);
  const views = new Map(comments.map((one) => [one.id, viewComment(one, bodies, files, names)]));
  return entries.map((entry) => {
    const [comment] = commentOf(entry);
    const text = textOf(entry);
    return {
      entry,
      actor: namedActor(entry, names.people),
      ...names,
      ...given("startedAt", incident?.startedAt),
      ...given("body", text === undefined ? undefined : bodies.get(text)),
      ...given("comment", comment === undefined ? undefined : views.get(comment)),
    };
  });
};

/** The same for comments alone. */
export const viewComments = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  comments: readonly StoredComment[],
): Promise<{ readonly comments: readonly CommentView[]; readonly names: EntryNames }> => {
  const { bodies, files } = await wordsOf(ctx, tx, [], comments);
  const names = await namesOf(ctx, tx, [], comments, [...bodies.values()]);
  return { comments: comments.map((one) => viewComment(one, bodies, files, names)), names };
};

/** Which part of a timeline: what comes after an entry, or what comes before one. */
export interface TimelinePage {
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
}

export interface Timeline {
  readonly incident: Incident;
  readonly entries: readonly EntryView[];
}

/** A page of what happened to an incident, oldest first. */
export const viewTimeline = async (ctx: Ctx, ref: IncidentRef, page: TimelinePage): Promise<Timeline> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    const newestFirst = page.before !== undefined;
    const found = await listEntries(tx, ctx.workspace, incident.id, { ...page, newestFirst });
    return { incident, entries: await viewEntries(ctx, tx, newestFirst ? found.toReversed() : found, incident) };
  });
};

const commentOf = (entry: Entry): readonly EntryId[] => {
  if (entry.kind === "commented") return [entry.id];
  const { comment } = entry.data;
  return typeof comment === "string" ? [comment as EntryId] : [];
};

/** The text an entry brought, or that of the task it is about. */
const textOf = ({ data }: Entry): TextId | undefined => {
  const { text, task } = data;
  return text ?? (typeof task === "string" ? (task as TextId) : undefined);
};

const wordsOf = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  entries: readonly Entry[],
  comments: readonly StoredComment[],
) => {
  const texts = [
    ...entries.flatMap((entry): readonly TextId[] => {
      const text = textOf(entry);
      return text === undefined ? [] : [text];
    }),
    ...comments.map(({ text }) => text),
  ];
  const [bodies, files] = await Promise.all([
    readTexts(tx, ctx.workspace, texts),
    listAttachments(tx, ctx.workspace, { comments: comments.map(({ id }) => id) }),
  ]);
  return { bodies, files };
};

const namesOf = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  entries: readonly Entry[],
  comments: readonly StoredComment[],
  bodies: readonly string[],
): Promise<EntryNames> => {
  const ids = entries.flatMap(({ data }) => Object.values(data).flatMap(idsIn));
  const bare = ids.filter(({ kind }) => kind === "").map(({ id }) => id);
  const people = [
    ...ids.flatMap(({ kind, id }) => (kind === "person" ? [id as PersonId] : [])),
    ...(bare as readonly string[] as readonly PersonId[]),
    ...entries.flatMap(({ actor }) => (actor.kind === "person" ? [actor.id] : [])),
    ...comments.flatMap(({ author }) => (author.startsWith("person:") ? [author.slice(7) as PersonId] : [])),
    ...bodies.flatMap(mentionsIn),
  ];
  const teams = ids.flatMap(({ kind, id }) => (kind === "team" ? [id as TeamId] : []));
  const channels = bare as readonly string[] as readonly ChannelId[];
  const has = (...kinds: readonly EntryKind[]) => entries.some(({ kind }) => kinds.includes(kind));
  const [peopleCalled, teamsCalled, channelsCalled, severities, roles] = await Promise.all([
    peopleNames(tx, ctx.workspace, people),
    teamNames(tx, ctx.workspace, teams),
    channelNames(tx, ctx.workspace, channels),
    has("declared", "severity-changed") ? allSeverities(tx, ctx.workspace) : [],
    has("role-set", "role-cleared") ? roleNames(tx, ctx.workspace) : new Map<string, string>(),
  ]);
  return {
    people: peopleCalled,
    teams: teamsCalled,
    channels: channelsCalled,
    severities: new Map(severities.map((one) => [one.key, one])),
    roleNames: roles,
  };
};

/** Ids a value holds: bare ones, and those of assignees ("person:<id>", "team:<id>"). */
const idsIn = (value: Json | undefined): readonly { readonly kind: string; readonly id: string }[] => {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== "string") return [];
  const at = value.indexOf(":");
  const [kind, id] = at === -1 ? ["", value] : [value.slice(0, at), value.slice(at + 1)];
  return isId(id) ? [{ kind, id }] : [];
};

const viewComment = (
  comment: StoredComment,
  bodies: ReadonlyMap<TextId, string>,
  files: readonly StoredAttachment[],
  { people }: EntryNames,
): CommentView => ({
  id: comment.id,
  number: comment.number,
  author: namedBy(comment.author, people),
  createdAt: comment.createdAt,
  keyMoment: comment.keyMoment,
  links: comment.links,
  attachments: files.filter((file) => file.comment === comment.id),
  ...given("body", comment.deletedAt === undefined ? bodies.get(comment.text) : undefined),
  ...given("editedAt", comment.editedAt),
  ...given("deletedAt", comment.deletedAt),
  ...given("permalink", comment.permalink),
});
