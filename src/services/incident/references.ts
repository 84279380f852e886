import { channelKeysIn, hashChannelsIn, mentionsIn } from "../../domain/body.ts";
import { type By, both, type Decision } from "../../domain/decision.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { deliver } from "../../domain/incident/labels.ts";
import { may, permit } from "../../domain/permission.ts";
import { channelsByKey } from "../../store/channels.ts";
import type { Tx } from "../../store/database.ts";
import { peopleNames } from "../../store/names.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";

/** `#words` that name no channel yet: the answer offers to create them. */
export interface Named {
  readonly unknown: readonly string[];
}

/** The people a body names who exist and, of a private incident, are on it (features.md G8, G40). */
export const peopleNamed = async (
  ctx: Ctx,
  tx: Tx,
  incident: Pick<Incident, "private" | "participants"> | null,
  body: string,
): Promise<readonly PersonId[]> => {
  const known = [...(await peopleNames(tx, ctx.workspace, mentionsIn(body))).keys()];
  return incident?.private === true ? known.filter((person) => incident.participants.includes(person)) : known;
};

/** Those whom a new description names and the old one did not. */
export const peopleNewlyNamed = async (
  ctx: Ctx,
  tx: Tx,
  incident: Incident,
  body: string,
): Promise<readonly PersonId[]> => {
  const { description } = incident;
  const texts = await readTexts(tx, ctx.workspace, description === undefined ? [] : [description]);
  const before = mentionsIn([...texts.values()].join("\n"));
  return (await peopleNamed(ctx, tx, incident, body)).filter((person) => !before.includes(person));
};

/** The channels a body names: those that exist, and the plain words that name none. */
export const channelsNamed = async (ctx: Ctx, tx: Tx, body: string) => {
  const keys = channelKeysIn(body);
  const channels = keys.length === 0 ? [] : await channelsByKey(tx, ctx.workspace, keys);
  const known = new Set(channels.map(({ key }) => key));
  return { channels, unknown: hashChannelsIn(body).filter((key) => !known.has(key)) };
};

/** Delivers an incident to the channels a body names, where it is not there yet (features.md G30, G41). */
export const deliverNamed = async (
  ctx: Ctx,
  tx: Tx,
  incident: Incident,
  body: string,
  by: By,
): Promise<Named & { readonly decided: Decision }> => {
  const { channels, unknown } = await channelsNamed(ctx, tx, body);
  const fresh = may(ctx.actor, "incident.change")
    ? channels.filter((channel) => !channel.builtIn && !incident.channels.includes(channel.id))
    : [];
  return { unknown, decided: both(...fresh.map((channel) => deliver(incident, channel, by))) };
};

/** Words for a title: whom and what they name, by name, without marks. */
export const plainWords = async (ctx: Ctx, text: string): Promise<string> => {
  permit(ctx.actor, "incident.view");
  const named = mentionsIn(text);
  const names =
    named.length === 0 ? new Map<PersonId, string>() : await ctx.read((tx) => peopleNames(tx, ctx.workspace, named));
  return text
    .replaceAll(
      /<@([0-9a-f-]{36})>/gi,
      (_all, id: string) => `@${names.get(id.toLowerCase() as PersonId) ?? "somebody"}`,
    )
    .replaceAll(/<#([\p{L}\p{N}_-]{1,80})>/gu, "#$1")
    .replaceAll(/\[([^\]\n]+)\]\(([^)\s]+)\)/gu, "$1");
};
