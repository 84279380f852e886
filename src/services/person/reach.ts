import type { EntryData } from "../../domain/incident/timeline.ts";
import { contactKey } from "../../domain/notify/contact.ts";
import { type PersonalRules, type Urgency, urgencies } from "../../domain/notify/personal-rules.ts";
import { clockText, quietText, readRungs, rungsText } from "../../domain/notify/personal-words.ts";
import type { Quiet } from "../../domain/notify/quiet-hours.ts";
import type { Reach, Summary } from "../../domain/notify/reach.ts";
import { permit } from "../../domain/permission.ts";
import type { MeView } from "../../domain/person-view.ts";
import { Refusal } from "../../domain/refusal.ts";
import { lockPerson } from "../../store/people.ts";
import { setPersonal } from "../../store/person-settings.ts";
import { askerOf } from "../asker.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { reachOf, viewAsker } from "./me.ts";

/** Says by which contacts one hears, in which order and after how long; empty words mean as everybody does. */
export const setMyRules = (ctx: Ctx, urgency: Urgency, words: string): Promise<MeView> => {
  permit(ctx.actor, "workspace.view");
  return changeMine(ctx, ({ rules, contacts }) => {
    const text = (of: PersonalRules) => rungsText(of[urgency] ?? [], contacts);
    const { [urgency]: _, ...others } = rules;
    const after = words.trim() === "" ? others : { ...others, [urgency]: readRungs(words, contacts) };
    return {
      changed: { rules: stored(after) },
      data: { field: `rules for ${urgency}`, before: text(rules), after: text(after) },
    };
  });
};

const stored = (rules: PersonalRules) =>
  Object.fromEntries(
    urgencies.flatMap((urgency) => {
      const rungs = rules[urgency]?.map(({ contact, after }) => ({ contact: contactKey(contact), after }));
      return rungs === undefined ? [] : [[urgency, rungs]];
    }),
  );

/** Says when one wants no notices; null = never. Pages to somebody on call come through. */
export const setMyQuiet = (ctx: Ctx, quiet: Quiet | null): Promise<MeView> => {
  permit(ctx.actor, "workspace.view");
  const text = (of: Quiet | null | undefined) => (of == null ? null : quietText(of));
  return changeMine(ctx, (reach) => ({
    changed: { quiet },
    data: { field: "quiet hours", before: text(reach.quiet), after: text(quiet) },
  }));
};

/** Says when the daily summary comes, and whether it does. */
export const setMySummary = (ctx: Ctx, wanted: Partial<Summary>): Promise<MeView> => {
  permit(ctx.actor, "workspace.view");
  const text = ({ at, muted }: Summary) => (muted ? "off" : clockText(at));
  return changeMine(ctx, ({ summary }) => {
    const after = { ...summary, ...wanted };
    return {
      changed: { summaryAt: after.at, summaryMuted: after.muted },
      data: { field: "daily summary", before: text(summary), after: text(after) },
    };
  });
};

/** Says how many messages a minute one person takes before they are bundled. */
export const setMyLimit = (ctx: Ctx, limit: number): Promise<MeView> => {
  permit(ctx.actor, "workspace.view");
  if (limit < 1 || limit > 60) {
    throw new Refusal("limit-range", "Between 1 and 60 messages a minute: beyond that they come as one list.");
  }
  return changeMine(ctx, (reach) => ({
    changed: { perMinute: limit },
    data: { field: "messages a minute", before: reach.limit, after: limit },
  }));
};

interface Mine {
  readonly changed: Parameters<typeof setPersonal>[3];
  readonly data: EntryData & { readonly before: unknown; readonly after: unknown };
}

const changeMine = (ctx: Ctx, decide: (reach: Reach) => Mine): Promise<MeView> => {
  const id = askerOf(ctx);
  return ctx.transact(async (tx) => {
    await lockPerson(tx, ctx.workspace, id);
    const { changed, data } = decide(await reachOf(ctx, tx, id));
    if (data.before === data.after) throw new Refusal("same-settings", "That is how it is set already.");
    await setPersonal(tx, ctx.workspace, id, changed);
    await audit(ctx, tx, { kind: "person", id }, { kind: "changed", data });
    return viewAsker(ctx, tx);
  });
};
