import { describe, expect, it } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import { channelKey, checkChannel, refuseBuiltIn } from "../../src/domain/channel.ts";
import type { ChannelId, PersonId, SeverityId, TeamId } from "../../src/domain/ids.ts";
import { checkRole } from "../../src/domain/incident/role.ts";
import { shippedSeverities } from "../../src/domain/incident/severity.ts";
import { severityAtRank } from "../../src/domain/mapping.ts";
import { checkRoleChange, type Person } from "../../src/domain/person.ts";
import { checkTeam, refuseFollowing } from "../../src/domain/team.ts";
import { checkWorkspaceName, checkZone } from "../../src/domain/workspace.ts";

const ada: Person = { id: "ada" as PersonId, name: "Ada", role: "owner" };
const grace: Person = { id: "grace" as PersonId, name: "Grace", role: "standard" };
const acting = (person: Person): Actor => ({ kind: "person", id: person.id, role: person.role });
const administrator: Actor = { kind: "person", id: "bo" as PersonId, role: "administrator" };

describe("channels", () => {
  it("are typed in lower case without spaces", () => {
    expect(checkChannel("  #Payments  EU ", " Money ")).toEqual({
      name: "Payments EU",
      key: "payments-eu",
      description: "Money",
    });
    expect(channelKey("Zürich/Störung")).toBe("zürichstörung");
  });

  it("need a name that can be typed and told from a number", () => {
    for (const name of ["", "#", "!!!", "42"]) expect(() => checkChannel(name, "")).toThrow("at least one letter");
    expect(() => checkChannel("x".repeat(257), "")).toThrow("256");
    expect(() => checkChannel("ok", "y".repeat(257))).toThrow("256");
  });

  it("that are built in stay as they are", () => {
    const all = { id: "c" as ChannelId, key: "all", name: "all", description: "", builtIn: true, createdBy: "system" };
    expect(() => refuseBuiltIn(all, "deleted")).toThrow("`/tocsin channel leave all`");
  });
});

describe("thresholds", () => {
  it("stand for the least grave severity they let through", () => {
    const all = shippedSeverities.map((one) => ({ ...one, id: one.key as SeverityId }));
    expect(severityAtRank(all, 20)?.key).toBe("sev2");
    expect(severityAtRank(all, 29)?.key).toBe("sev2");
    expect(severityAtRank(all, 5)).toBeUndefined();
  });
});

describe("what people may do", () => {
  it("is changed by administrators, except who owns the workspace", () => {
    expect(() => checkRoleChange(administrator, { person: grace, role: "administrator", owners: 1 })).not.toThrow();
    expect(() => checkRoleChange(administrator, { person: grace, role: "owner", owners: 1 })).toThrow("Only an owner");
    expect(() => checkRoleChange(administrator, { person: ada, role: "standard", owners: 2 })).toThrow("Only an owner");
  });

  it("always leaves an owner", () => {
    expect(() => checkRoleChange(acting(ada), { person: ada, role: "standard", owners: 1 })).toThrow(
      "You are the last owner",
    );
    expect(() => checkRoleChange(acting(ada), { person: ada, role: "standard", owners: 2 })).not.toThrow();
  });

  it("is not changed to what it is", () => {
    expect(() => checkRoleChange(acting(ada), { person: grace, role: "standard", owners: 1 })).toThrow("already");
  });
});

describe("names and zones", () => {
  it("of teams can be typed", () => {
    expect(checkTeam("@Platform Team")).toEqual({ name: "Platform Team", key: "platform-team" });
    expect(() => checkTeam("@")).toThrow("needs a name");
  });

  it("of incident roles can be typed", () => {
    expect(checkRole("customer liaison")).toEqual({
      key: "customer-liaison",
      name: "Customer liaison",
      shipped: false,
    });
    expect(() => checkRole("…")).toThrow("needs a name");
    expect(() => checkRole("x".repeat(33))).toThrow("32");
  });

  it("of workspaces are one line", () => {
    expect(checkWorkspaceName(" Acme\n Corp ")).toBe("Acme Corp");
    expect(() => checkWorkspaceName(" ")).toThrow("needs a name");
  });

  it("of zones are the calendar's", () => {
    expect(checkZone("Europe/Berlin")).toBe("Europe/Berlin");
    expect(() => checkZone("Mars/Olympus")).toThrow("no time zone");
  });
});

describe("a team that follows a group", () => {
  it("is not changed by hand", () => {
    const team = {
      id: "t" as TeamId,
      key: "platform",
      name: "Platform",
      createdBy: "system",
      follows: { connection: "c" as never, group: "S1", name: "@platform" },
    };
    expect(() => refuseFollowing(team)).toThrow("`/tocsin team unfollow platform`");
  });
});
