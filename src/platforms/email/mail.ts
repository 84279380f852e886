import { DeliveryError } from "../../domain/refusal.ts";
import type { Letter } from "../../presentation/letter.ts";

/** E-mail as something to talk through. */
export interface Mail {
  direct(to: { readonly settings: { readonly address: string } }, letter: Letter, key: string): Promise<string>;
  /** Why no mail can be sent at all just now, or null. Only what was tried last is known. */
  problem(): string | null;
  /** Tries the server without sending anything. */
  verify(): Promise<void>;
  stop(): void;
}

/** Where no server is set up: every mail fails for good, and the way there is said to be ours. */
export const noMail: Mail = {
  problem: () => unset,
  verify: () => Promise.reject(new DeliveryError("email", unset, { permanent: true, ours: true })),
  direct: () => Promise.reject(new DeliveryError("email", unset, { permanent: true, ours: true })),
  stop: () => undefined,
};

const unset = "No mail server is set up. Set SMTP_URL.";
