import { incidentName } from "../domain/incident/incident.ts";
import { type Delivery, late } from "../domain/notify/delivery.ts";
import type { Escalation, LogLine, WhyPaged } from "../domain/notify/log.ts";
import type { Inline, Message } from "./message.ts";
import { reasonOf } from "./page.ts";
import {
  answer,
  bold,
  briefly,
  bullets,
  clock,
  listed,
  moment,
  newline,
  note,
  paragraph,
  plain,
  say,
  type Words,
  words,
} from "./say.ts";

/** One message in a line: when, to whom, why, and how it ended. */
const lineOf = ({ delivery, recipient, by, incident, names }: LogLine): readonly Inline[] => {
  const causes = delivery.causes.map((cause) => reasonOf(cause, names));
  return words(
    moment(delivery.createdAt),
    " · ",
    bold(recipient),
    by === undefined ? "" : ` by ${by}`,
    incident === undefined ? " · -" : ` · ${incidentName(incident)} ${incident.title}`,
    newline,
    causes.length === 0 ? "" : `${causes.join("; ")}: `,
    outcomeOf(delivery),
  );
};

const outcomeOf = (delivery: Delivery): Words => {
  const { state, why, sentAt, dueAt, nextAt, attempts } = delivery;
  switch (state) {
    case "sent": {
      const behind = sentAt === undefined ? undefined : dueAt.until(sentAt);
      return words(
        "sent",
        sentAt === undefined ? "" : say` at ${clock(sentAt)}`,
        behind !== undefined && behind.total("seconds") > late ? `, ${briefly(behind)} late` : "",
        attempts > 1 ? `, after ${attempts} attempts` : "",
        delivery.maybeTwice ? "; it may have arrived twice" : "",
      );
    }
    case "waiting":
      return attempts === 0
        ? say`due at ${clock(nextAt)}`
        : say`tried ${String(attempts)} times, again at ${clock(nextAt)}: ${why ?? "it did not go out"}`;
    case "bundled":
      return "sent with others in one message";
    case "failed":
      return `failed: ${why ?? "it could not be sent"}`;
    case "superseded":
      return `not sent: ${why ?? "it was answered before"}`;
    case "dropped":
      return `dropped: ${why ?? "nobody was there"}`;
  }
};

/** Everything that was sent, as far as it was asked for. */
export const executionLog = (lines: readonly LogLine[], more: boolean): Message => {
  if (lines.length === 0) return answer("Nothing of that kind was sent.");
  return {
    summary: `The last ${lines.length} messages`,
    blocks: [bullets(lines.map(lineOf)), ...(more ? [note("Older ones are not shown: narrow it with `from:`.")] : [])],
  };
};

/** Why somebody was paged, or why nobody was. */
export const whyPagedMessage = (why: WhyPaged): Message => {
  const { incident, person, lines, snoozedUntil } = why;
  const name = words(bold(incidentName(incident)), ` ${incident.title}`);
  const quiet =
    snoozedUntil === undefined
      ? []
      : [
          note(
            snoozedUntil === "forever"
              ? "Its pages are silenced until further notice."
              : say`Its pages are silenced until ${moment(snoozedUntil)}.`,
          ),
        ];
  if (lines.length > 0) {
    const head = words(person === undefined ? "Who was paged for " : say`What ${person.name} was told of `, name, ":");
    return { summary: plain(head), blocks: [paragraph(head), bullets(lines.map(lineOf)), ...quiet] };
  }
  const reason = reasonOfSilence(why);
  const head = words(
    person === undefined ? "Nobody was paged for " : `${person.name} was told nothing of `,
    name,
    ". ",
    reason,
  );
  return { summary: plain(head), blocks: [paragraph(head), ...quiet] };
};

/** Why there is nothing to show. */
const reasonOfSilence = ({ policies, escalations, person }: WhyPaged): Words => {
  const told = escalations.map((one) => standing(one, person?.name));
  if (told.length > 0) return words(...told.flatMap((one, i) => [i === 0 ? "" : " ", one]));
  return policies.length === 0
    ? "No escalation policy is set for its channels. Make one with `/tocsin escalation create`."
    : words(
        "Its channels use ",
        listed(policies),
        ", which had nothing to page for: it was acknowledged, or is not grave enough.",
      );
};

const standing = ({ name, state, next, of, dueAt, calls }: Escalation, person: string | undefined): Words => {
  const stepName = (step: number): string => (step > of ? "its last resort" : `step ${step} of ${of}`);
  switch (state) {
    case "waiting":
      return words(
        `${name} is under way: `,
        next === undefined ? "its steps are gone through" : stepName(next),
        next === undefined || dueAt === undefined ? "" : say` comes at ${clock(dueAt)} unless somebody answers`,
        ".",
        person === undefined
          ? ""
          : calls === undefined
            ? ` ${person} is in none of the steps to come.`
            : ` ${person} is called at ${stepName(calls)}.`,
      );
    case "answered":
      return `${name} fell silent when it was answered${person === undefined ? "" : `, before it came to ${person}`}.`;
    case "exhausted":
      return `${name} went through all its steps${person === undefined ? "" : `, and ${person} was in none of them`}.`;
    case "ended":
      return `${name} has ended, for there was nothing to page for any more.`;
  }
};
