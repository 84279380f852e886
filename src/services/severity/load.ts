import { Refusal } from "../../domain/refusal.ts";

export const refuseUnknown = (): never => {
  throw new Refusal("no-such-severity", "That severity is gone. See what there is with `/tocsin severity list`.");
};
