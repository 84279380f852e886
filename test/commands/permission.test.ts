import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { type Permission, permissions } from "../../src/domain/permission.ts";

/** A top-level function as its source has it. */
interface Declared {
  readonly name: string;
  readonly file: string;
  readonly exported: boolean;
  readonly parameters: string;
  readonly body: string;
}

const root = new URL("../../", import.meta.url).pathname;

/** The functions of a file. Its sources are formatted: a declaration begins in the first column, and ends before the next. */
const functionsIn = (file: string): readonly Declared[] =>
  readFileSync(`${root}${file}`, "utf8")
    .split(/\n(?=(?:export |async |const |function |\/\*\*|interface |type |import ))/u)
    .flatMap((text) => {
      const begin =
        /^(export )?(?:const (\w+) = (?:async )?(?:<[^(]*>)?(?=\()|(?:async )?function (\w+)(?:<[^(]*>)?(?=\())/u.exec(
          text,
        );
      if (begin === null) return [];
      const end = closing(text, begin[0].length);
      const after = text.slice(end + 1);
      return [
        {
          name: begin[2] ?? begin[3] ?? "",
          file,
          exported: begin[1] !== undefined,
          parameters: text.slice(begin[0].length + 1, end),
          body: begin[2] === undefined ? after.slice(after.indexOf("{")) : after.slice(after.indexOf("=>") + 2),
        },
      ];
    });

/** Where the bracket at a place is closed again. */
const closing = (text: string, at: number): number => {
  let depth = 0;
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === "(") depth += 1;
    if (text[i] === ")") depth -= 1;
    if (depth === 0) return i;
  }
  return text.length;
};

const functions = globSync("src/services/**/*.ts", { cwd: root }).toSorted().flatMap(functionsIn);
const byName = new Map(functions.map((one) => [one.name, one]));

/** Something a caller can ask for: it takes a whole context, opens its own transaction, and is not a part of one. */
const isVerb = ({ exported, parameters, body }: Declared): boolean =>
  exported &&
  /^\s*ctx: (?:Command)?Ctx\b/u.test(parameters) &&
  !/\btx: Tx\b/u.test(parameters) &&
  /\bctx\.(?:read|transact)\b|\(\s*ctx\b(?!\.)/u.test(body);

/** The permission a function asks for before it does anything else; undefined where it asks for none. */
const firstAsked = ({ body }: Declared): Permission | undefined => {
  const call = /\b([a-zA-Z_]\w*)\(\s*(?:ctx(?:\.actor)?,\s*)?(?:"([\w.]+)")?/u.exec(body);
  if (call === null) return undefined;
  const [, name = "", permission] = call;
  if (name === "permit" || name === "changeIncident") return permissions.find((one) => one === permission);
  const called = byName.get(name);
  return called === undefined || called.body === body ? undefined : firstAsked(called);
};

/** Every permission that may be asked for on the way. */
const asked = (one: Declared, seen = new Set<string>()): readonly string[] => {
  if (seen.has(one.name)) return [];
  seen.add(one.name);
  const own = [...one.body.matchAll(/\b(?:permit\(\s*ctx\.actor|changeIncident\(\s*ctx),\s*"([\w.]+)"/gu)].map(
    ([, name = ""]) => name,
  );
  return [...own, ...functionsNamedIn(one.body, byName).flatMap((called) => asked(called, seen))];
};

const functionsNamedIn = (text: string, known: ReadonlyMap<string, Declared>): readonly Declared[] =>
  [...new Set([...text.matchAll(/\b[a-zA-Z_]\w*\b/gu)].map(([name]) => name))].flatMap((name) => known.get(name) ?? []);

describe("every verb of the services", () => {
  it("is found", () => {
    expect(functions.filter(isVerb).length).toBeGreaterThan(40);
    expect(byName.get("acknowledgeIncident")).toSatisfy(isVerb);
    expect(byName.get("lockedIncident")).not.toSatisfy(isVerb);
  });

  it("asks for permission before it does anything else", () => {
    const careless = functions.filter((one) => isVerb(one) && firstAsked(one) === undefined);
    expect(careless.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});

describe("every command", () => {
  const commandFiles = globSync("src/commands/*.ts", { cwd: root });
  /** A declaration and, as far as it names them, the helpers beside it. */
  const sources = commandFiles.flatMap((file) => {
    const text = readFileSync(`${root}${file}`, "utf8");
    const local = new Map(functionsIn(file).map((one) => [one.name, one]));
    return [...text.matchAll(/\bcommand(?=\(\{\n)/gu)].map(({ index }) => {
      const declaration = text.slice(index, closing(text, index + "command".length));
      const helpers = functionsNamedIn(declaration, local).map(({ body }) => body);
      return { path: /path: "([^"]+)"/u.exec(declaration)?.[1], text: [declaration, ...helpers].join("\n") };
    });
  });

  it.each(menu().commands.map((one) => [one.path, one.permission] as const))(
    "/%s names a permission its verbs ask for: %s",
    (path, permission) => {
      const source = sources.find((one) => one.path === path);
      expect(source).toBeDefined();
      const needed = functionsNamedIn(source?.text ?? "", byName)
        .filter(isVerb)
        .flatMap((one) => asked(one));
      if (needed.length > 0 || source?.text.includes("await ")) expect(needed).toContain(permission);
    },
  );
});
