import type { Table } from "./table.ts";

const longest = 3;

/** A typed line under the path that platforms know it by: other names are understood in text alone, and are not registered. */
export const registeredLine = (table: Table, line: string): string => {
  const words = line.replace(/^\//u, "").split(" ");
  for (let n = Math.min(longest, words.length); n > 0; n -= 1) {
    const path = words.slice(0, n).join(" ").toLowerCase();
    if (table.commands.some((one) => one.path === path)) return line;
    const alias = table.aliases.find(({ from }) => from === path);
    if (alias === undefined) continue;
    const preset = Object.entries(alias.preset ?? {}).map(([name, value]) => `${name}:${value}`);
    const rest = words.slice(n);
    return table.children(path).includes(rest[0] ?? "") ? line : `/${[alias.to, ...preset, ...rest].join(" ")}`;
  }
  return line;
};
