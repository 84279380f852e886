/** A piece of SVG that is well-formed whatever anybody is called: only `node` makes one. */
export interface Svg {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. Strings become text; an attribute that is undefined is left out; numbers keep two decimals. */
export const node = (name: string, attributes: Attributes, ...children: readonly (Svg | string)[]): Svg => {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${escaped(typeof value === "number" ? rounded(value) : value)}"`,
  );
  const content = children.map((child) => (typeof child === "string" ? escaped(child) : child.markup)).join("");
  return {
    markup: content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`,
  };
};

const rounded = (value: number): string => `${Math.round(value * 100) / 100}`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Markup becomes text, and what XML 1.0 cannot hold at all becomes U+FFFD. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
