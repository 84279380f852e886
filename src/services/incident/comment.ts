import { mentionsIn } from "../../domain/body.ts";
import { both } from "../../domain/decision.ts";
import type { EntryId, IncidentId } from "../../domain/ids.ts";
import { type Commenting, comment, deleteComment, editComment, markKeyMoment } from "../../domain/incident/comment.ts";
import { may, permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import { commentAt, findComment } from "../../store/comments.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident } from "./load.ts";
import { deliverNamed, peopleNamed } from "./references.ts";

/** What became of words: `#words` among them that name no channel are offered to be created. */
export interface Commented {
  readonly unknown: readonly string[];
}

/** Adds what somebody said; people it names are told, channels it names get the incident. */
export const addComment = async (
  ctx: Ctx,
  ref: IncidentRef,
  wanted: Commenting,
): Promise<Commented & { readonly id: EntryId }> => {
  const { decided } = await changeIncident(ctx, "comment.write", ref, async (incident, by, tx) => {
    const mentioned = await peopleNamed(ctx, tx, incident, wanted.body);
    const said = comment(incident, { ...wanted, mentioned }, by);
    const { decided: delivered, unknown } = await deliverNamed(ctx, tx, incident, wanted.body, by);
    return { ...both(said, delivered), id: said.id, unknown };
  });
  return decided;
};

/** The chat message of a comment was edited; null where that message is no comment. */
export const editCommentByMessage = async (ctx: Ctx, message: MessageRef, body: string): Promise<Commented | null> => {
  permit(ctx.actor, "comment.write");
  const found = await original(ctx, message);
  if (found === null) return null;
  const { decided } = await changeIncident(ctx, "comment.write", { id: found.incident }, async (incident, by, tx) => {
    const old = await findComment(tx, ctx.workspace, incident.id, { id: found.id });
    if (old === undefined) return { changes: [], entries: [], jobs: [], unknown: [] };
    const mentioned = mentionsIn(body).length === 0 ? [] : await peopleNamed(ctx, tx, incident, body);
    const { decided: delivered, unknown } = await deliverNamed(ctx, tx, incident, body, by);
    return { ...both(editComment(incident, old, { body, mentioned }, by), delivered), unknown };
  });
  return decided;
};

/** The chat message of a comment was deleted; false where that message is no comment. */
export const deleteCommentByMessage = async (ctx: Ctx, message: MessageRef): Promise<boolean> => {
  permit(ctx.actor, "comment.write");
  const found = await original(ctx, message);
  if (found === null) return false;
  await changeIncident(ctx, "comment.write", { id: found.incident }, async (incident, by, tx) => {
    const old = await findComment(tx, ctx.workspace, incident.id, { id: found.id });
    if (old === undefined || old.deletedAt !== undefined) return { changes: [], entries: [], jobs: [] };
    return deleteComment(incident, old, may(ctx.actor, "comment.manage"), by);
  });
  return true;
};

/** A comment's chat message was pinned, or no longer is; false where that message is no comment. */
export const markKeyMomentByMessage = async (ctx: Ctx, message: MessageRef, keyMoment: boolean): Promise<boolean> => {
  permit(ctx.actor, "comment.write");
  const found = await ctx.read((tx) => commentAt(tx, ctx.workspace, message));
  if (found === undefined) return false;
  await changeIncident(ctx, "comment.write", { id: found.incident }, async (incident, by, tx) => {
    const old = await findComment(tx, ctx.workspace, incident.id, { id: found.id });
    return old === undefined ? { changes: [], entries: [], jobs: [] } : markKeyMoment(incident, old, keyMoment, by);
  });
  return true;
};

const original = async (
  ctx: Ctx,
  message: MessageRef,
): Promise<{ readonly incident: IncidentId; readonly id: EntryId } | null> => {
  const found = await ctx.read((tx) => commentAt(tx, ctx.workspace, message));
  return found?.original === true ? found : null;
};
