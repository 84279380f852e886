import { describe, expect, it } from "vitest";
import { findCycle, type SourceFile, sourcesIn } from "./support/source.ts";

const src = sourcesIn("src");
const tests = sourcesIn("test");

/** What each room may import besides itself. A room is a folder, or one file, of src/. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  presentation: ["domain"],
  pictures: ["domain", "presentation"],
  "ports.ts": ["presentation", "domain"],
  store: ["domain"],
  services: ["store", "ports.ts", "domain"],
  commands: ["services", "pictures", "presentation", "domain"],
  platforms: ["commands", "services", "ports.ts", "presentation", "domain"],
  jobs: ["services", "store/jobs.ts", "ports.ts", "pictures", "presentation", "domain"],
  http: ["commands", "services", "pictures", "presentation", "domain"],
  playground: [],
};

/** The composition root and the command line bring everything together. */
const freeRooms = [
  "app.ts",
  "bot.ts",
  "cli.ts",
  "cli",
  "config.ts",
  "furnish.ts",
  "log.ts",
  "main.js",
  "outbox.ts",
  "secret.ts",
];

const within = (path: string, room: string): boolean => path === `src/${room}` || path.startsWith(`src/${room}/`);

const roomOf = ({ path }: Pick<SourceFile, "path">): string => path.split("/")[1] ?? "";

const pure = src.filter((file) => ["domain", "presentation"].includes(roomOf(file)));

/** "file: what" for everything found. */
const found = (files: readonly SourceFile[], look: (file: SourceFile) => readonly string[]): string[] =>
  files.flatMap((file) => look(file).map((what) => `${file.path}: ${what}`));

const matches =
  (pattern: RegExp) =>
  ({ code }: SourceFile): string[] =>
    [...code.matchAll(pattern)].map(([text]) => text);

describe("imports", () => {
  it("go only where a room may look", () => {
    const strays = found(src, (file) => {
      const room = roomOf(file);
      if (freeRooms.includes(room)) return [];
      const allowed = [room, ...(mayImport[room] ?? [])];
      return file.imports
        .filter(({ ours, target }) => ours && !allowed.some((one) => within(target, one)))
        .map(({ target }) => target);
    });
    expect(strays).toEqual([]);
  });

  it("begin in a room that is known", () => {
    const known = [...Object.keys(mayImport), ...freeRooms];
    expect(src.map(roomOf).filter((room) => !known.includes(room))).toEqual([]);
  });

  it("never lead from one platform to another", () => {
    const platformOf = (path: string) => /^src\/platforms\/([^/]+)\//.exec(path)?.[1];
    const strays = found(src, (file) => {
      const own = platformOf(file.path);
      if (freeRooms.includes(roomOf(file))) return [];
      const others = file.imports.map(({ target }) => target).filter((target) => platformOf(target) !== undefined);
      return others.filter((target) => platformOf(target) !== own);
    });
    expect(strays).toEqual([]);
  });

  it("of the ports are types only", () => {
    const ports = src.filter(({ path }) => path === "src/ports.ts");
    expect(
      found(ports, ({ imports }) => imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target)),
    ).toEqual([]);
  });

  it("make no round trip, types included", () => {
    expect(findCycle([...src, ...tests])).toEqual([]);
  });

  it("of domain and presentation bring in no package and nothing of Node", () => {
    expect(found(pure, ({ imports }) => imports.filter(({ ours }) => !ours).map(({ target }) => target))).toEqual([]);
  });
});

describe("files", () => {
  it("have at most 300 lines", () => {
    expect(found([...src, ...tests], ({ lines }) => (lines > 300 ? [`${lines} lines`] : []))).toEqual([]);
  });

  it("of domain and presentation have no clock, no timer and no chance of their own", () => {
    const clock =
      /\b(?:new Date|Date\.|Date\(|performance\.|Temporal\.Now|setTimeout|setInterval|setImmediate|Math\.random|crypto\b)/g;
    expect(found(pure, matches(clock))).toEqual([]);
  });

  it("know every type", () => {
    expect(found([...src, ...tests], matches(/(?:[:<,|&(]|\bas|=>)\s*any\b(?!\s*[:(=.])/g))).toEqual([]);
  });

  it("are named for what they hold, and hold it themselves", () => {
    const named = src.filter(({ path }) => /(?:^|\/)(?:index|utils?|types|helpers?|common|misc)\.[tj]s$/.test(path));
    const barrels = src.filter(
      ({ code }) => /\S/.test(code) && !/\S/.test(code.replace(/export [^;]*? from "";?/g, "")),
    );
    expect([...named, ...barrels].map(({ path }) => path)).toEqual([]);
  });
});

describe("tests", () => {
  it("replace no module and never sleep", () => {
    const files = tests.filter(({ path }) => path.endsWith(".test.ts") && !path.includes("architecture"));
    expect(found(files, matches(/\bvi\.(?:mock|doMock|useFakeTimers)\b|\bsetTimeout\b/g))).toEqual([]);
    expect(
      found(files, ({ imports }) => imports.map(({ target }) => target).filter((t) => t.includes("timers"))),
    ).toEqual([]);
  });
});
