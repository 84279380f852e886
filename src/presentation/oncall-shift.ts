import type { Act } from "../domain/oncall/act.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { OverridesChanged } from "../domain/oncall/override-view.ts";
import type { Message } from "./message.ts";
import { namingOf } from "./oncall-members.ts";
import { spanWords } from "./oncall-now.ts";
import { overridesChanged } from "./oncall-override.ts";
import { moment, type Words } from "./say.ts";

/** Somebody goes on call now. */
export const shiftTaken = (
  view: OverridesChanged,
  { by, isOwn }: { readonly by: MemberKey; readonly isOwn: boolean },
): Message => {
  const end = Math.max(...view.added.map((one) => one.end));
  const who: Words = isOwn ? "you are" : [namingOf(view.names)(by), " is"];
  return overridesChanged(view, [who, " on call until ", moment(Temporal.Instant.fromEpochMilliseconds(end)), "."]);
};

/** Somebody has somebody else's shift. */
export const shiftGiven = (view: OverridesChanged, { to }: { readonly to: MemberKey }): Message => {
  const given = view.added.filter((one) => "by" in one && one.by === to);
  const [start, end] = [Math.min(...given.map((one) => one.start)), Math.max(...given.map((one) => one.end))];
  return overridesChanged(view, [namingOf(view.names)(to), " has the shift, ", spanWords(start, end), "."]);
};

const deeds: Readonly<Record<Act["kind"], string>> = {
  override: "the override you made",
  take: "your taking over",
  give: "your giving a shift",
  cover: "the cover",
  swap: "the swap",
  edit: "your change of an override",
  remove: "your deletion of an override",
  undo: "that",
};

export const undone = ({ undone: act, ...view }: OverridesChanged & { readonly undone: Act }): Message =>
  overridesChanged(view, `${deeds[act.kind]} is taken back from now on.`);
