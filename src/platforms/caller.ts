import type { About, CommandCtx } from "../commands/context.ts";
import type { Given } from "../commands/read.ts";
import type { NewAttachment } from "../domain/decision.ts";
import type { AttachmentId, ConnectionId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { Messengers } from "../ports.ts";
import type { Storage } from "../services/attachment/storage.ts";
import type { Connection } from "../services/connection/connect.ts";
import { incidentHere } from "../services/connection/place.ts";
import { freshId } from "../services/ctx.ts";
import type { Ground } from "../services/ground.ts";
import { actorOf } from "../services/identity/identity.ts";
import type { Outside } from "../services/outside.ts";
import { endingReceipt, type OpenReceipt } from "../services/receipt/receipt.ts";
import { makeToken, openToken } from "../services/token/token.ts";
import type { Account, Adapter, Inbound, Pointed, Sent } from "./inbound.ts";
import { type People, realmOf } from "./people.ts";

export interface Calling {
  readonly ground: Ground;
  readonly connection: Connection;
  readonly adapter: Adapter;
  readonly messengers: Messengers;
  readonly outside: Outside;
  readonly storage?: Storage | undefined;
  /** Where people's browsers reach the bot. */
  readonly address?: (() => string | undefined) | undefined;
  /** Can other Slack teams be let in over the web? */
  readonly installs?: boolean | undefined;
  readonly people: People;
}

/** The context of whoever did something, where they did it. */
export const callerOf = async (
  { ground, connection, messengers, outside, people, storage, address, installs }: Calling,
  inbound: Pick<Inbound, "account" | "place">,
  receipt?: OpenReceipt,
): Promise<CommandCtx> => {
  const { workspace, platform } = connection;
  const known = await people.known(inbound.account);
  const base = { workspace, actor: actorOf(known), read: ground.read };
  const here = await incidentHere(base, inbound.place);
  const url = address?.();
  return {
    ...base,
    surface: platform,
    zone: known.zone,
    now: ground.now,
    transact: endingReceipt(ground, receipt),
    enqueue: ground.enqueue,
    platform,
    connection: connection.id,
    place: inbound.place,
    messengers,
    outside,
    ...(storage === undefined ? {} : { storage }),
    ...(receipt === undefined ? {} : { receipt: receipt.id }),
    ...(here === null ? {} : { here }),
    ...(url === undefined ? {} : { url }),
    ...(installs === undefined ? {} : { installs }),
  };
};

/** The context of the platform itself telling us something: nobody in particular did it. */
export const platformOf = (
  { ground, connection, messengers, outside }: Calling,
  inbound: Pick<Inbound, "place">,
  receipt?: OpenReceipt,
): CommandCtx => ({
  workspace: connection.workspace,
  actor: { kind: "system" },
  surface: connection.platform,
  zone: "UTC",
  now: ground.now,
  read: ground.read,
  transact: endingReceipt(ground, receipt),
  enqueue: ground.enqueue,
  platform: connection.platform,
  connection: connection.id,
  place: inbound.place,
  messengers,
  outside,
});

/** A text in the platform's markup, as ours. */
export const neutralText = async (
  { adapter, people }: Calling,
  ctx: Pick<CommandCtx, "workspace" | "actor" | "read">,
  text: string,
  looks = true,
): Promise<string> => adapter.neutral(text, await people.mentions(ctx, text), looks);

/** A file people posted, to be kept with a comment. */
export const attachmentOf = (
  connection: ConnectionId,
  { file, name, mediaType, size, permalink }: Sent,
): NewAttachment => ({
  id: freshId<AttachmentId>(),
  name,
  mediaType,
  size,
  origin: { connection, file, ...(permalink === undefined ? {} : { permalink }) },
});

/** A message that somebody pointed at. */
export const aboutOf = async (calling: Calling, ctx: CommandCtx, pointed: Pointed): Promise<About> => {
  const account: Account | undefined =
    pointed.account === undefined ? undefined : { id: pointed.account, realm: realmOf(calling.connection) };
  const author = account === undefined ? undefined : await calling.people.known(account).catch(() => undefined);
  return {
    place: pointed.ref.place,
    message: pointed.ref.message,
    ...(pointed.permalink === undefined ? {} : { permalink: pointed.permalink }),
    ...(author === undefined ? {} : { author: author.name }),
    ...(pointed.text === undefined ? {} : { text: await neutralText(calling, ctx, pointed.text) }),
    ...(pointed.files === undefined
      ? {}
      : { files: pointed.files.map((file) => attachmentOf(calling.connection.id, file)) }),
    ...(pointed.at === undefined ? {} : { at: Temporal.Instant.from(pointed.at) }),
  };
};

const purpose = "continue";

/** What a form or a button goes on with: a command too long for it, where it was asked, the message it is about. */
export interface Continuation {
  readonly line: string;
  /** Its arguments where they came apart from the words: `line` is the command's path then. */
  readonly given?: Given;
  /** They filled a form that was refused: it is shown again. */
  readonly again?: boolean;
  readonly place?: Place;
  readonly about?: Pointed;
  /** Asked before it counts, on platforms that cannot ask by themselves. */
  readonly confirm?: { readonly question: string; readonly label: string };
}

/** Keeps a continuation under a name nobody can guess. */
export const keepContinuation = ({ ground, connection }: Pick<Calling, "ground" | "connection">, kept: Continuation) =>
  makeToken(ground, connection.workspace, purpose, JSON.stringify(kept));

export const readContinuation = async (
  { ground, connection }: Pick<Calling, "ground" | "connection">,
  token: string,
): Promise<Continuation | null> => {
  const line = await openToken(ground, connection.workspace, purpose, token);
  // Written by `keepContinuation` alone.
  return line === null ? null : (JSON.parse(line) as Continuation);
};
