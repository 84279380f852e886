import type { ViewResponseAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/web-api";
import { expect, it } from "vitest";
import { eventually, refusalOf, startWorld } from "./support/world.ts";

const plain = (text: string) => ({ type: "plain_text", text }) as const;
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

const card: KnownBlock[] = [
  { type: "section", block_id: "head", text: { type: "mrkdwn", text: "*INC-1* checkout down" } },
  {
    type: "actions",
    block_id: "acts",
    elements: [
      { type: "button", action_id: "ack", text: plain("Acknowledge"), value: "incident ack inc-1", style: "primary" },
      {
        type: "static_select",
        action_id: "sev",
        placeholder: plain("Severity"),
        options: ["sev1", "sev2"].map(option),
      },
      { type: "external_select", action_id: "who", placeholder: plain("Who"), min_query_length: 0 },
    ],
  },
];

const form: ModalView = {
  type: "modal",
  callback_id: "open",
  title: plain("Open an incident"),
  submit: plain("Open"),
  close: plain("Cancel"),
  private_metadata: "here",
  notify_on_close: true,
  blocks: [
    {
      type: "input",
      block_id: "title",
      label: plain("Title"),
      element: { type: "plain_text_input", action_id: "value", max_length: 20 },
    },
    {
      type: "input",
      block_id: "severity",
      optional: true,
      label: plain("Severity"),
      element: { type: "static_select", action_id: "value", options: ["sev1", "sev2"].map(option) },
    },
    {
      type: "input",
      block_id: "people",
      optional: true,
      label: plain("People"),
      element: { type: "multi_users_select", action_id: "value" },
    },
  ],
};

type World = Awaited<ReturnType<typeof startWorld>>;

async function postCard({ slack, client }: World, inAttachment = false): Promise<{ channel: string; ts: string }> {
  const channel = slack.idOf("#incidents");
  const content = inAttachment ? { attachments: [{ color: "#f00", blocks: [...card] }] } : { blocks: [...card] };
  const { ts = "" } = await client.chat.postMessage({ channel, text: "INC-1", ...content });
  return { channel, ts };
}

/** Opens the form for lin, by a shortcut. */
async function openForm({ slack, app }: World): Promise<string> {
  app.shortcut("open", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
  });
  expect(await slack.act("lin", { kind: "shortcut", callback_id: "open" })).toEqual({ ok: true });
  return (await eventually(() => slack.state("lin").modals[0])).id;
}

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

it("submits a form with what was entered", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const views: unknown[] = [];
  app.view("open", async ({ ack, view }) => {
    views.push(view);
    await ack();
  });
  const view = await openForm(world);
  const values = {
    title: { value: "checkout down" },
    severity: { value: "sev1" },
    people: { value: [slack.idOf("ada")] },
  };
  expect(await slack.act("lin", { kind: "submit", view, values })).toEqual({ ok: true });
  expect(views[0]).toMatchObject({
    callback_id: "open",
    private_metadata: "here",
    state: {
      values: {
        title: { value: { type: "plain_text_input", value: "checkout down" } },
        severity: { value: { type: "static_select", selected_option: option("sev1") } },
        people: { value: { type: "multi_users_select", selected_users: [slack.idOf("ada")] } },
      },
    },
  });
  expect(slack.state("lin").modals).toEqual([]);
});

it("refuses an incomplete form by itself, and shows the app's own errors", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  let submissions = 0;
  app.view("open", async ({ ack }) => {
    submissions += 1;
    await ack({ response_action: "errors", errors: { title: "Say a little more." } });
  });
  const view = await openForm(world);
  const empty = await slack.act("lin", { kind: "submit", view, values: {} });
  expect(empty).toEqual({ ok: false, error: "Please complete this required field." });
  const long = await slack.act("lin", { kind: "submit", view, values: { title: { value: "x".repeat(21) } } });
  expect(long.error).toBe("Please shorten this to 20 characters or fewer.");
  expect(submissions).toBe(0);
  const refused = await slack.act("lin", { kind: "submit", view, values: { title: { value: "x" } } });
  expect(refused).toEqual({ ok: false, error: "Say a little more." });
  expect(slack.state("lin").modals[0]?.errors).toEqual({ title: "Say a little more." });
});

it("updates, pushes and clears views as the app answers", async () => {
  await using world = await startWorld();
  const { slack, app, client } = world;
  const answers = [
    { response_action: "update", view: { ...form, title: plain("Second") } },
    { response_action: "push", view: { ...form, title: plain("Third") } },
    { response_action: "clear" },
  ] satisfies ViewResponseAction[];
  let step = 0;
  app.view("open", async ({ ack }) => {
    const answer = answers[step];
    step += 1;
    await ack(answer);
  });
  const view = await openForm(world);
  const values = { title: { value: "kept" } };
  const titles = () => slack.state("lin").modals.map((each) => each.title?.text);
  await slack.act("lin", { kind: "submit", view, values });
  expect(titles()).toEqual(["Second"]);
  await slack.act("lin", { kind: "submit", view, values });
  expect(titles()).toEqual(["Second", "Third"]);
  const stale = client.views.update({ view_id: view, hash: "1.abc", view: form });
  expect(await refusalOf(stale)).toBe("hash_conflict");
  const updated = await client.views.update({ view_id: view, view: { ...form, title: plain("Under") } });
  expect(updated.view).toMatchObject({ state: { values: { title: { value: { value: "kept" } } } } });
  expect(titles()).toEqual(["Under", "Third"]);
  const [, top] = slack.state("lin").modals;
  await slack.act("lin", { kind: "submit", view: top?.id ?? "", values });
  expect(titles()).toEqual([]);
});

it("stacks three views and no more", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const refused: string[] = [];
  app.action("more", async ({ ack, body, client }) => {
    await ack();
    const trigger_id = "trigger_id" in body ? (body.trigger_id ?? "") : "";
    const view = { ...form, blocks: [{ type: "actions" as const, block_id: "b", elements: [more] }] };
    const pushed = client.views.push({ trigger_id, view });
    refused.push(
      await pushed.then(
        () => "pushed",
        (error: { data: { error: string } }) => error.data.error,
      ),
    );
  });
  const more = { type: "button", action_id: "more", text: plain("More") } as const;
  const channel = slack.idOf("#incidents");
  const { ts = "" } = await world.client.chat.postMessage({
    channel,
    text: "x",
    blocks: [{ type: "actions", block_id: "b", elements: [more] }],
  });
  await slack.act("lin", { kind: "press", channel, ts, block_id: "b", action_id: "more" });
  await eventually(() => refused.length === 1);
  app.command("/incident", async ({ ack, command, client }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: { ...form, blocks: [{ type: "actions", block_id: "b", elements: [more] }] },
    });
  });
  await slack.act("lin", { kind: "command", channel, command: "/incident", text: "" });
  for (let count = 1; count <= 3; count += 1) {
    const top = await eventually(() => slack.state("lin").modals[count - 1]);
    await slack.act("lin", { kind: "press", view: top.id, block_id: "b", action_id: "more" });
    await eventually(() => refused.length === count + 1);
  }
  expect(refused).toEqual(["not_found", "pushed", "pushed", "push_limit_reached"]);
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

it("tells the app when a form is closed", async () => {
  await using world = await startWorld();
  const closed: unknown[] = [];
  world.app.view({ callback_id: "open", type: "view_closed" }, async ({ ack, body }) => {
    closed.push("is_cleared" in body && body.is_cleared);
    await ack();
  });
  const view = await openForm(world);
  expect(await world.slack.act("lin", { kind: "close", view })).toEqual({ ok: true });
  expect([closed, world.slack.state("lin").modals]).toEqual([[false], []]);
});

it("takes a trigger once, and only for three seconds", async () => {
  let at = Temporal.Instant.from("2026-03-02T10:00:00Z");
  await using world = await startWorld({ now: () => at });
  const { slack, app, client } = world;
  const triggers: string[] = [];
  app.command("/incident", async ({ ack, command }) => {
    triggers.push(command.trigger_id);
    await ack();
  });
  const type = () => slack.act("lin", { kind: "command", channel: "#incidents", command: "/incident", text: "" });
  const open = (trigger = "") => client.views.open({ trigger_id: trigger, view: form });
  await type();
  await open(triggers[0]);
  expect(await refusalOf(open(triggers[0]))).toBe("exchanged_trigger_id");
  await type();
  at = at.add({ milliseconds: 3_001 });
  expect(await refusalOf(open(triggers[1]))).toBe("expired_trigger_id");
  await type();
  slack.faults.expireTriggers();
  expect(await refusalOf(open(triggers[2]))).toBe("expired_trigger_id");
  expect(await refusalOf(open("1.2.abc"))).toBe("invalid_trigger_id");
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
