import { type MemberKey, readMember as memberOf } from "../../domain/oncall/member.ts";
import { Refusal } from "../../domain/refusal.ts";
import { nameMembers } from "../../services/oncall/members.ts";
import { type Argument, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";
import { hearer, readHearer } from "./hearer.ts";

/** Somebody or something that can be on call, and what it is called. */
export interface MemberValue {
  readonly key: MemberKey;
  readonly name: string;
}

/** What a slot may hold (features.md G56): not whoever is on call elsewhere, nor a group that changes unseen. */
const kinds: readonly string[] = ["person", "team", "target", "place", "email"];

/** A person, a team, a target, a chat channel, or an e-mail address. */
export const member = (description: string): Argument<MemberValue> =>
  argument(
    {
      name: "member",
      expects: "a person, a team, a target, a chat channel or an e-mail address, such as `@ada`",
      read: readMember,
      complete: suggestMembers,
    },
    description,
  );

const readMember = async (ctx: CommandCtx, text: string): Promise<MemberValue | undefined> => {
  const key = await readHearer(ctx, text);
  if (key === undefined || !kinds.includes(memberOf(key)?.kind ?? "")) return undefined;
  return { key, name: (await nameMembers(ctx, [key])).get(key) ?? text };
};

const anyone = hearer("Somebody").type;

async function suggestMembers(ctx: CommandCtx, typed: string) {
  const found = (await anyone.complete?.(ctx, typed)) ?? [];
  return found.filter(({ value }) => kinds.includes(memberOf(value)?.kind ?? ""));
}

/** Those who take a turn together. */
export type SlotValue = readonly MemberValue[];

/** A mention, a link, or a run without spaces. */
const piece = /\[[^\]]*\]\([^)]*\)|<[^>]+>|[^\s,]+/g;

/**
 * Who takes turns, in order: "@ada @grace" or "Ada Okafor, Grace Nilsson"; with "+" they take a turn together:
 * "@ada+@bo @grace".
 */
export const slots = (description: string): Argument<readonly SlotValue[]> =>
  argument(
    {
      name: "people",
      expects: "people and teams in order, such as `@ada @grace`, or `@ada+@bo` together",
      read: async (ctx, text) => {
        const joined = text.trim().replaceAll(/\s*\+\s*/g, "+");
        const parts = joined.includes(",") ? joined.split(",").map((part) => part.trim()) : [joined];
        const read: SlotValue[] = [];
        for (const part of parts.filter((one) => one !== "")) read.push(...(await readPart(ctx, part)));
        return read.length === 0 ? undefined : read;
      },
      complete: async (ctx, typed) => {
        const whole = await suggestMembers(ctx, typed);
        const [, before = "", last = ""] = /^(.*[\s,+])([^\s,+]*)$/s.exec(typed) ?? [];
        if (whole.length > 0 || before === "") return whole;
        const found = await suggestMembers(ctx, last);
        return found.map(({ label, value }) => ({ label: `… ${label}`, value: `${before}${value}` }));
      },
    },
    description,
  );

/** One name of several words, or several names. */
const readPart = async (ctx: CommandCtx, part: string): Promise<readonly SlotValue[]> => {
  const whole = await readSlot(ctx, part);
  if (whole !== undefined) return [whole];
  const read: SlotValue[] = [];
  for (const text of part.match(piece) ?? []) {
    const slot = await readSlot(ctx, text);
    if (slot === undefined) {
      throw new Refusal(
        "nobody-called",
        `Nobody here is called "${text}". Mention people with @, name a team of \`/tocsin team list\` or a target of \`/tocsin target list\`, or give an e-mail address.`,
        "people",
      );
    }
    read.push(slot);
  }
  return read;
};

const readSlot = async (ctx: CommandCtx, text: string): Promise<SlotValue | undefined> => {
  const slot: MemberValue[] = [];
  for (const one of text.split("+").map((name) => name.trim())) {
    const found = one === "" ? undefined : await readMember(ctx, one);
    if (found === undefined) return undefined;
    slot.push(found);
  }
  return slot;
};

export const keysOf = (given: readonly SlotValue[]): readonly (readonly MemberKey[])[] =>
  given.map((slot) => slot.map(({ key }) => key));
