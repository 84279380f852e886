import type { Team } from "../domain/team.ts";
import type { TeamView } from "../domain/team-view.ts";
import type { Message } from "./message.ts";
import { also, answer, bold, bullets, button, code, controls, listed, note, person, say, type Words } from "./say.ts";

const mostNames = 10;

/** Who is in it, by name: the first ten and how many more. */
const whoIsIn = ({ members }: TeamView): Words => {
  if (members.length === 0) return "nobody yet";
  const first = members.slice(0, mostNames).map(({ id, name }): Words => person(id, name));
  const rest = members.length - first.length;
  return rest > 0 ? [listed([...first, `${rest} more`])] : [listed(first)];
};

export const teamList = (teams: readonly TeamView[], more: boolean, words: string): Message => {
  if (teams.length === 0) {
    return words === ""
      ? answer("There are no teams yet. Create one with ", code("/tocsin team create platform"), ".")
      : answer(`No team is called "${words}". `, code("/tocsin team list"), " shows them all.");
  }
  return {
    summary: `${teams.length} teams`,
    blocks: [
      bullets(
        teams.map(
          (view): Words => [
            bold(view.team.name),
            view.team.key === view.team.name ? "" : ` (${view.team.key})`,
            ": ",
            whoIsIn(view),
            view.team.follows === undefined ? "" : `. Follows ${view.team.follows.name}`,
          ],
        ),
      ),
      ...(more ? [note("There are more: add a part of the name, as in ", code("/tocsin team list plat"))] : []),
    ],
  };
};

export const teamCreated = (view: TeamView): Message =>
  view.members.length === 0
    ? answer(bold(view.team.name), " is created. Add people with ", code(`/tocsin team add ${view.team.key} @ada`), ".")
    : answer(bold(view.team.name), " is created with ", whoIsIn(view), ".");

export const teamChanged = (view: TeamView): Message => answer(bold(view.team.name), ": ", whoIsIn(view), ".");

/** What a deletion would take away. */
export const askToDeleteTeam = (view: TeamView): Message =>
  also(
    answer(
      "Delete ",
      bold(view.team.name),
      view.members.length === 0 ? ", with nobody in it?" : say`, with ${whoIsIn(view)} in it?`,
      " Schedules, policies and channels that name it reach nobody by it any more.",
    ),
    controls(button("Delete", `tocsin team delete --yes ${view.team.key}`, { style: "danger" })),
  );

export const teamDeleted = (team: Team): Message => answer(bold(team.name), " is deleted.");

export const teamFollows = (view: TeamView & { readonly unknown: readonly string[] }): Message => {
  const strangers = view.unknown.length;
  return answer(
    bold(view.team.name),
    ` follows ${view.team.follows?.name ?? "a group"} and has its members: `,
    whoIsIn(view),
    ".",
    strangers === 0
      ? ""
      : ` ${strangers === 1 ? "One of the group is" : `${strangers} of the group are`} not known here yet and will be added when they are.`,
  );
};

export const teamUnfollows = (view: TeamView): Message =>
  answer(bold(view.team.name), " keeps its members and follows no group any more.");
