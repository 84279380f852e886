import type { Alias, Command } from "./command.ts";
import { comment } from "./incident-comment.ts";
import { deliver, duplicate, remove } from "./incident-deliver.ts";
import {
  editDescription,
  editDetails,
  editResolution,
  editStart,
  editTitle,
  makePrivate,
  makePublic,
  setSeverity,
} from "./incident-edit.ts";
import { addLink, addResource, addTag, removeLink, removeTag } from "./incident-label.ts";
import { list, listAliases } from "./incident-list.ts";
import { addMessage } from "./incident-message.ts";
import { open } from "./incident-open.ts";
import { pageAliases, pageCommands } from "./incident-page.ts";
import { assign, giveRole, passOn, takeRole, unassign } from "./incident-people.ts";
import { acknowledge, close, reopen, resolve, setStatus, take } from "./incident-progress.ts";
import { show, timeline } from "./incident-show.ts";
import { addTask, assignTask, finishTask, tasks } from "./incident-task.ts";
import { postUpdate } from "./incident-update.ts";
import { oncallAliases, oncallCommands } from "./oncall.ts";
import { buildTable, type Table } from "./table.ts";
import { tocsinAliases, tocsinCommands } from "./tocsin.ts";

const incident: readonly Command[] = [
  open,
  acknowledge,
  take,
  resolve,
  close,
  reopen,
  setStatus,
  setSeverity,
  assign,
  unassign,
  passOn,
  giveRole,
  takeRole,
  ...pageCommands,
  addTag,
  removeTag,
  addLink,
  removeLink,
  addResource,
  addMessage,
  editTitle,
  editDescription,
  editStart,
  editResolution,
  makePrivate,
  makePublic,
  editDetails,
  deliver,
  duplicate,
  remove,
  list,
  show,
  timeline,
  comment,
  postUpdate,
  addTask,
  assignTask,
  finishTask,
  tasks,
];

const incidentAliases: readonly Alias[] = [
  ...listAliases,
  ...pageAliases,
  { from: "incident new", to: "incident open" },
  { from: "incident declare", to: "incident open" },
  { from: "incident create", to: "incident open" },
  { from: "incident acknowledge", to: "incident ack" },
  { from: "incident assign", to: "incident assign add" },
  { from: "incident handover", to: "incident assign over" },
  { from: "incident unassign", to: "incident assign remove" },
  { from: "incident role", to: "incident role set" },
  { from: "incident tag", to: "incident tag add" },
  { from: "incident untag", to: "incident tag remove" },
  { from: "incident link", to: "incident link add" },
  { from: "incident unlink", to: "incident link remove" },
  { from: "incident resource", to: "incident link resource" },
  { from: "incident update", to: "incident update post" },
  { from: "incident task", to: "incident task add" },
  { from: "incident tasks", to: "incident task list" },
  { from: "incident reply", to: "incident comment" },
  { from: "incident history", to: "incident timeline" },
  { from: "incident edit", to: "incident edit details" },
  { from: "incident title", to: "incident edit title" },
  { from: "incident describe", to: "incident edit description" },
  { from: "incident start", to: "incident edit start" },
  { from: "incident resolution", to: "incident edit resolution" },
  { from: "incident private", to: "incident edit private" },
  { from: "incident public", to: "incident edit public" },
  { from: "incident undeliver", to: "incident deliver", preset: { undo: "yes" } },
  { from: "incident pending", to: "incident status", preset: { status: "pending" } },
  { from: "incident working", to: "incident status", preset: { status: "working" } },
];

/** Every word of the language. */
export const menu = (): Table =>
  buildTable(
    [...incident, ...oncallCommands, ...tocsinCommands],
    [...incidentAliases, ...oncallAliases, ...tocsinAliases],
  );
