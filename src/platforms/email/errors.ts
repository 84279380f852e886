import { DeliveryError } from "../../domain/refusal.ts";
import { oneLine, shorten } from "../shorten.ts";

/** What the mail client throws, as far as we look at it. */
export interface SmtpError extends Error {
  readonly code?: string;
  /** The system's own word where `code` is the client's. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** The server was never spoken to. */
const unreached = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EDNS"]);

/**
 * A failed mail as what the queue understands: what a mailbox refuses with 5xx it refuses for good, 4xx is for now.
 * Whatever happens before a mailbox is named is ours, not the mailbox's.
 */
export const deliveryError = (error: SmtpError): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  const { code = "", originalCode = "", responseCode, response, command = "" } = error;
  if (responseCode === undefined) {
    return new DeliveryError("email", `The mail server ${trouble(code, originalCode)}.`, {
      ours: true,
      uncertain: !unreached.has(originalCode) && !unreached.has(code) && code !== "EAUTH",
    });
  }
  const said = shorten(oneLine(response ?? String(responseCode)), 200);
  if (command === "RCPT TO" || code === "EMESSAGE" || (command === "DATA" && responseCode !== 421)) {
    return new DeliveryError("email", `The mail server refused: ${said}`, {
      permanent: responseCode >= 500,
      uncertain: false,
    });
  }
  return new DeliveryError("email", `The mail server did not let us send: ${said}`, { ours: true, uncertain: false });
};

const trouble = (code: string, system: string): string => {
  switch (code) {
    case "EAUTH":
    case "ENOAUTH":
      return "did not take our name and password";
    case "ETLS":
      return "could not be spoken to in secret";
    case "ETIMEDOUT":
    case "EABORT":
      return "did not answer in time";
    default:
      return `could not be reached${system === "" ? "" : ` (${system})`}`;
  }
};
