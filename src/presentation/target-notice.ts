import type { Target } from "../domain/target/target.ts";
import type { Message } from "./message.ts";
import { ago, also, answer, bold, button, code, controls, note, say } from "./say.ts";

/** Tells whose it is that a target has failed for a day, or was switched off after two. */
export const targetNotice = (
  target: Target,
  { verdict, since }: { readonly verdict: "failing" | "off"; readonly since: Temporal.Instant },
): Message => {
  const { name, key, shown, health } = target;
  const where = shown === "" ? bold(name) : say`${bold(name)} (${shown})`;
  const what =
    verdict === "off"
      ? say`${where} has failed since ${ago(since)} and is switched off: nothing is sent there any more. Mend it, then switch it on with ${code(`/tocsin target on ${key}`)}.`
      : say`${where} has failed since ${ago(since)}. If it fails for another day it is switched off. Try it with ${code(`/tocsin target test ${key}`)}.`;
  return also(
    answer(what),
    ...(health.failure === undefined ? [] : [note(say`The last time: ${health.failure}`)]),
    controls(
      verdict === "off"
        ? button("Switch it on", `tocsin target on ${key}`)
        : button("Send a test", `tocsin target test ${key}`),
    ),
  );
};
