import { randomBytes } from "node:crypto";
import { actorKey } from "../../domain/actor.ts";
import type { TargetId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { type Given, isSharable, kinds, type TargetKind } from "../../domain/target/kinds.ts";
import { checkPersonalKind, checkSettings, checkTargetName, shownOf, type Target } from "../../domain/target/target.ts";
import type { Tx } from "../../store/database.ts";
import { insertTarget, listTargets, readTargets, type SealedTarget } from "../../store/targets.ts";
import { askerOf } from "../asker.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Outside } from "../outside.ts";
import { gone, taken } from "./load.ts";
import { lentSettings, openSettings, sealSettings } from "./seal.ts";

export interface NewTarget {
  readonly kind: TargetKind;
  readonly name: string;
  /** As they were typed. */
  readonly given: Given;
  /** The asker's own contact; otherwise the workspace's. */
  readonly mine: boolean;
  /** What is not given is had from there. */
  readonly via?: TargetId;
  readonly offered?: boolean;
  readonly merges?: boolean;
}

/** A target, and what is shown of it once and never again. */
export interface Saved {
  readonly target: Target;
  readonly secret?: string;
  /** Why nothing can be sent there just now. */
  readonly problem?: string;
}

const mostOwn = 20;
const mostOfWorkspace = 500;

/** Adds one of the workspace's targets, or a contact of the asker's own. A webhook without a secret is given one. */
export const addTarget = async (ctx: Ctx, { vault, outbox }: Outside, wanted: NewTarget): Promise<Saved> => {
  permit(ctx.actor, "target.keep");
  if (!wanted.mine) permit(ctx.actor, "target.manage");
  if (wanted.mine) checkPersonalKind(wanted.kind);
  const owner = wanted.mine ? askerOf(ctx) : undefined;
  const { kind } = wanted;
  const { name, key } = checkTargetName(wanted.name);
  const offered = wanted.offered === true;
  if (offered) checkOffer(wanted);
  return ctx.transact(async (tx) => {
    const lender = await lenderOf(ctx, tx, wanted);
    const known = lender === undefined ? {} : lentSettings(kind, openSettings(vault, lender) ?? {});
    const given = checkSettings({ kind, given: wanted.given, known, offered });
    const made = kind === "webhook" && given["secret"] === undefined ? freshSecret() : undefined;
    const settings = made === undefined ? given : { ...given, secret: made };
    const target: Target = {
      id: freshId<TargetId>(),
      key,
      name,
      kind,
      shown: shownOf(kind, kinds[kind].shows, { ...known, ...settings }),
      ...(owner === undefined ? {} : { owner }),
      ...(lender === undefined ? {} : { via: lender.target.id }),
      offered,
      merges: wanted.merges ?? false,
      members: [],
      managers: [],
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now(),
      health: {},
    };
    await refuseTooMany(ctx, tx, target);
    const sealed = sealSettings(vault, target.id, settings);
    if (!(await insertTarget(tx, ctx.workspace, { target, sealed }))) throw taken(key);
    const { id, shown } = target;
    await audit(
      ctx,
      tx,
      { kind: "target", id },
      // Where somebody can be reached is theirs to tell.
      { kind: "created", data: { key, name, kind, ...(wanted.mine ? { mine: true } : { shown }) } },
    );
    const problem = outbox.problem(kind);
    return {
      target,
      ...(made === undefined ? {} : { secret: made }),
      ...(problem === null ? {} : { problem }),
    };
  });
};

/** 32 bytes, as receivers expect them (Standard Webhooks). */
export const freshSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

const checkOffer = ({ kind, mine }: NewTarget): void => {
  if (!mine && isSharable(kind)) return;
  throw new Refusal(
    "cannot-offer",
    "Only an account of the workspace at a service can be offered: `ntfy`, `pushover`, `sms`, `voice`, `telegram`.",
    "offer",
  );
};

/** The target the rest is had from: it is of the same kind, offered, and not itself borrowing. */
const lenderOf = async (ctx: Ctx, tx: Tx, { via, kind }: NewTarget): Promise<SealedTarget | undefined> => {
  if (via === undefined) return undefined;
  const [found] = await readTargets(tx, ctx.workspace, [via]);
  if (found === undefined) throw gone();
  if (found.target.offered && found.target.kind === kind) return found;
  throw new Refusal("not-offered", `${found.target.name} is not offered for that. Ask an administrator.`, "via");
};

const refuseTooMany = async (ctx: Ctx, tx: Tx, { owner }: Target): Promise<void> => {
  const most = owner === undefined ? mostOfWorkspace : mostOwn;
  const there = await listTargets(tx, ctx.workspace, owner === undefined ? "workspace" : { owner }, most);
  if (there.length < most) return;
  throw new Refusal("too-many-targets", `There are ${most} already. Delete one with \`/tocsin target delete\` first.`);
};
