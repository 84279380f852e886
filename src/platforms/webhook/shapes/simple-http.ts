import { fillTemplate } from "../../../domain/target/template.ts";
import { bytesOf, shorten } from "../../shorten.ts";
import { valuesOf } from "../note.ts";
import type { Shape } from "../shape.ts";
import { webhookId } from "../sign.ts";

/** What of one value goes into an address or a form, encoded. */
const longest = 3_000;

/** An address and form fields with values put in. Each is percent-encoded, so that none can add a field or a path. */
export const simpleHttp: Shape<"http"> = {
  service: "The server",
  call({ method, url, body, header }, letter, { key }) {
    const values = valuesOf(letter, key);
    const encode = (value: string): string => encoded(shorten(value, longest, (text) => bytesOf(encoded(text))));
    const common = { url: fillTemplate(url, values, encode), headers: headersOf(header, key) };
    if (method === "GET") return { method, ...common };
    return {
      method: "POST",
      ...common,
      headers: { ...common.headers, "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: body === undefined ? "" : fillTemplate(body, values, encode),
    };
  },
};

const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/gu,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The target's own header, and a name by which a repeat can be told. */
export const headersOf = (header: string | undefined, key: string): Readonly<Record<string, string>> => {
  const [, name, value] = /^([^:]+): (.*)$/u.exec(header ?? "") ?? [];
  return { "idempotency-key": webhookId(key), ...(name === undefined ? {} : { [name.toLowerCase()]: value ?? "" }) };
};
