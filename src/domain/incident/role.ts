import { Refusal } from "../refusal.ts";

/** A part somebody plays in an incident. */
export interface IncidentRole {
  /** The word people type: "commander". */
  readonly key: string;
  readonly name: string;
  readonly shipped: boolean;
}

/** What a workspace starts with. */
export const shippedRoles: readonly IncidentRole[] = [
  { key: "commander", name: "Commander", shipped: true },
  { key: "communications", name: "Communications", shipped: true },
  { key: "scribe", name: "Scribe", shipped: true },
];

/** The most roles a workspace may add. */
export const mostOwnRoles = 10;

/** "Customer liaison" is typed `customer-liaison`. */
export const checkRole = (typed: string): IncidentRole => {
  const name = typed.replace(/[\p{Cc}\s]+/gu, " ").trim();
  const key = name
    .toLowerCase()
    .replace(/\s+/gu, "-")
    .replace(/[^\p{L}\p{N}_-]/gu, "");
  if (key === "" || [...key].length > 32) {
    throw new Refusal("role-name", "A role needs a name of at most 32 characters, such as `liaison`.");
  }
  return { key, name: name.charAt(0).toUpperCase() + name.slice(1), shipped: false };
};
