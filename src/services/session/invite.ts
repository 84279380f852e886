import { permit } from "../../domain/permission.ts";
import { linkLasts } from "../../domain/session.ts";
import { insertToken } from "../../store/tokens.ts";
import { askerOf } from "../asker.ts";
import type { Ctx } from "../ctx.ts";
import { digestOf, freshSecret } from "../token/secret.ts";

export const purpose = "web";

/** Under what a link is kept. */
export const tokenOf = (secret: string): string => `${purpose}:${digestOf(secret)}`;

/** A secret that lets one browser in as the asker, once and within ten minutes. */
export const inviteToWeb = async (ctx: Ctx): Promise<string> => {
  permit(ctx.actor, "workspace.view");
  const line = askerOf(ctx);
  const secret = freshSecret();
  const [at, workspace] = [ctx.now(), ctx.workspace];
  await ctx.transact((tx) =>
    insertToken(tx, { token: tokenOf(secret), workspace, purpose, line, at, expiresAt: at.add(linkLasts) }),
  );
  return secret;
};
