import { expect, it } from "vitest";
import { eventually, startWorld, textsOf } from "./support/world.ts";

it("hands a slash command to the app, and its answers to the person", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  app.command("/incident", async ({ command, ack, respond, client }) => {
    await ack();
    await respond(`heard ${command.text}`);
    await client.chat.postMessage({ channel: command.channel_id, text: "INC-1 is open" });
  });
  const outcome = await slack.act("lin", {
    kind: "command",
    channel: "#incidents",
    command: "/incident",
    text: "open @ada #payments <b> & https://acme.example/x?a=1&b=2.",
  });
  expect(outcome).toEqual({ ok: true });
  const seen = await eventually(() => {
    const texts = textsOf(slack.messages("lin", "#incidents"));
    return texts.length === 2 && texts;
  });
  const ada = slack.idOf("ada");
  const payments = slack.idOf("#payments");
  expect(seen).toEqual([
    `heard open <@${ada}> <#${payments}|payments> &lt;b&gt; &amp; <https://acme.example/x?a=1&amp;b=2>.`,
    "INC-1 is open",
  ]);
  expect(textsOf(slack.messages("ada", "#incidents"))).toEqual(["INC-1 is open"]);
});
