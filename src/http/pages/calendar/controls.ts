import { html } from "hono/html";
import { pages } from "../../../domain/page.ts";
import { mostWeeks } from "../../../presentation/oncall-weeks.ts";
import type { Html } from "../../render.ts";
import type { Site } from "../../site.ts";
import { type Ask, addressWith } from "./ask.ts";

export type Query = Readonly<Record<string, string>>;

export interface Choices {
  readonly counts: { readonly all: number; readonly mine: number };
  readonly policies: readonly { readonly key: string; readonly name: string }[];
  /** Whom the calendar is narrowed to. */
  readonly member?: string;
}

/** Which time, in whose clocks. */
export const timeControls = (path: string, query: Query, { weeks, ...ask }: Ask): Html => {
  const step = (by: number) => addressWith(path, query, { from: weeks.first.add({ weeks: by }).toString() });
  return html`${ask.problems.map((words) => html`<p class="problem" role="alert">${words}</p>`)}
<div class="controls">
<a class="button" href="${step(-weeks.count)}" rel="prev">Earlier</a>
<a class="button" href="${addressWith(path, query, { from: null })}">Back to today</a>
<a class="button" href="${step(weeks.count)}" rel="next">Later</a>
<form method="get" action="${path}">
${Object.entries(query)
  .filter(([name]) => !["from", "weeks", "zone"].includes(name))
  .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>From <input type="date" name="from" value="${weeks.first.toString()}"></label>
<label>Weeks <input type="number" name="weeks" min="1" max="${mostWeeks}" value="${weeks.count}"></label>
<label>Time zone <input name="zone" list="zones" value="${weeks.zone}" size="22" autocomplete="off" spellcheck="false"></label>
<datalist id="zones">${zones().map((zone) => html`<option value="${zone}">`)}</datalist>
<button>Show</button>
</form>
</div>`;
};

let known: readonly string[] | undefined;

const zones = (): readonly string[] => {
  known ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return known;
};

/** Which schedules. */
export const scheduleControls = (site: Site, query: Query, ask: Ask, choices: Choices): Html => {
  const path = site.at(pages.oncall);
  const tab = (label: string, count: number, show: string | null, chosen: boolean) =>
    html`<a class="button" href="${addressWith(path, query, { show })}"${chosen ? html` aria-current="true"` : ""}>${label} (${count})</a>`;
  return html`<div class="controls">
${tab("All schedules", choices.counts.all, null, !ask.mine)}
${tab("Mine", choices.counts.mine, "mine", ask.mine)}
<form method="get" action="${path}" role="search">
${Object.entries(query)
  .filter(([name]) => name !== "q" && name !== "policy")
  .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>Name <input type="search" name="q" value="${ask.words}" size="14"></label>
${
  choices.policies.length === 0
    ? ""
    : html`<label>Policy <select name="policy"><option value="">any</option>${choices.policies.map(
        ({ key, name }) => html`<option value="${key}"${key === ask.policy ? html` selected` : ""}>${name}</option>`,
      )}</select></label>`
}
<button>Find</button>
</form>
${
  choices.member === undefined
    ? ""
    : html`<p>Only with ${choices.member}. <a href="${addressWith(path, query, { member: null })}">Everybody</a></p>`
}
</div>`;
};
