import { expect, it } from "vitest";
import { teamIn } from "../../../src/platforms/slack/body.ts";

it.each([
  ["a slash command", { command: "/incident", team_id: "T1" }],
  ["an event", { type: "event_callback", team_id: "T1", event: {} }],
  [
    "an event in a channel that several teams share",
    { type: "event_callback", team_id: "T9", authorizations: [{ team_id: "T1" }], event: {} },
  ],
  ["a press", { type: "block_actions", team: { id: "T1" }, user: { id: "U", team_id: "T1" } }],
  [
    "a press by somebody of another team on a message of ours",
    { type: "block_actions", team: { id: "T9" }, user: { id: "U", team_id: "T9" }, message: { team: "T1" } },
  ],
  ["a shortcut on somebody else's message", { type: "message_action", team: { id: "T1" }, message: { team: "T9" } }],
  ["a form", { type: "view_submission", team: { id: "T9" }, view: { app_installed_team_id: "T1" } }],
  ["a press where only the person is named", { type: "block_actions", team: null, user: { id: "U", team_id: "T1" } }],
])("%s belongs to the team that the app is put into", (_, body) => {
  expect(teamIn(body)).toBe("T1");
});

it("what names no team belongs to none", () => {
  expect(teamIn({ type: "event_callback", event: {} })).toBeUndefined();
  expect(teamIn("nonsense")).toBeUndefined();
});
