import { expect, it } from "vitest";
import { card, option, postCard } from "./support/forms.ts";
import { eventually, startWorld } from "./support/world.ts";

it("tells the app which button was pressed, where and by whom", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const bodies: unknown[] = [];
  app.action("ack", async ({ ack, body, respond }) => {
    bodies.push(body);
    await ack();
    await respond({ text: "acknowledged", replace_original: true });
  });
  const at = await postCard(world);
  expect(await slack.act("lin", { kind: "press", ...at, block_id: "acts", action_id: "ack" })).toEqual({ ok: true });
  expect(bodies[0]).toMatchObject({
    type: "block_actions",
    user: { id: slack.idOf("lin"), username: "lin" },
    team: { id: slack.team.id },
    channel: { id: at.channel, name: "incidents" },
    container: { type: "message", message_ts: at.ts, channel_id: at.channel },
    message: { ts: at.ts, bot_id: slack.bot.botId },
    state: { values: { acts: { sev: { type: "static_select", selected_option: null } } } },
    actions: [{ type: "button", action_id: "ack", block_id: "acts", value: "incident ack inc-1", style: "primary" }],
  });
  await eventually(() => slack.messages("ada", "#incidents")[0]?.text === "acknowledged");
});

it("finds buttons inside attachments", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const containers: unknown[] = [];
  app.action("ack", async ({ ack, body }) => {
    containers.push("container" in body && body.container);
    await ack();
  });
  const at = await postCard(world, true);
  await slack.act("lin", { kind: "press", ...at, block_id: "acts", action_id: "ack" });
  expect(containers).toMatchObject([{ type: "message_attachment", attachment_id: 1 }]);
});

it("carries a choice, and offers the app's own suggestions", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const chosen: unknown[] = [];
  app.action(/sev|who/, async ({ ack, action }) => {
    chosen.push("selected_option" in action ? action.selected_option : undefined);
    await ack();
  });
  app.options("who", async ({ ack, options }) => {
    await ack({ options: [option(`${options.value}-one`), option(`${options.value}-two`)] });
  });
  const at = { ...(await postCard(world)), block_id: "acts" };
  expect(await slack.act("lin", { kind: "press", ...at, action_id: "sev", value: "sev2" })).toEqual({ ok: true });
  const offered = await slack.act("lin", { kind: "suggest", ...at, action_id: "who", value: "pay" });
  expect(offered.options?.map((each) => each.value)).toEqual(["pay-one", "pay-two"]);
  const [first] = offered.options ?? [];
  await slack.act("lin", { kind: "press", ...at, action_id: "who", value: { selected_option: first } });
  expect(chosen).toEqual([option("sev2"), option("pay-one")]);
  const invented = await slack.act("lin", { kind: "press", ...at, action_id: "sev", value: "sev9" });
  expect(invented).toEqual({ ok: false, error: "no_such_option" });
});

it("shows that the app did not answer a press", async () => {
  await using world = await startWorld({ patience: 40 });
  const { slack, app } = world;
  app.action("ack", async () => {});
  const at = await postCard(world);
  const outcome = await slack.act("lin", { kind: "press", ...at, block_id: "acts", action_id: "ack" });
  expect(outcome).toEqual({ ok: false, error: "This app did not respond (operation_timeout). Try again." });
});

it("remembers what was chosen in a message for the next press", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const states: unknown[] = [];
  app.action(/sev|ack/, async ({ ack, body }) => {
    states.push("state" in body && typeof body.state === "object" ? body.state.values : undefined);
    await ack();
  });
  const at = { ...(await postCard(world)), block_id: "acts" };
  await slack.act("lin", { kind: "press", ...at, action_id: "sev", value: "sev1" });
  await slack.act("lin", { kind: "press", ...at, action_id: "ack" });
  await slack.act("ada", { kind: "press", ...at, action_id: "ack" });
  const chosen = (value: object | null) => ({ acts: { sev: { type: "static_select", selected_option: value } } });
  expect(states).toMatchObject([chosen(option("sev1")), chosen(option("sev1")), chosen(null)]);
});

it("hands a message to a message shortcut", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const heard: unknown[] = [];
  app.shortcut({ callback_id: "open_from_message", type: "message_action" }, async ({ ack, shortcut }) => {
    heard.push(shortcut);
    await ack();
  });
  const { ts = "" } = await slack.act("ada", { kind: "say", channel: "#random", text: "it burns" });
  const act = { kind: "shortcut", callback_id: "open_from_message", channel: "#random", ts } as const;
  expect(await slack.act("lin", act)).toEqual({ ok: true });
  expect(heard).toMatchObject([
    { message: { text: "it burns", user: slack.idOf("ada") }, channel: { name: "random" } },
  ]);
});

it("opens the app's home and shows what it publishes", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const pressed: unknown[] = [];
  app.action("ack", async ({ ack, body }) => {
    pressed.push("container" in body && body.container);
    await ack();
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [...card] } });
  });
  await slack.act("lin", { kind: "home" });
  const home = await eventually(() => slack.state("lin").home);
  expect(home?.blocks).toHaveLength(2);
  await slack.act("lin", { kind: "press", view: home?.id ?? "", block_id: "acts", action_id: "ack" });
  expect(pressed).toMatchObject([{ type: "view", view_id: home?.id }]);
  expect(slack.state("ada").home).toBeNull();
});
