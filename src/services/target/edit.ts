import type { TargetId } from "../../domain/ids.ts";
import type { Json } from "../../domain/incident/timeline.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { type Given, isSharable, kinds, settingsOf } from "../../domain/target/kinds.ts";
import {
  checkSettings,
  checkTargetName,
  type Party,
  partyKey,
  shownOf,
  type Target,
} from "../../domain/target/target.ts";
import type { Tx } from "../../store/database.ts";
import { codeOf } from "../../store/failure.ts";
import { readTargets, type SealedTarget, type TargetChange, updateTarget } from "../../store/targets.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import type { Outside } from "../outside.ts";
import { keptTarget, lockedTarget, taken } from "./load.ts";
import { lentSettings, openSettings, sealSettings } from "./seal.ts";

export interface TargetEdit {
  readonly name?: string;
  /** As they were typed. A secret left empty stays; anything else that is emptied is taken away. */
  readonly given?: Given;
  readonly offered?: boolean;
  readonly merges?: boolean;
  readonly members?: readonly Party[];
  readonly managers?: readonly Party[];
}

/** Changes a target: by its maker, those it is entrusted to, or an owner. */
export const editTarget = async (ctx: Ctx, { vault }: Outside, id: TargetId, wanted: TargetEdit): Promise<Target> => {
  permit(ctx.actor, "target.keep");
  const named = wanted.name === undefined ? undefined : checkTargetName(wanted.name);
  try {
    return await ctx.transact(async (tx) => {
      const found = await lockedTarget(ctx, tx, id);
      const { target } = found;
      if (wanted.offered === true && (target.owner !== undefined || !isSharable(target.kind))) throw cannotOffer();
      const settings =
        wanted.given === undefined
          ? undefined
          : await resealed(ctx, tx, { vault, found, given: wanted.given, offered: wanted.offered ?? target.offered });
      const change: TargetChange = {
        ...named,
        ...settings,
        ...(wanted.offered === undefined ? {} : { offered: wanted.offered }),
        ...(wanted.merges === undefined ? {} : { merges: wanted.merges }),
        ...(wanted.members === undefined ? {} : { members: wanted.members }),
        ...(wanted.managers === undefined ? {} : { managers: wanted.managers }),
      };
      if (Object.keys(change).length === 0) {
        throw new Refusal("nothing-changed", `Nothing of ${target.name} was changed.`);
      }
      await updateTarget(tx, ctx.workspace, id, change);
      await audit(
        ctx,
        tx,
        { kind: "target", id },
        { kind: "changed", data: { key: target.key, ...told(target, change) } },
      );
      const { sealed: _sealed, via: _via, ...shown } = change;
      return { ...target, ...shown };
    });
  } catch (error) {
    if (codeOf(error) === "23505" && named !== undefined) throw taken(named.key);
    throw error;
  }
};

/** What may be shown of a target's settings, to fill a form: never a secret. */
export const editableSettings = (
  ctx: Ctx,
  { vault }: Outside,
  id: TargetId,
): Promise<{ readonly target: Target; readonly values: Given }> => {
  permit(ctx.actor, "target.keep");
  return ctx.read(async (tx) => {
    const found = await keptTarget(ctx, tx, id);
    const settings = openSettings(vault, found) ?? {};
    const shown = settingsOf(found.target.kind).filter(({ secret }) => secret !== true);
    return {
      target: found.target,
      values: Object.fromEntries(
        shown.flatMap(({ name }) => (settings[name] === undefined ? [] : [[name, settings[name]]])),
      ),
    };
  });
};

interface Resealing {
  readonly vault: Outside["vault"];
  readonly found: SealedTarget;
  readonly given: Given;
  readonly offered: boolean;
}

/** Settings nobody can open any more are given anew, all of them. */
const resealed = async (
  ctx: Ctx,
  tx: Tx,
  { vault, found, given, offered }: Resealing,
): Promise<Pick<TargetChange, "sealed" | "shown">> => {
  const { target } = found;
  const { kind, id, via } = target;
  const own = openSettings(vault, found) ?? {};
  const [lender] = via === undefined ? [] : await readTargets(tx, ctx.workspace, [via]);
  const lent = lender === undefined ? {} : lentSettings(kind, openSettings(vault, lender) ?? {});
  const emptied = settingsOf(kind)
    .filter(({ name, secret }) => secret !== true && given[name]?.trim() === "")
    .map(({ name }) => name);
  const left = Object.fromEntries(Object.entries(own).filter(([name]) => !emptied.includes(name)));
  const changed = checkSettings({ kind, given, known: { ...lent, ...left }, offered });
  const settings = { ...left, ...changed };
  return {
    sealed: sealSettings(vault, id, settings),
    shown: shownOf(kind, kinds[kind].shows, { ...lent, ...settings }),
  };
};

/** What is written down of a change: that settings were changed, never to what. */
const told = (
  { owner }: Target,
  { sealed, shown, members, managers, via: _via, ...rest }: TargetChange,
): Readonly<Record<string, Json>> => ({
  ...rest,
  ...(shown === undefined || owner !== undefined ? {} : { shown }),
  ...(sealed === undefined ? {} : { settings: "changed" }),
  ...(members === undefined ? {} : { members: members.map(partyKey) }),
  ...(managers === undefined ? {} : { managers: managers.map(partyKey) }),
});

const cannotOffer = (): Refusal =>
  new Refusal(
    "cannot-offer",
    "Only an account of the workspace at a service can be offered: `ntfy`, `pushover`, `sms`, `voice`, `telegram`.",
    "offer",
  );
