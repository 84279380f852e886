import { describe, expect, it } from "vitest";
import { memberKey } from "../../../src/domain/oncall/member.ts";
import { addChannelTargets } from "../../../src/services/channel/targets.ts";
import { setIncidentPrivate } from "../../../src/services/incident/edit.ts";
import { unreachable } from "../../support/chat.ts";
import { postingWorld } from "../../support/posting-world.ts";

describe("what waits to be said in a place", () => {
  it("never is once its incident is private", async () => {
    await using world = await postingWorld();
    const payments = await world.channel("payments");
    const place = memberKey({ kind: "place", connection: world.workspace.connection, chat: "C5" });
    await addChannelTargets(
      world.as("ada"),
      { for: () => world.chat },
      {
        channel: payments,
        members: [place],
      },
    );
    world.chat.trouble("post", { kind: "refuses", error: unreachable() }, 3);
    const { id } = await world.open("Leaked credentials", { severity: "sev3", channels: [payments] });
    await world.settle();
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await world.advance("30m");
    expect(world.chat.words("C5")).toEqual([]);
  });
});
