import { isTemplate } from "./template.ts";

export const matching =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined;

/** An address that can be called over HTTP, with no name and password in it; Slack's angle brackets are taken off. */
export const readUrl = (text: string): string | undefined => {
  const bare = text.trim().replace(/^<([^|>]+)(?:\|[^>]*)?>$/u, "$1");
  if (!/^https?:\/\/[^\s"<>\\^`]+$/iu.test(bare) || bare.length > 2000) return undefined;
  const authority = /^https?:\/\/([^/?#]*)/iu.exec(bare)?.[1] ?? "";
  return authority === "" || authority.includes("@") || /[{}]/u.test(authority) ? undefined : bare;
};

/** The same with a template's marks, after its host: what is put in never chooses whom we call. */
export const readTemplateUrl = (text: string): string | undefined => {
  const bare = text.trim().replace(/^<([^|>]+)(?:\|[^>]*)?>$/u, "$1");
  const filled = bare.replace(/(?<=^https?:\/\/[^/?#{}]+[/?#].*)\{\{\s*[a-z]+\s*\}\}/giu, "x");
  return readUrl(filled) === undefined || !isTemplate(bare) ? undefined : bare;
};

/** `ops@example.com`, also where a platform made a link of it. No list, no name, nothing that could end a header. */
export const readAddress = (text: string): string | undefined => {
  const bare = text.trim().replace(/^<mailto:([^|>]+)(?:\|[^>]*)?>$/iu, "$1");
  const shape = /^[^\s@<>(),;:\\"[\]\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u;
  return shape.test(bare) && !bare.includes("..") && /\.[^.]+$/u.test(bare.split("@")[1] ?? "") ? bare : undefined;
};

export const readPhone = (text: string): string | undefined => {
  const bare = text.replace(/[\s().-]/gu, "").replace(/^00/u, "+");
  return /^\+[1-9]\d{6,14}$/u.test(bare) ? bare : undefined;
};

/** "whsec_" and 24 to 64 bytes in base64 (Standard Webhooks). */
export const readSigningSecret = (text: string): string | undefined => {
  const key = /^whsec_([A-Za-z0-9+/]+={0,2})$/u.exec(text.trim())?.[1];
  const bytes = key === undefined ? 0 : Math.floor((key.replace(/=+$/u, "").length * 3) / 4);
  return bytes >= 24 && bytes <= 64 ? text.trim() : undefined;
};

/** "Authorization: Bearer …": one header, one line. What steers the connection itself cannot be set. */
export const readHeader = (text: string): string | undefined => {
  const [, name = "", value = ""] = /^([A-Za-z0-9-]{1,64}):\s*([\x20-\x7e]{1,2000})$/u.exec(text.trim()) ?? [];
  const steering = /^(?:host|content-.*|transfer-encoding|connection|upgrade|te|trailer|expect|keep-alive|proxy-.*)$/iu;
  return name === "" || steering.test(name) ? undefined : `${name}: ${value}`;
};

export const readJson = (text: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null;
    return isObject && text.length <= 10_000 && isTemplate(text) ? text.trim() : undefined;
  } catch {
    return undefined;
  }
};

export const secretWord = (most: number) => matching(new RegExp(`^[\\x21-\\x7e]{1,${most}}$`, "u"));

/** Form fields in one line. */
export const readForm = (text: string): string | undefined =>
  /^[^\p{Cc}]{1,4000}$/u.test(text) && isTemplate(text) ? text : undefined;
