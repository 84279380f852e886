import { say, type Verb } from "./verb.ts";

export const help = (verbs: Readonly<Record<string, Verb>>): number => {
  const lines = Object.entries(verbs).map(
    ([name, verb]) => [`${name} ${verb.usage ?? ""}`.trim(), verb.summary] as const,
  );
  const width = Math.max(...lines.map(([left]) => left.length));
  say("Tocsin answers incidents in Slack and Discord.\n\nnpm run tocsin <command>\n");
  for (const [left, right] of lines) say(`  ${left.padEnd(width)}  ${right}`);
  return 0;
};
