import { expect, it } from "vitest";
import { startBot } from "../support/bot.ts";
import type { Sight } from "../support/person.ts";

const numbersIn = ({ words }: Sight) => [...words.matchAll(/INC-(\d+)/g)].map(([, number]) => Number(number));

it.each(["slack", "discord"] as const)(
  "lists at %s what is asked for, and what is not, on every page",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const lin = bot.on(platform).as("lin");
    await lin.types("/incident open sev1 checkout down");
    for (let n = 1; n <= 12; n += 1) await lin.types(`/incident open sev3 small trouble ${n}`);
    await lin.types("/incident resolve 2 gone");
    await lin.types("/incident list severity!:sev1 status!:resolved,closed");
    const page = await lin.sees(["11 incidents.", "INC-13 "]);
    expect(numbersIn(page)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
    await lin.presses("Older", page);
    expect(numbersIn(await lin.sees(["11 incidents.", "INC-3 "]))).toEqual([3]);
  },
);
