import { fillTemplate, type TemplateName } from "../../../domain/target/template.ts";
import { shorten } from "../../shorten.ts";
import { valuesOf } from "../note.ts";
import { jsonOf, type Shape } from "../shape.ts";
import { headersOf } from "./simple-http.ts";

/** What of one value goes into the body. */
const longest = 20_000;

/** JSON of somebody's own making: values are put into its strings after it was read, so that none can leave them. */
export const customJson: Shape<"json"> = {
  service: "The server",
  call({ url, body, header }, letter, { key }) {
    const values = valuesOf(letter, key);
    return {
      method: "POST",
      url: fillTemplate(url, values, (value) => encodeURIComponent(shorten(value, 1_000))),
      headers: { ...headersOf(header, key), "content-type": "application/json; charset=utf-8" },
      body: jsonOf(filled(JSON.parse(body), values)),
    };
  },
};

const filled = (value: unknown, values: Readonly<Record<TemplateName, string>>): unknown => {
  if (typeof value === "string") return fillTemplate(value, values, (one) => shorten(one, longest));
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, values)]));
};
