import { describe, expect, it } from "vitest";
import { asId, type TaskId, type TextId } from "../../src/domain/ids.ts";
import type { Task } from "../../src/domain/incident/incident.ts";
import { addTask, assignTask, finishTask, reopenTask } from "../../src/domain/incident/task.ts";
import { ada, by, entryOf, grace, incident, noon, ofKind, refusalOf, toldBy } from "../support/incident.ts";

const task: Task = {
  id: asId<TaskId>("0198a0de-0000-7000-8000-000000000071"),
  number: 4,
  text: asId<TextId>("0198a0de-0000-7000-8000-000000000072"),
};
const withTask = (given: Partial<Task> = {}) => incident({ tasks: [{ ...task, ...given }] });

describe("a task", () => {
  it("gets the next number, its words, its person and its due time", () => {
    const decided = addTask(withTask(), { body: " call the vendor\0 ", assignee: grace, dueAt: noon }, by());
    expect(decided.number).toBe(5);
    expect(ofKind(decided, "write")[0]?.body).toBe("call the vendor");
    expect(ofKind(decided, "add-task")[0]).toMatchObject({ number: 5, assignee: grace, dueAt: noon });
    expect(ofKind(decided, "join")).toEqual([{ kind: "join", person: grace }]);
    expect(entryOf(decided)).toMatchObject({
      kind: "task-added",
      data: { number: 5, assignee: grace, due: "2026-01-05T12:00:00Z" },
    });
    expect(toldBy(decided)).toEqual([`${grace} task`]);
  });

  it("for nobody or for oneself tells nobody", () => {
    expect(addTask(incident(), { body: "x" }, by()).number).toBe(1);
    expect(toldBy(addTask(incident(), { body: "x" }, by()))).toEqual([]);
    expect(toldBy(addTask(incident(), { body: "x", assignee: ada }, by(ada)))).toEqual([]);
  });

  it("needs words, and not too many", () => {
    expect(refusalOf(() => addTask(incident(), { body: " \0" }, by()))).toBe("A task needs words: what is to be done?");
    expect(refusalOf(() => addTask(incident(), { body: "x".repeat(1001) }, by()))).toBe(
      "A task has at most 1000 characters. Put the rest into a comment.",
    );
  });

  it("is given to somebody else with before and after", () => {
    const decided = assignTask(withTask({ assignee: ada }), 4, grace, by());
    expect(entryOf(decided)).toMatchObject({ kind: "task-assigned", data: { number: 4, before: ada, after: grace } });
    expect(toldBy(decided)).toEqual([`${grace} task`]);
    expect(refusalOf(() => assignTask(withTask({ assignee: ada }), 4, ada, by()))).toBe("Task 4 is already theirs.");
  });

  it("is done once and undone once", () => {
    expect(finishTask(withTask(), 4, by()).changes).toEqual([{ kind: "finish-task", id: task.id }]);
    expect(reopenTask(withTask({ doneAt: noon }), 4, by()).changes).toEqual([{ kind: "reopen-task", id: task.id }]);
    expect(refusalOf(() => finishTask(withTask({ doneAt: noon }), 4, by()))).toBe("Task 4 of INC-42 is already done.");
    expect(refusalOf(() => reopenTask(withTask(), 4, by()))).toBe("Task 4 of INC-42 is not done yet.");
  });

  it("that does not exist is refused with where to look", () => {
    for (const act of [finishTask, reopenTask]) {
      expect(refusalOf(() => act(withTask(), 9, by()))).toBe(
        "INC-42 has no task 9. See them with `/incident task list inc-42`.",
      );
    }
  });
});
