import type { OverrideRefused } from "../domain/oncall/override-view.ts";
import type { Naming } from "./oncall-why.ts";
import { code, say, type Words } from "./say.ts";

/** Why an override was not made, and what to do instead. */
export const overrideWithoutEffect = (
  { why, override, schedule }: Omit<OverrideRefused, "names">,
  name: Naming,
): Words => {
  const person = "person" in override ? name(override.person) : "";
  const by = "by" in override ? name(override.by) : "";
  switch (why) {
    case "over":
      return "That time is over, and what was on call stays as it was. Name a time to come.";
    case "not valid then":
      return say`The schedule is not valid then. See when it is with ${code(`/oncall schedule show ${schedule}`)}.`;
    case "same person":
      return say`${person} cannot stand in for themselves. Name somebody else.`;
    case "on already":
      return say`${by} is on call then already. See the schedule with ${code(`/oncall schedule show ${schedule}`)}.`;
    case "not on call":
      return say`${person} is not on call at any time in it. See who is with ${code(`/oncall schedule show ${schedule}`)}.`;
    case "on by an override":
      return say`${person} is on call then by an override only, and overrides do not act on one another. Change that one with ${code("/oncall override")}.`;
    case "set otherwise":
      return say`A newer or wider override decides all of that time. Change that one with ${code("/oncall override")}.`;
  }
};
