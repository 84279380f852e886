/** What a template may ask for. */
export const templateNames = [
  "title",
  "summary",
  "text",
  "url",
  "type",
  "incident",
  "severity",
  "status",
  "at",
  "id",
] as const;
export type TemplateName = (typeof templateNames)[number];

const mark = /\{\{\s*([a-z]+)\s*\}\}/gu;

const isKnown = (name: string): name is TemplateName => (templateNames as readonly string[]).includes(name);

/** Does a template ask for nothing that there is not? */
export const isTemplate = (text: string): boolean => [...text.matchAll(mark)].every(([, name = ""]) => isKnown(name));

/** A template with its values put in, each encoded for where it stands. */
export const fillTemplate = (
  template: string,
  values: Readonly<Record<TemplateName, string>>,
  encode: (value: string) => string,
): string => template.replace(mark, (written, name: string) => (isKnown(name) ? encode(values[name]) : written));
