import { expect, it } from "vitest";
import { profileOf } from "../../../src/platforms/slack/profile.ts";

const user = { id: "U1", name: "ada", real_name: "Ada Okafor", profile: { email: "ada@acme.example" } };

it("takes an address that Slack has confirmed, or of which it says nothing", () => {
  expect(profileOf({ ...user, is_email_confirmed: true }).email).toBe("ada@acme.example");
  expect(profileOf(user).email).toBe("ada@acme.example");
});

it("takes no address that nobody has confirmed: it may be somebody else's", () => {
  expect(profileOf({ ...user, is_email_confirmed: false }).email).toBeUndefined();
});
