import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

type Json = Readonly<Record<string, unknown>>;

const path = fileURLToPath(new URL("../../../shared/data/discord-openapi.json", import.meta.url));

interface Document {
  readonly paths: Readonly<Record<string, Json>>;
}

/** Discord's public description of its API, where it lies beside the repository. */
const load = (): Document | null => (existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Document) : null);

let checks: ReturnType<typeof makeChecks> | null | undefined;

const makeChecks = (document: Document) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(document as unknown as Json, "discord");
  const made = new Map<string, ValidateFunction | null>();
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
    fixed: template.split("/").filter((part) => !part.startsWith("{")).length,
  }));
  const findTemplate = (route: string): string | undefined =>
    templates.filter(({ pattern }) => pattern.test(route)).toSorted((a, b) => b.fixed - a.fixed)[0]?.template;
  const validatorOf = (method: string, template: string): ValidateFunction | null => {
    const name = `${method} ${template}`;
    const known = made.get(name);
    if (known !== undefined) return known;
    const operation = (document.paths[template] as Record<string, { requestBody?: { content?: Json } }>)[method];
    const content = operation?.requestBody?.content?.["application/json"];
    const escaped = template.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
    const validate =
      content === undefined
        ? null
        : ajv.compile({
            $ref: `discord#/paths/${escaped}/${method}/requestBody/content/application~1json/schema`,
          });
    made.set(name, validate);
    return validate;
  };
  return { findTemplate, validatorOf };
};

/** Why Discord would not take that body, or null; undefined where its description is not there to be asked. */
export const problemWithBody = (method: string, route: string, body: unknown): string | null | undefined => {
  if (checks === undefined) {
    const document = load();
    checks = document === null ? null : makeChecks(document);
    if (checks === null)
      process.stderr.write(`${path} is absent: request bodies are not held against Discord's own description.\n`);
  }
  if (checks === null) return undefined;
  const template = checks.findTemplate(route);
  if (template === undefined) return `Discord has no ${method} ${route}`;
  const validate = checks.validatorOf(method.toLowerCase(), template);
  if (validate === null || validate(body)) return null;
  const [first] = validate.errors ?? [];
  return `${method} ${template}: ${first?.instancePath ?? ""} ${first?.message ?? ""} in ${JSON.stringify(body)?.slice(0, 400)}`;
};

/** What Discord's own description says against what was sent to it. */
export const complaintsAbout = (
  calls: readonly {
    readonly method: string;
    readonly route: string;
    readonly body: unknown;
    readonly status: number;
  }[],
): readonly string[] =>
  calls
    .filter(({ method, status }) => method !== "GET" && status < 400)
    .flatMap(({ method, route, body }) => {
      const path = (route.split(" ")[1] ?? "").replaceAll(/:\w+/g, "1");
      return problemWithBody(method, path, body) ?? [];
    });
