import type { Ping, PingRule, PingShown } from "../domain/oncall/ping.ts";
import type { Block, Message } from "./message.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  chat,
  code,
  controls,
  heading,
  italic,
  moment,
  newline,
  note,
  paragraph,
  quote,
  type Words,
  words,
} from "./say.ts";

/** By which a ping is named: the end of its id. */
export const pingDigits = ({ id }: Pick<Ping, "id">): string => id.slice(-6);

/** A ping before it is saved: when it comes next, and the line that saves it. */
export const pingPreview = (shown: PingShown, line: string): Message =>
  also(
    answer("Not saved yet. ", toWhom(shown), ", ", ruleWords(shown.ping.rule), ":"),
    quote(shown.ping.message),
    ...timesOf(shown),
    controls(button("Save", line, { style: "primary" })),
  );

export const pingAdded = (shown: PingShown): Message =>
  also(
    answer("Saved. ", toWhom(shown), ", ", ruleWords(shown.ping.rule), ":"),
    quote(shown.ping.message),
    ...timesOf(shown),
    controls(
      button("Pause", `oncall ping pause ${pingDigits(shown.ping)}`),
      button("Delete", `oncall ping delete ${pingDigits(shown.ping)}`),
    ),
  );

const timesOf = ({ next, ping }: PingShown): readonly Block[] => [
  paragraph(bold(next.length === 1 ? "Its only time:" : `The next ${next.length} times:`)),
  bullets(next.map((at) => moment(at))),
  ...(ping.skipHolidays ? [note("Not on the holidays of the schedule's layers.")] : []),
];

/** "To whoever is on call for web, and in #ops" */
const toWhom = ({ ping, schedule }: PingShown): Words => {
  const place = ping.place === undefined ? "" : ["in ", chat(ping.place, ping.place.name)];
  if (schedule === undefined) return ["Said ", place];
  return ["To whoever is on call for ", bold(schedule.name), place === "" ? "" : [", and ", place]];
};

const ruleWords = ({ text, zone }: PingRule): Words => [code(text), ` (${zone})`];

export const pingList = (pings: readonly PingShown[]): Message => {
  if (pings.length === 0) {
    return answer(
      "There are no pings. One is made with ",
      code("/oncall ping add web every weekday 09:00: morning check"),
      ".",
    );
  }
  return {
    summary: pings.length === 1 ? "1 ping" : `${pings.length} pings`,
    blocks: [
      heading("Pings"),
      ...pings.slice(0, most).map(row),
      ...(pings.length > most ? [note(`The first ${most} of ${pings.length}.`)] : []),
    ],
  };
};

const most = 40;

const row = (shown: PingShown): Block => {
  const { ping, next } = shown;
  const digits = pingDigits(ping);
  const [first] = next;
  return {
    kind: "paragraph",
    content: words(
      bold(digits),
      " ",
      ping.message.length > 80 ? `${[...ping.message].slice(0, 80).join("")}…` : ping.message,
      newline,
      toWhom(shown),
      ", ",
      ruleWords(ping.rule),
      ping.pausedAt === undefined
        ? first === undefined
          ? ", never again"
          : [", next ", moment(first)]
        : [", ", italic("paused")],
    ),
    control:
      ping.pausedAt === undefined
        ? button("Pause", `oncall ping pause ${digits}`)
        : button("Resume", `oncall ping resume ${digits}`),
  };
};

export const pingPaused = ({ ping }: PingShown): Message =>
  also(answer("Paused: ", ping.message), controls(button("Resume", `oncall ping resume ${pingDigits(ping)}`)));

export const pingResumed = ({ ping, next: [first] }: PingShown): Message =>
  answer("It goes on", first === undefined ? "" : [", next ", moment(first)], ": ", ping.message);

export const pingDeleted = (ping: Ping): Message => answer("Deleted: ", ping.message);

/** What a ping is called in a completion. */
export const pingOption = ({ ping, schedule }: PingShown): string =>
  `${schedule === undefined ? "" : `${schedule.name}: `}${ping.message}`.slice(0, 75);
