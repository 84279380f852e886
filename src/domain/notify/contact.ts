import { type ConnectionId, isId, type TargetId } from "../ids.ts";
import { type Platform, platforms } from "../place.ts";

/** Where a person can be reached: an account in chat, a mailbox, or a target of theirs such as a phone. */
export type ContactRef =
  | {
      readonly kind: "account";
      readonly platform: Platform;
      readonly connection: ConnectionId;
      /** The platform's own id of it. */
      readonly account: string;
    }
  | { readonly kind: "email"; readonly address: string }
  | { readonly kind: "target"; readonly target: TargetId };

/** A contact and what it is called. */
export type NamedContact = ContactRef & {
  /** As it is shown: "Slack @ada", "ada@acme.test". */
  readonly name: string;
  /** As its owner types it: "slack", "email". */
  readonly word: string;
};

/** One string a contact: "slack:<connection>/<account>", "discord:<connection>/<account>", "email:<address>" or "target:<id>". */
export const contactKey = (contact: ContactRef): string => {
  switch (contact.kind) {
    case "account":
      return `${contact.platform}:${contact.connection}/${contact.account}`;
    case "email":
      return `email:${contact.address.toLowerCase()}`;
    case "target":
      return `target:${contact.target}`;
  }
};

/** Undefined for a string that is no contact. */
export const readContact = (key: string): ContactRef | undefined => {
  const [, kind = "", rest = ""] = /^(\w+):(.+)$/s.exec(key) ?? [];
  if (kind === "email") return { kind, address: rest };
  if (kind === "target") return isId(rest) ? { kind, target: rest as TargetId } : undefined;
  const platform = platforms.find((one) => one === kind);
  const [, connection = "", account = ""] = /^([^/]+)\/(.+)$/s.exec(rest) ?? [];
  return platform === undefined || !isId(connection)
    ? undefined
    : { kind: "account", platform, connection: connection as ConnectionId, account };
};

/** A Discord account is one, whatever server it is met in; a Slack account belongs to its team. */
export const isSameContact = (a: ContactRef, b: ContactRef): boolean =>
  a.kind === "account" && b.kind === "account" && a.platform === "discord" && b.platform === "discord"
    ? a.account === b.account
    : contactKey(a) === contactKey(b);

/** Each once, the first of those that are the same. */
export const eachContact = <C extends ContactRef>(contacts: readonly C[]): readonly C[] =>
  contacts.filter((one, i) => contacts.findIndex((other) => isSameContact(one, other)) === i);
