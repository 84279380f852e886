import { describe, expect, it } from "vitest";
import { readSteps } from "../../src/domain/notify/escalation-text.ts";
import { readRules, readType } from "../../src/domain/notify/policy-text.ts";
import { readSnooze } from "../../src/domain/notify/snooze.ts";

describe("the steps of an escalation policy", () => {
  it("are read with their waits and how many have to acknowledge", () => {
    expect(readSteps("web 5m, @grace + @lin 10m x2, Platform Team")).toEqual([
      { who: "web", wait: 300, need: 1 },
      { who: "@grace + @lin", wait: 600, need: 2 },
      { who: "Platform Team", wait: 300, need: 1 },
    ]);
    expect(readSteps("web then @grace 1h30m")).toEqual([
      { who: "web", wait: 300, need: 1 },
      { who: "@grace", wait: 5400, need: 1 },
    ]);
  });

  it("may name people by mentions, and stand between arrows", () => {
    expect(readSteps("<@U1> + <@U2> 10m x2 > <!subteam^S1> 5m>web")).toEqual([
      { who: "<@U1> + <@U2>", wait: 600, need: 2 },
      { who: "<!subteam^S1>", wait: 300, need: 1 },
      { who: "web", wait: 300, need: 1 },
    ]);
  });

  it.each([
    ["", "Name who is called first"],
    ["web 0m", "waits between a minute and a day"],
    ["web 2d", "waits between a minute and a day"],
    ["web x0", "One to ten people"],
    [Array.from({ length: 21 }, () => "web").join(","), "at most 20 steps"],
  ])("refuse %j", (text, why) => {
    expect(() => readSteps(text)).toThrow(why);
  });
});

describe("the rules of a notification policy", () => {
  it("are read with their timing", () => {
    expect(readRules("no-assignee 30m every 15m x4, unresolved 4h, event-storm 20 within 10m")).toEqual([
      { rule: "no-assignee", after: 1800, every: 900, times: 4 },
      { rule: "process-timeout", after: 14_400, times: 1 },
      { rule: "event-storm", after: 0, times: 1, events: { more: 20, within: 600 } },
    ]);
    expect(readRules("off")).toEqual([]);
  });

  it.each([
    ["nobody 5m", '"nobody" is no rule'],
    ["unresolved 1h, no-assignee 5m, processTimeout 4h", "process-timeout is there twice"],
    ["no-assignee soon", "needs a length of time"],
    ["no-assignee 30m every 15m x31", "1 to 30 times"],
    ["no-assignee 0m", "between a minute and 30 days"],
    ["event-storm", "needs its number of events"],
  ])("refuse %j", (text, why) => {
    expect(() => readRules(text)).toThrow(why);
  });

  it("know types by both their names", () => {
    expect(readType("New")).toEqual(["issue.add"]);
    expect(readType("issueReply.delete")).toEqual(["issueReply.delete"]);
    expect(readType("weather")).toBeUndefined();
  });
});

describe("a snooze", () => {
  const now = Temporal.Instant.from("2026-03-28T20:00:00Z");
  it("until tomorrow ends at nine by the reader's clock, also when it changes in between", () => {
    expect(readSnooze("tomorrow", now, "Europe/Berlin")?.toString()).toBe("2026-03-29T07:00:00Z");
    expect(readSnooze("until tomorrow", now, "Asia/Kathmandu")?.toString()).toBe("2026-03-30T03:15:00Z");
  });

  it("is a length, a time, for good, or off", () => {
    expect(readSnooze("15m", now, "UTC")?.toString()).toBe("2026-03-28T20:15:00Z");
    expect(readSnooze("forever", now, "UTC")).toBe("forever");
    expect(readSnooze("off", now, "UTC")).toBe("off");
    expect(readSnooze("soon", now, "UTC")).toBeUndefined();
    expect(() => readSnooze("40d", now, "UTC")).toThrow("30 days at most");
  });
});
