import type { Until } from "./person.ts";

/** Real processes on a real clock: each step takes as long as it takes, up to twenty seconds. */
export const realUntil: Until = async (what, look, instead) => {
  for (const end = Date.now() + 20_000; ; ) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}. There is:\n${instead()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Long enough for what is on its way to have arrived. */
export const realQuiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_500));
