/** open: not started. working: somebody has it. pending: cannot go on for now. resolved: fixed. closed: needs no fix. */
export const statuses = ["open", "working", "pending", "resolved", "closed"] as const;
export type Status = (typeof statuses)[number];

export const activeStatuses = ["open", "working", "pending"] as const satisfies readonly Status[];

export const isActive = (status: Status): boolean => status !== "resolved" && status !== "closed";

/** The numbers Guance's API gives them (features.md G3). */
export const statusCodes: Readonly<Record<Status, number>> = {
  open: 10,
  working: 15,
  resolved: 20,
  closed: 25,
  pending: 30,
};
