import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Import {
  /** A path from the repository's top, or the name of a package. */
  readonly target: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the repository's top: "src/domain/ids.ts". */
  readonly path: string;
  readonly lines: number;
  /** Without comments and without what strings say. */
  readonly code: string;
  readonly imports: readonly Import[];
}

// In this order: what begins first wins, so a quote in a comment begins no string.
const pieces =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\$]|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\})*\})*`/g;

const statement = /^(import|export)\s+(type\s)?[^;"'`]*?from\s*"([^"]+)"|^import\s*"([^"]+)"|\bimport\("([^"]+)"\)/gm;

const withoutComments = (text: string): string =>
  text.replace(pieces, (piece) => (piece.startsWith("//") || piece.startsWith("/*") ? "" : piece));

// What a template computes is code.
const withoutWords = (text: string): string =>
  text.replace(pieces, (piece) =>
    piece.startsWith("`")
      ? [...piece.matchAll(/\$\{((?:[^{}`]|\{[^{}]*\})*)\}/g)].map(([, code]) => code).join(";")
      : '""',
  );

const importsOf = (path: string, text: string): Import[] =>
  [...text.matchAll(statement)].map(([, , type, from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? "";
    const ours = target.startsWith(".");
    return { target: ours ? join(dirname(path), target) : target, ours, typeOnly: type !== undefined };
  });

/** Every .ts and .js file under a folder of the repository. */
export const sourcesIn = (folder: string): readonly SourceFile[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[tj]s$/.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(root, file);
      const text = readFileSync(file, "utf8");
      const plain = withoutComments(text);
      return {
        path,
        lines: text.trimEnd().split("\n").length,
        code: withoutWords(plain),
        imports: importsOf(path, plain),
      };
    });

/** The first round trip found among imports, or none. */
export const findCycle = (files: readonly SourceFile[]): readonly string[] => {
  const targets = new Map(
    files.map(({ path, imports }) => [path, imports.filter(({ ours }) => ours).map(({ target }) => target)]),
  );
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return [];
    for (const target of targets.get(path) ?? []) {
      const cycle = visit(target, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(path);
    return [];
  };
  for (const path of targets.keys()) {
    const cycle = visit(path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
};
