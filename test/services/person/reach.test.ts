import { describe, expect, it } from "vitest";
import type { ConnectionId, PersonId } from "../../../src/domain/ids.ts";
import { planOf } from "../../../src/domain/notify/personal-rules.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { linkByCode, startLink } from "../../../src/services/person/link.ts";
import { setMyLimit, setMyQuiet, setMyRules } from "../../../src/services/person/reach.ts";
import type { Tx } from "../../../src/store/database.ts";
import { loadReach } from "../../../src/store/reach.ts";
import { connections, identities, people } from "../../../src/store/schema/workspace.ts";
import { type TestWorkspace, testWorkspace } from "../../support/command-ctx.ts";

const reaches = (acme: TestWorkspace, ids: readonly PersonId[]) =>
  acme.database.read((tx) => loadReach(tx, acme.workspace, ids));

const reachOf = async (acme: TestWorkspace, id: PersonId) => {
  const reach = (await reaches(acme, [id])).get(id);
  if (reach === undefined) throw new Error("Nobody is known by that id.");
  return reach;
};

/** A team or server of a name, and somebody's account on it. */
const connect = (
  acme: TestWorkspace,
  made: {
    readonly platform: "slack" | "discord";
    readonly external: string;
    readonly name: string;
    readonly of?: PersonId;
  },
) =>
  acme.database.transact(async (tx) => {
    await tx.insert(connections).values({
      id: freshId<ConnectionId>(),
      workspaceId: acme.workspace,
      platform: made.platform,
      externalId: made.external,
      name: made.name,
      botAccount: "B",
      createdAt: acme.clock.now().add({ seconds: 1 }),
    });
    if (made.of === undefined) return;
    await tx.insert(identities).values({
      workspaceId: acme.workspace,
      platform: made.platform,
      realm: made.platform === "slack" ? made.external : "",
      externalId: "42",
      personId: made.of,
      name: "Ada",
      handle: "countess",
      refreshedAt: acme.clock.now(),
    });
  });

describe("how somebody is reached", () => {
  it("is by every account they have, then by mail, in their own zone", async () => {
    await using acme = await testWorkspace();
    const { ada } = acme.people;
    await connect(acme, { platform: "discord", external: "G1", name: "Acme guild", of: ada });
    const reach = await reachOf(acme, ada);
    expect(reach).toMatchObject({ name: "Ada", zone: "Europe/Berlin", limit: 10, summary: { at: 540, muted: false } });
    expect(reach.contacts.map(({ name, word }) => [name, word])).toEqual([
      ["Slack @ada", "slack"],
      ["Discord @countess", "discord"],
      ["ada@acme.test", "email"],
    ]);
  });

  it("counts a Discord account once, however many servers there are, and tells Slack teams apart", async () => {
    await using acme = await testWorkspace();
    const { ada } = acme.people;
    await connect(acme, { platform: "discord", external: "G1", name: "One", of: ada });
    await connect(acme, { platform: "discord", external: "G2", name: "Two" });
    await connect(acme, { platform: "slack", external: "T2", name: "Beta Inc", of: ada });
    expect((await reachOf(acme, ada)).contacts.map(({ name, word }) => [name, word])).toEqual([
      ["Slack @ada (Acme)", "slack:acme"],
      ["Discord @countess", "discord"],
      ["Slack @countess (Beta Inc)", "slack:beta-inc"],
      ["ada@acme.test", "email"],
    ]);
  });

  it("is read for many in as many statements as for one", async () => {
    await using acme = await testWorkspace();
    const statements = async (ids: readonly PersonId[]) => {
      let count = 0;
      await acme.database.read((tx) => {
        const counting = new Proxy(tx, {
          get: (target, name) => {
            if (name === "select") count += 1;
            return Reflect.get(target, name, target) as unknown;
          },
        }) as Tx;
        return loadReach(counting, acme.workspace, ids);
      });
      return count;
    };
    const all = Object.values(acme.people);
    expect(await statements(all)).toBe(await statements(all.slice(0, 1)));
    expect((await reaches(acme, [...all, freshId<PersonId>()])).size).toBe(4);
    expect((await reaches(acme, [])).size).toBe(0);
  });

  it("follows whoever turned out to be somebody else", async () => {
    await using acme = await testWorkspace();
    const { ada, grace } = acme.people;
    await setMyRules(acme.as("grace"), "page", "email, slack after 5m");
    await setMyQuiet(acme.as("grace"), { from: 1320, to: 420 });
    await setMyLimit(acme.as("ada"), 3);
    const code = await startLink(acme.as("ada"));
    await linkByCode(acme.as("grace"), { code, confirmed: true });
    const reach = await reachOf(acme, grace);
    expect(reach.person).toBe(ada);
    expect(reach.limit).toBe(3);
    expect((await reachOf(acme, ada)).contacts.map(({ word }) => word)).toEqual([
      "slack:@ada",
      "slack:@grace",
      "email",
    ]);
  });

  it("keeps what only the other had set when two become one", async () => {
    await using acme = await testWorkspace();
    const { ada } = acme.people;
    await setMyQuiet(acme.as("grace"), { from: 1320, to: 420, days: [1] });
    await linkByCode(acme.as("grace"), { code: await startLink(acme.as("ada")), confirmed: true });
    expect((await reachOf(acme, ada)).quiet).toEqual({ zone: "Europe/Berlin", from: 1320, to: 420, days: [1] });
  });

  it("is nothing for somebody whom no platform knows", async () => {
    await using acme = await testWorkspace();
    const id = freshId<PersonId>();
    await acme.database.transact((tx) =>
      tx.insert(people).values({
        id,
        workspaceId: acme.workspace,
        name: "Nobody",
        role: "standard",
        createdAt: acme.clock.now(),
      }),
    );
    const reach = await reachOf(acme, id);
    expect(reach.contacts).toEqual([]);
    expect(planOf(reach.rules, reach.contacts, "page")).toEqual([]);
  });
});
