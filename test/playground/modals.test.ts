import type { ViewResponseAction } from "@slack/bolt";
import { expect, it } from "vitest";
import { form, openForm, option, plain } from "./support/forms.ts";
import { eventually, refusalOf, startWorld } from "./support/world.ts";

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
