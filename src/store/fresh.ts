import { randomUUIDv7 } from "node:crypto";

let lastMoment = "";
let inMoment = 0;

/** A UUIDv7 that counts up within its millisecond: ids of one process sort as they were made. */
export const freshUuid = (): string => {
  const id = randomUUIDv7();
  const moment = id.slice(0, 13);
  inMoment = moment === lastMoment ? Math.min(inMoment + 1, 0xfff) : 0;
  lastMoment = moment;
  return `${moment}-7${inMoment.toString(16).padStart(3, "0")}${id.slice(18)}`;
};
