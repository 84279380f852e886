/** Whom mail comes from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** "Tocsin <tocsin@example.com>" or the address alone; undefined for what is neither. */
export const readSender = (text: string): Sender | undefined => {
  const mailbox = "[^<>\\s\\p{Cc}]+@[^<>\\s\\p{Cc}]+";
  const [, name = "", inner, bare = ""] =
    new RegExp(`^(?:([^<>\\p{Cc}]*)<(${mailbox})>|(${mailbox}))$`, "u").exec(text.trim()) ?? [];
  const address = inner ?? bare;
  return address === "" ? undefined : { name: name.trim().replace(/^"|"$/gu, "") || "Tocsin", address };
};

/** Where no sender is set: the account at the server, else a name at its host. */
export const senderOf = (url: string): Sender => {
  const { username, hostname } = new URL(url);
  const user = decodeURIComponent(username);
  return { name: "Tocsin", address: /^[^@\s]+@[^@\s]+$/u.test(user) ? user : `tocsin@${hostname}` };
};
