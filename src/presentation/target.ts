import { kinds } from "../domain/target/kinds.ts";
import type { Target } from "../domain/target/target.ts";
import type { Block, Message } from "./message.ts";
import {
  ago,
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  moment,
  newline,
  note,
  say,
  type Words,
} from "./say.ts";

const whereTo = ({ name, kind, shown }: Target): Words => [
  bold(name),
  ` · ${kinds[kind].name}${shown === "" ? "" : ` ${shown}`}`,
];

/** Every target somebody may see: where it leads, whose it is, how it fares. */
export const targetList = (targets: readonly Target[], more: boolean): Message => {
  if (targets.length === 0) {
    return answer(
      "There are no targets yet. Add one with ",
      code("/tocsin target add email ops"),
      ", or a contact of your own with ",
      code("/tocsin contact add ntfy phone"),
      ".",
    );
  }
  return {
    summary: targets.length === 1 ? "1 target" : `${targets.length} targets`,
    blocks: [
      bullets(targets.map((target): Words => [whereTo(target), traits(target), standing(target)])),
      ...(more ? [note("More are not shown.")] : []),
    ],
  };
};

const traits = ({ key, name, owner, via, offered, merges }: Target): Words => {
  const said = [
    ...(key === name ? [] : [key]),
    ...(owner === undefined ? [] : ["your own"]),
    ...(via === undefined ? [] : ["through the workspace's account"]),
    ...(offered ? ["offered to everybody"] : []),
    ...(merges ? ["merged, once a minute"] : []),
  ];
  return said.length === 0 ? "" : ` (${said.join(", ")})`;
};

const standing = ({ key, health }: Target): Words => {
  const { off, failingSince, failure } = health;
  const last = failure === undefined ? "" : ` The last time: ${failure}`;
  if (off !== undefined) {
    const why = off.why === "failing" ? "because it failed for two days" : "by hand";
    return [
      newline,
      say`Switched off ${ago(off.at)} ${why}.${off.why === "failing" ? last : ""} ${code(`/tocsin target on ${key}`)} switches it on.`,
    ];
  }
  return failingSince === undefined ? "" : [newline, say`Failing since ${ago(failingSince)}.${last}`];
};

/** A new target; a secret that was made for it is shown this once. */
export const targetAdded = ({
  target,
  secret,
  problem,
}: {
  readonly target: Target;
  readonly secret?: string;
  readonly problem?: string;
}): Message =>
  also(
    answer(whereTo(target), " is added", target.owner === undefined ? "." : " to your contacts."),
    ...(secret === undefined ? [] : shownOnce(secret)),
    ...(problem === undefined ? [] : [note(`Nothing is sent there yet: ${problem}`)]),
    controls(button("Send a test", `tocsin target test ${target.key}`)),
  );

const shownOnce = (secret: string): readonly Block[] => [
  { kind: "preformatted", text: secret },
  note("With this secret its receiver checks what we sign (Standard Webhooks). It is not shown again."),
];

export const targetChanged = (target: Target): Message =>
  also(
    answer(whereTo(target), traits(target), " is changed."),
    controls(button("Send a test", `tocsin target test ${target.key}`)),
  );

export const targetSwitched = (target: Target): Message =>
  target.health.off === undefined
    ? also(
        answer(whereTo(target), " is on. What failed before is forgotten."),
        controls(button("Send a test", `tocsin target test ${target.key}`)),
      )
    : answer(whereTo(target), " is off: nothing is sent there until ", code(`/tocsin target on ${target.key}`), ".");

export const secretRotated = (target: Target, secret: string, until: Temporal.Instant): Message =>
  also(
    answer(say`${bold(target.name)} has another signing secret. Until ${moment(until)} the one before signs as well.`),
    ...shownOnce(secret),
  );

export const askToDeleteTarget = (target: Target): Message =>
  also(
    answer("Delete ", whereTo(target), "? Schedules, policies and channels that name it reach nobody by it any more."),
    controls(button("Delete it", `tocsin target delete --yes ${target.key}`, { style: "danger" })),
  );

export const targetDeleted = (target: Target): Message => answer(whereTo(target), " is deleted.");

/** How a test went, in the other side's own words. */
export const targetTested = ({
  target,
  failure,
  said = "",
}: {
  readonly target: Target;
  readonly failure?: string;
  readonly said?: string;
}): Message => {
  if (failure !== undefined) return answer(say`The test did not reach ${whereTo(target)}. ${failure}`);
  const words = said.replace(/\s+/gu, " ").slice(0, 150);
  return answer(say`${whereTo(target)} took the test${words === "" ? "." : say`: ${code(words)}`}`);
};

/** What a test says. */
export const testLetterMessage = (target: Target): Message =>
  answer(`This is a test of ${target.name}. Nothing has happened, and nothing needs to be done.`);
