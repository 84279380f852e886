import { createHash, randomBytes } from "node:crypto";

/** A name nobody can guess, for an address or a cookie: 256 bits. */
export const freshSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of it: enough to know it again, nothing to use. */
export const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
