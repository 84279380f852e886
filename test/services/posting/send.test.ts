import { expect, it } from "vitest";
import { answer } from "../../../src/presentation/say.ts";
import { sendOnce } from "../../../src/services/posting/send.ts";
import { tooFast } from "../../support/chat.ts";
import { postingWorld } from "../../support/posting-world.ts";

it("lets every process wait with a chat whose platform asked for it, and with no other", async () => {
  await using world = await postingWorld();
  const { chat, workspace } = world;
  const send = (key: string, to: string) => {
    const place = { connection: workspace.connection, chat: to };
    return sendOnce(world.as("ada"), chat, { key, place, send: () => chat.post(place, answer(key), key) });
  };
  chat.trouble("post", { kind: "refuses", error: tooFast(30) }, 1);
  await expect(send("one", "C-OPS")).rejects.toThrow("Slack asked for a pause.");
  await expect(send("two", "C-OPS")).rejects.toMatchObject({
    message: "It waits for its turn in this chat.",
    turn: workspace.clock.now().add({ seconds: 30 }),
  });
  await send("three", "C-WEB");
  expect(chat.sent).toEqual(["three"]);
  await world.advance("31s");
  await send("one", "C-OPS");
  await send("two", "C-OPS");
  await send("two", "C-OPS");
  expect(chat.sent).toEqual(["three", "one", "two"]);
});
