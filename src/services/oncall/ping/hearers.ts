import type { PersonId } from "../../../domain/ids.ts";
import { type MemberKey, memberKey, personKey, personOfMember, readMember } from "../../../domain/oncall/member.ts";
import type { Hearer, HearerRole, Way } from "../../../domain/oncall/ping-view.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import type { Tx } from "../../../store/database.ts";
import { ownersOf } from "../../../store/people.ts";
import { loadReach } from "../../../store/reach.ts";
import type { Ctx } from "../../ctx.ts";
import { peopleBehind } from "../members.ts";
import type { Told } from "./handoff.ts";

export interface Hearers {
  readonly hearers: readonly Hearer[];
  /** Who is told what could not be told: the schedule's places, without any whoever looks after it. */
  readonly instead: readonly Hearer[];
}

/** Everybody who hears of it, each once: a team's members who are not away, then places, then whoever looks after it. */
export const hearersOf = async (
  ctx: Ctx,
  tx: Tx,
  { record, on, off, told }: Pick<Told, "record" | "on" | "off" | "told">,
  at: Temporal.Instant,
): Promise<Hearers> => {
  const behind = await peopleBehind(tx, ctx.workspace, [...on, ...off], at);
  const keepers = await keepersOf(ctx, tx, record);
  const inRole = (keys: readonly MemberKey[]) => keys.flatMap((key) => behind.get(key) ?? []);
  const reach = await loadReach(tx, ctx.workspace, [...inRole(on), ...inRole(off), ...keepers]);
  const person = (id: PersonId, role: HearerRole): readonly Hearer[] => {
    const found = reach.get(id);
    const who = found?.person ?? id;
    const way: Way = { kind: "person", person: who, contacts: found?.contacts ?? [] };
    return [{ key: personKey(who), role, way }];
  };
  const member =
    (role: HearerRole) =>
    (key: MemberKey): readonly Hearer[] => {
      const people = behind.get(key) ?? [];
      return people.length > 0 ? people.flatMap((one) => person(one, role)) : outsideOf(key, role);
    };
  const places = record.settings.places.map((one) => placeHearer(one));
  const watching = keepers.flatMap((one) => person(one, "keeper"));
  return {
    hearers: eachOnce([
      ...on.flatMap(member("on")),
      ...off.flatMap(member("off")),
      ...(told.includes("place") ? places : []),
      ...(told.includes("keeper") ? watching : []),
    ]),
    instead: places.length > 0 ? places : eachOnce(watching),
  };
};

const eachOnce = (hearers: readonly Hearer[]): readonly Hearer[] =>
  [...new Map(hearers.toReversed().map((one) => [one.key, one])).values()].toReversed();

const placeHearer = ({ place, name }: ScheduleRecord["settings"]["places"][number]): Hearer => ({
  key: memberKey({ kind: "place", ...place }),
  role: "place",
  way: { kind: "place", place, name },
});

/** What is on call without being a person. */
const outsideOf = (key: MemberKey, role: HearerRole): readonly Hearer[] => {
  const read = readMember(key);
  switch (read?.kind) {
    case "place":
      return [
        {
          key,
          role: "place",
          way: { kind: "place", place: { connection: read.connection, chat: read.chat }, name: "" },
        },
      ];
    case "email":
      return [{ key, role, way: { kind: "outside", to: { kind: "email", address: read.address } } }];
    case "target":
      return [{ key, role, way: { kind: "outside", to: { kind: "target", target: read.id } } }];
    default:
      return [];
  }
};

/** Whoever made the schedule, and the owners of the workspace. */
const keepersOf = async (ctx: Ctx, tx: Tx, { createdBy }: Told["record"]): Promise<readonly PersonId[]> => {
  const maker = personOfMember(createdBy);
  return [...new Set([...(maker === undefined ? [] : [maker]), ...(await ownersOf(tx, ctx.workspace))])];
};
